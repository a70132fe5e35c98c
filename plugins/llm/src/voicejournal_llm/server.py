"""One request to a server that speaks the OpenAI chat protocol, and nothing of it believed."""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import httpx2

from voicejournal_llm.address import place_of
from voicejournal_llm.errors import (
    ServerAwayError,
    ServerRefusedError,
    TooMuchError,
    TooSlowError,
    UnreadableError,
)
from voicejournal_llm.options import Options

MOST_BYTES = 256 * 1024
"""Of an answer; a page retold is about 4 kB."""
MOST_TOKENS = 1500
"""Of an answer; assumed: eight sentences in two languages are about 800."""
LOOK_S = 5.0
OK, BAD_REQUEST = 200, 400

Message = Mapping[str, str]


class Server:
    """The server of a language model; each question opens its own connection."""

    def __init__(self, options: Options, *, clock: Callable[[], float] = time.monotonic) -> None:
        """Prepare; nothing is sent yet."""
        self._options = options
        self._clock = clock

    def look(self) -> None:
        """See whether the server is there and has the model.

        Raises:
            LanguageModelError: It is not, or it does not.
        """
        told = self._read("GET", "/models", None, self._clock() + LOOK_S)
        known = [one.get("id") for one in _list(told, "data") if isinstance(one, dict)]
        if self._options.model not in known:
            msg = "The server of the language model does not have the model that is set."
            fix = f"It has: {', '.join(str(one) for one in known) or 'none'}."
            raise ServerRefusedError(msg, fix=fix)

    def ask(self, messages: Sequence[Message], schema: Mapping[str, Any]) -> str:
        """Return what the model says.

        Args:
            messages: The conversation so far.
            schema: JSON schema of the answer, for servers that can hold a model to one.

        Raises:
            LanguageModelError: There is no answer, or none that can be used.
        """
        until = self._clock() + self._options.timeout_s
        question: dict[str, Any] = {
            "model": self._options.model,
            "messages": list(messages),
            "temperature": 0,
            "seed": 0,
            "max_tokens": MOST_TOKENS,
            "stream": False,
        }
        held = {"name": "retold", "strict": True, "schema": schema}
        shaped = {**question, "response_format": {"type": "json_schema", "json_schema": held}}
        try:
            told = self._read("POST", "/chat/completions", shaped, until)
        except _NotUnderstoodError:  # an older server: it does not know the shape of answers
            told = self._read("POST", "/chat/completions", question, until)
        return _content(told)

    def _read(self, method: str, path: str, question: object, until: float) -> object:
        place = place_of(self._options)
        headers = {"host": place.host, "accept": "application/json"}
        if self._options.key:
            headers["authorization"] = f"Bearer {self._options.key}"
        # No proxy, no certificate and no password of the machine's environment; no redirection.
        with httpx2.Client(trust_env=False, timeout=self._left(until)) as client:
            try:
                with client.stream(
                    method,
                    place.address + path,
                    json=question,
                    headers=headers,
                    extensions={"sni_hostname": place.host.partition(":")[0]},
                ) as response:
                    content = self._body(response, until)
            except httpx2.TimeoutException:
                raise TooSlowError from None
            except httpx2.HTTPError:
                raise ServerAwayError from None
        return _parsed(content)

    def _body(self, response: httpx2.Response, until: float) -> bytes:
        if response.status_code == BAD_REQUEST:
            raise _NotUnderstoodError
        if response.status_code != OK:
            msg = f"The server of the language model answered {response.status_code}."
            raise ServerRefusedError(msg)
        body = bytearray()
        for piece in response.iter_raw():
            body += piece
            if len(body) > MOST_BYTES:
                raise TooMuchError
            self._left(until)
        return bytes(body)

    def _left(self, until: float) -> float:
        left = until - self._clock()
        if left <= 0:
            raise TooSlowError
        return left


class _NotUnderstoodError(ServerRefusedError):
    """The server of the language model did not understand the question."""


def _parsed(content: bytes) -> object:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        raise UnreadableError from None


def _content(told: object) -> str:
    first = next(iter(_list(told, "choices")), None)
    message = first.get("message") if isinstance(first, dict) else None
    content = message.get("content") if isinstance(message, dict) else None
    if not isinstance(content, str):
        raise UnreadableError
    return content


def _list(told: object, name: str) -> list[Any]:
    found = told.get(name) if isinstance(told, dict) else None
    if not isinstance(found, list):
        raise UnreadableError
    return found
