"""The process of one plugin, as the service holds it: started, asked, watched, ended."""

import os
import pickle
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from voicejournal.hooks.isolation.failures import EndedError, Why
from voicejournal.hooks.isolation.limits import MIB, Limits
from voicejournal.hooks.isolation.parts import Parts
from voicejournal.hooks.isolation.told import ANSWER, DESCRIBED, Answer, Described, Kind, Request
from voicejournal.hooks.isolation.wire import (
    ANSWER as ANSWER_LENGTH,
)
from voicejournal.hooks.isolation.wire import (
    LONGEST_ANSWER,
    Packer,
    read_exactly,
    send_request,
)

MODULE = "voicejournal.hooks.isolation.child"
LOOK_EVERY_S = 0.05
"""How often the memory of a process is looked at while it works."""
OVER = 1.1
"""A process is ended at so many times its memory: before, the kernel refuses it more."""
RECYCLED_FROM = 0.75
"""After a call that leaves so much of the memory full, the process is replaced by a fresh one."""
OURS = "VOICEJOURNAL_"
"""Settings begin so; a plugin is shown its own alone."""
PAGE = os.sysconf("SC_PAGE_SIZE")


class PluginProcess:
    """One process; asked by one thread at a time."""

    def __init__(
        self, *, name: str, value: str, settings: Mapping[str, str], limits: Limits
    ) -> None:
        """Start it; `describe` waits until it is ready.

        It must be called in a thread that lasts: the kernel ends the process with that thread.
        """
        self.limits = limits
        self.described: Described | None = None
        self._parts = Parts()
        self._channel, theirs = socket.socketpair()
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-m", MODULE, str(theirs.fileno()), str(os.getpid())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
                start_new_session=True,
                env=_environment(),
            )
        finally:
            theirs.close()
        with suppress(OSError):  # it ended already: `describe` will say so
            first = pickle.dumps((name, value, dict(settings), limits, sys.path))
            send_request(self._channel, first, ())

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def describe(self, seconds: float) -> Described:
        """Wait until the plugin is loaded, and return what it brings.

        Raises:
            EndedError: It was not ready in time, or ended.
        """
        if self.described is None:
            content = self._asked(seconds, lambda: None)
            self.described = _validated(DESCRIBED, content)
        return self.described

    def call(self, kind: Kind, name: str, subject: object, seconds: float) -> Answer:
        """Ask one analyzer.

        Raises:
            EndedError: It gave no answer, and is gone.
        """
        content = self._asked(seconds, lambda: self._send(kind, name, subject))
        answer: Answer = _validated(ANSWER, content)
        if self._resident() > RECYCLED_FROM * self.limits.memory_mb * MIB:
            self.end()
        return answer

    def kill(self) -> None:
        """Kill it and everything that it started; whoever waits for its answer hears of it."""
        if self._process.poll() is None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.kill()

    def end(self) -> None:
        """Kill it and give back what it held; nobody may be waiting for its answer."""
        self.kill()
        self._process.wait()
        self._channel.close()

    def _asked(self, seconds: float, ask: Callable[[], None]) -> bytes:
        deadline = time.monotonic() + seconds
        try:
            self._channel.settimeout(seconds)
            ask()
            self._wait(deadline, seconds)
            (length,) = ANSWER_LENGTH.unpack(read_exactly(self._channel, ANSWER_LENGTH.size))
            self._channel.settimeout(max(0.1, deadline - time.monotonic()))
            return read_exactly(self._channel, _bearable(length))
        except TimeoutError:
            self.end()
            raise EndedError(Why.TOO_LONG, f"{seconds:g}") from None
        except (EOFError, OSError):
            raise self._death() from None
        except BaseException:
            self.end()
            raise

    def _send(self, kind: Kind, name: str, subject: object) -> None:
        parts = self._parts.next_call(kind, subject)
        packer = Packer(parts.held)
        request = Request(kind=kind, name=name, subject=subject, keep=parts.keep, drop=parts.drop)
        send_request(self._channel, packer.pack(request), packer.arrays)

    def _wait(self, deadline: float, seconds: float) -> None:
        """Wait for the answer to begin, and look at the process meanwhile."""
        most = OVER * self.limits.memory_mb * MIB
        answered = select.poll()  # of any number of open files, unlike `select`
        answered.register(self._channel, select.POLLIN)
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError(seconds)
            if answered.poll(1000 * min(left, LOOK_EVERY_S)):
                return
            if self._resident() > most:
                self.end()
                raise EndedError(Why.MEMORY, str(self.limits.memory_mb))

    def _resident(self) -> int:
        """Return the bytes of memory that the process fills; 0 where nobody tells."""
        try:
            return int(Path(f"/proc/{self._process.pid}/statm").read_text().split()[1]) * PAGE
        except (OSError, IndexError):
            return 0

    def _death(self) -> EndedError:
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=1.0)
        code = self._process.poll()
        self.end()
        if code is not None and code < 0:
            return EndedError(Why.SIGNAL, signal.Signals(-code).name)
        return EndedError(Why.EXIT, str(code) if code is not None else "")


def _bearable(length: int) -> int:
    if length > LONGEST_ANSWER:
        raise EndedError(Why.TOO_MUCH)
    return length


def _validated(adapter: Any, content: bytes) -> Any:
    try:
        return adapter.validate_json(content)
    except ValueError:
        pass  # pydantic's own error would quote what it read
    raise EndedError(Why.UNREADABLE)


def _environment() -> dict[str, str]:
    """Return the environment without our settings: there are passwords among them."""
    return {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
