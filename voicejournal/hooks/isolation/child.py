"""The process of one plugin: it limits itself, loads the plugin, and answers one call at a time.

Run as `python -m voicejournal.hooks.isolation.child SOCKET PARENT`, and told the rest by its
first message. What the plugin prints is counted and thrown away.
"""

import io
import os
import pickle
import socket
import sys
from collections.abc import Mapping
from importlib.metadata import EntryPoint
from typing import Any

from voicejournal.errors import ModelMissingError, RefusedFindingError
from voicejournal.hooks.host import PluginHost
from voicejournal.hooks.isolation.guards import guard
from voicejournal.hooks.isolation.told import (
    ANSWER,
    DESCRIBED,
    FINDINGS,
    LARGE,
    Answer,
    Described,
    Kind,
    Request,
    at,
    told_apart,
    written,
)
from voicejournal.hooks.isolation.wire import Unpacker, receive_request, send_answer
from voicejournal.hooks.loading import GROUP
from voicejournal.hooks.protocols import Voiceprinter
from voicejournal.hooks.surface import deprecations_noted
from voicejournal.model.units import Missing


class Counted(io.TextIOBase):
    """Takes what is printed, and remembers only how much it was."""

    count = 0

    def writable(self) -> bool:
        """Anything may be printed."""
        return True

    def write(self, text: str) -> int:
        """Count."""
        self.count += len(text)
        return len(text)


class Plugin:
    """The plugin of this process."""

    def __init__(self, name: str, value: str, settings: Mapping[str, str]) -> None:
        """Load it; whatever it does meanwhile is its failure."""
        self._host = PluginHost(lambda _name: settings, emotion=None)  # the service sees to that
        self._name = name
        self._noted: list[str] = []
        self._analyzers: dict[tuple[Kind, str], Any] = {}
        self.failed = ""
        try:
            with deprecations_noted(self._noted):
                loaded = EntryPoint(name=name, value=value, group=GROUP).load()
        except BaseException as error:  # noqa: BLE001 - a plugin call: it may even try to exit
            self.failed = f"its module could not be imported. {type(error).__name__}: {error}"
            return
        status = self._host.register(loaded, name)
        self.failed = status.reason if status.state == "failed" else ""
        self._noted += status.deprecations
        self._analyzers = {
            **{("note", one.info.name): one.analyzer.analyze for one in self._host.analyzers},
            **{
                ("week", one.info.name): one.analyzer.analyze_week
                for one in self._host.week_analyzers
            },
            **{("retell", one.info.name): one.analyzer.retell for one in self._host.narrators},
        }

    def describe(self, guarded: str) -> Described:
        """Tell what the plugin brings."""
        return Described(
            failed=self.failed,
            analyzers=tuple(one.info for one in self._host.analyzers),
            week_analyzers=tuple(one.info for one in self._host.week_analyzers),
            narrators=tuple(one.info for one in self._host.narrators),
            measures=tuple(one.info for one in self._host.voice_measures),
            hooks=self._host.hooks_of(self._name),
            deprecations=tuple(self._noted),
            guard=guarded,
        )

    def answer(self, request: Request) -> str:
        """Return the findings as JSON."""
        if request.kind == "measure":
            return self._measured(request.subject, request.name)
        if request.kind in LARGE:
            return told_apart(request.kind, self._heard(request))
        return written(request.kind, self._analyzers[request.kind, request.name](request.subject))

    def _heard(self, request: Request) -> object:
        diarizer = self._host.diarizer(request.name)
        if diarizer is None:
            msg = "it tells no voices apart any more"
            raise RefusedFindingError(msg)
        if request.kind == "separate":
            return diarizer.separate(request.subject)
        if not isinstance(diarizer, Voiceprinter):
            msg = "it knows no voice again any more"
            raise RefusedFindingError(msg)
        return dict(diarizer.voices(*request.subject))

    def _measured(self, heard: Any, purpose: str) -> str:
        taken = {}
        wanted = [one for one in self._host.voice_measures if one.info.purpose == purpose]
        for one in wanted:
            try:
                value = one.measure(heard)
                taken[one.info.name] = value if isinstance(value, Missing) else float(value)
            except Exception as error:  # noqa: BLE001 - a plugin call
                taken[one.info.name] = Missing(f"its plugin failed: {type(error).__name__}")
        return FINDINGS["measure"].dump_json(taken).decode()


class Service:
    """Answers the calls that come in."""

    def __init__(self, channel: socket.socket, parent: int) -> None:
        """Take the first message, limit this process, load the plugin."""
        self._channel = channel
        self._held: dict[int, object] = {}
        message, _ = receive_request(channel)
        name, value, settings, limits, path = pickle.loads(message)  # noqa: S301 - from the service
        sys.path[:] = path
        self._printed = sys.stdout = sys.stderr = Counted()
        self._guard, self._refusals = guard(limits, parent)
        self._plugin = Plugin(name, value, settings)

    def run(self) -> None:
        """Say who the plugin is, then answer until the service hangs up."""
        self._say_who()
        while True:
            try:
                message, arrays = receive_request(self._channel)
            except EOFError:
                return
            answer = self._answer(message, arrays)
            send_answer(self._channel, ANSWER.dump_json(answer))

    def _say_who(self) -> None:
        try:
            told = DESCRIBED.dump_json(self._plugin.describe(self._guard), warnings="error")
            DESCRIBED.validate_json(told)
        except ValueError:
            failed = "what it says of its analyzers has the wrong types"
            told = DESCRIBED.dump_json(Described(failed=failed))
        self._refusals.take()
        send_answer(self._channel, told)

    def _answer(self, message: bytes, arrays: list[memoryview]) -> Answer:
        self._printed.count = 0
        content = refused = error = lacks = fix = ""
        memory_full = False
        try:
            content = self._plugin.answer(self._opened(message, arrays))
        except RefusedFindingError as refusal:
            refused = refusal.message
        except ModelMissingError as missing:
            lacks, fix = missing.message, missing.fix or ""
        except MemoryError:
            memory_full = True
        except BaseException as raised:  # noqa: BLE001 - a plugin call: it may even try to exit
            error = type(raised).__name__
        return Answer(
            content=content,
            refused=refused,
            error=error,
            lacks=lacks,
            fix=fix,
            tried=self._refusals.take(),
            printed=self._printed.count,
            memory_full=memory_full,
        )

    def _opened(self, message: bytes, arrays: list[memoryview]) -> Request:
        request: Request = Unpacker(message, arrays, self._held).load()
        for name in request.drop:
            self._held.pop(name, None)
        for place, name in request.keep.items():
            self._held[name] = at(request.subject, place)
        return request


def main() -> None:
    """Serve the socket whose number was given."""
    channel = socket.socket(fileno=int(sys.argv[1]))
    Service(channel, int(sys.argv[2])).run()
    os._exit(0)  # threads of the plugin may still run; nobody waits for them


if __name__ == "__main__":
    main()
