"""How calls of analyzers went, until somebody keeps it."""

import threading
import time
from collections import deque
from dataclasses import dataclass, field

from voicejournal.hooks.isolation.failures import Why

MOST = 10_000
"""Calls remembered where nobody ever keeps them."""


@dataclass(slots=True, kw_only=True)
class Call:
    """One call: its own time, without waiting for others, and how it ended."""

    plugin: str
    analyzer: str
    version: str
    seconds: float = 0.0
    failure: Why | None = None
    """None where it answered."""
    detail: str = ""
    _began: float = field(default=0.0, repr=False)

    def begin(self) -> None:
        """Start its clock."""
        self._began = time.perf_counter()

    def failed(self, why: Why, detail: str) -> None:
        """Note that it gave no answer that could be used."""
        self.failure, self.detail = why, detail

    def end(self) -> None:
        """Stop its clock."""
        if self._began:
            self.seconds = time.perf_counter() - self._began


class Tallies:
    """Calls that nobody has kept yet."""

    def __init__(self) -> None:
        """Begin without any."""
        self._calls: deque[Call] = deque(maxlen=MOST)
        self._lock = threading.Lock()

    def add(self, call: Call) -> None:
        """Remember one call, which ends now."""
        call.end()
        with self._lock:
            self._calls.append(call)

    def take(self) -> tuple[Call, ...]:
        """Hand over what was remembered."""
        with self._lock:
            taken = tuple(self._calls)
            self._calls.clear()
        return taken
