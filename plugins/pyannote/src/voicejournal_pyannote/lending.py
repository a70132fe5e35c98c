"""A pipeline in memory for as long as notes come, and given back when they do not."""

import ctypes
import gc
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

Later = Callable[[float, Callable[[], None]], None]
"""Calls a function after so many seconds."""


def _after(seconds: float, call: Callable[[], None]) -> None:
    timer = threading.Timer(seconds, call)
    timer.daemon = True  # an idle pipeline keeps no process alive
    timer.start()


class Lent:
    """Lends one pipeline to one note at a time: its networks are not made for two."""

    def __init__(self, load: Callable[[], Any], *, idle_s: float, later: Later = _after) -> None:
        """Remember how to load; nothing is loaded before it is held."""
        self._load, self._idle_s, self._later = load, idle_s, later
        self._lock = threading.Lock()
        self._pipeline: Any = None
        self._used = 0

    @property
    def is_loaded(self) -> bool:
        """Whether it is in memory now."""
        return self._pipeline is not None

    @contextmanager
    def hold(self) -> Iterator[Any]:
        """Yield the pipeline, loaded if need be."""
        with self._lock:
            if self._pipeline is None:
                self._pipeline = self._load()
            self._used += 1
            used = self._used
            try:
                yield self._pipeline
            finally:
                self._later(self._idle_s, lambda: self._release(used))

    def _release(self, used: int) -> None:
        """Give the memory back, unless the pipeline was used again since."""
        with self._lock:
            if self._used == used:
                self._pipeline = None
                give_back()


def give_back() -> None:
    """Return what is no longer used to the machine, and to its graphics card."""
    gc.collect()
    torch = sys.modules.get("torch")
    if torch is not None and torch.cuda.is_available():
        torch.cuda.empty_cache()
    with suppress(OSError, AttributeError):  # glibc keeps freed memory to itself; others do not
        ctypes.CDLL("libc.so.6").malloc_trim(0)
