"""Models in memory: loaded once, shared, and given back when nobody has used them for a while."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from voicejournal.extract.models import ModelRef

Model = TypeVar("Model")
Later = Callable[[float, Callable[[], None]], None]
"""Calls a function after so many seconds."""


def _after(seconds: float, call: Callable[[], None]) -> None:
    timer = threading.Timer(seconds, call)
    timer.daemon = True  # an idle model keeps no process alive
    timer.start()


@dataclass(slots=True)
class _Slot(Generic[Model]):
    loading: threading.Lock = field(default_factory=threading.Lock)
    model: Model | None = None
    holders: int = 0
    idle_since: float = 0.0


class ModelLease(Generic[Model]):
    """Lends models out, by reference; threads share one copy of each."""

    def __init__(
        self,
        load: Callable[[ModelRef], Model],
        *,
        idle_s: float,
        clock: Callable[[], float] = time.monotonic,
        later: Later = _after,
    ) -> None:
        """Remember how to load; nothing is loaded before it is held.

        Args:
            load: Loads a model, heavy imports included.
            idle_s: Seconds without a holder after which a model is dropped.
            clock: Seconds that only run forwards.
            later: Runs the check for idle models.
        """
        self._load, self._idle_s, self._clock, self._later = load, idle_s, clock, later
        self._lock = threading.Lock()
        self._slots: dict[ModelRef, _Slot[Model]] = {}

    @contextmanager
    def hold(self, ref: ModelRef) -> Iterator[Model]:
        """Yield the model, loaded if need be; it stays in memory until the block ends."""
        with self._lock:
            slot = self._slots.setdefault(ref, _Slot())
            slot.holders += 1
        try:
            with slot.loading:
                if slot.model is None:
                    slot.model = self._load(ref)
                model = slot.model
            yield model
        finally:
            self._let_go(slot)

    def loaded(self) -> tuple[ModelRef, ...]:
        """Return what is in memory now."""
        with self._lock:
            return tuple(ref for ref, slot in self._slots.items() if slot.model is not None)

    def release_idle(self) -> None:
        """Drop every model that nobody has held for `idle_s`."""
        now = self._clock()
        with self._lock:
            for ref, slot in list(self._slots.items()):
                if slot.holders == 0 and now - slot.idle_since >= self._idle_s:
                    del self._slots[ref]

    def _let_go(self, slot: _Slot[Model]) -> None:
        with self._lock:
            slot.holders -= 1
            slot.idle_since = self._clock()
            idle = slot.holders == 0
        if idle:
            self._later(self._idle_s, self.release_idle)
