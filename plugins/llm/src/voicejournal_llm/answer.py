"""What the model answered, as sentences; whether they hold is for the service to see."""

import json
import re
from collections.abc import Iterator

from voicejournal import Retold, Text
from voicejournal_llm.errors import UnreadableError

MOST = 16
"""Sentences that are looked at."""
LONGEST = 1000
"""Characters of a sentence that is looked at at all."""
FENCE = re.compile(r"\A\s*```(?:json)?\s*\n(.*?)\n\s*```\s*\Z", re.DOTALL)


def retold(content: str) -> tuple[Retold, ...]:
    """Read an answer; what does not have the shape of a sentence is left out.

    Raises:
        UnreadableError: It is not JSON of the shape that was asked for.
    """
    fenced = FENCE.match(content)
    try:
        told = json.loads(fenced.group(1) if fenced else content)
    except (ValueError, RecursionError):
        raise UnreadableError from None
    found = told.get("sentences") if isinstance(told, dict) else None
    if not isinstance(found, list):
        raise UnreadableError
    return tuple(_sentences(found[:MOST]))


def _sentences(found: list[object]) -> Iterator[Retold]:
    for one in found:
        if not isinstance(one, dict):
            continue
        cited, en, fr = one.get("from"), _wording(one.get("en")), _wording(one.get("fr"))
        if isinstance(cited, list) and en and fr:
            yield Retold(text=Text(en=en, fr=fr), sources=tuple(str(key) for key in cited[:MOST]))


def _wording(one: object) -> str:
    return one if isinstance(one, str) and len(one) <= LONGEST else ""
