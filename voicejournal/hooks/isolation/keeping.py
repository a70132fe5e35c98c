"""The thread that starts plugins' processes, and ends those that nobody has asked for a while.

The kernel ends a process with the *thread* that started it, so that thread must last as long
as the service. It is started with the first process, and anew in a fork of the service.
"""

import os
import queue
import threading
import time
import weakref
from collections.abc import Callable
from concurrent.futures import Future
from typing import Protocol, TypeAlias

from voicejournal.hooks.isolation.process import PluginProcess

LOOK_EVERY_S = 5.0
Task = tuple[Callable[[], PluginProcess], "Future[PluginProcess]"]


Tasks: TypeAlias = "queue.SimpleQueue[Task | None]"
Seats: TypeAlias = "weakref.WeakSet[Sits]"


class Sits(Protocol):
    """Where a process sits."""

    lock: threading.Lock
    process: PluginProcess | None
    used_at: float


class Keeping:
    """Starts processes in one thread that lasts."""

    def __init__(self, *, idle_s: float) -> None:
        """Prepare; the thread starts with the first process."""
        self._idle_s = idle_s
        self._tasks: Tasks = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._of = 0
        self._lock = threading.Lock()
        self._seats: Seats = weakref.WeakSet()
        self._processes: set[PluginProcess] = set()
        weakref.finalize(self, _end_all, self._processes, self._tasks)

    def start(self, seat: Sits, make: Callable[[], PluginProcess]) -> PluginProcess:
        """Make a process in the thread that lasts."""
        self._ensure()
        future: Future[PluginProcess] = Future()
        self._tasks.put((make, future))
        process = future.result()
        with self._lock:
            self._processes.difference_update([one for one in self._processes if not one.alive])
            self._processes.add(process)
            self._seats.add(seat)
        seat.used_at = time.monotonic()
        return process

    def close(self) -> None:
        """Let the thread end."""
        self._tasks.put(None)

    def _ensure(self) -> None:
        with self._lock:
            if self._thread is None or not self._thread.is_alive() or self._of != os.getpid():
                self._of = os.getpid()
                parts = (self._tasks, self._seats, self._idle_s)
                self._thread = threading.Thread(
                    target=_keep, args=parts, name="plugins", daemon=True
                )
                self._thread.start()


def _keep(tasks: "Tasks", seats: "Seats", idle_s: float) -> None:
    while True:
        try:
            task = tasks.get(timeout=LOOK_EVERY_S)
        except queue.Empty:
            _rest(seats, idle_s)
            continue
        if task is None:
            return
        make, future = task
        try:
            future.set_result(make())
        except Exception as error:  # noqa: BLE001 - handed to whoever waits
            future.set_exception(error)


def _rest(seats: "Seats", idle_s: float) -> None:
    """Give back the memory of processes that were not asked for a while."""
    for seat in tuple(seats):
        idle = time.monotonic() - seat.used_at > idle_s
        if idle and seat.process is not None and seat.lock.acquire(blocking=False):
            try:
                seat.process.end()
                seat.process = None
            finally:
                seat.lock.release()


def _end_all(processes: "set[PluginProcess]", tasks: "Tasks") -> None:
    """End what is left when nobody holds the service any more."""
    tasks.put(None)
    for one in processes:
        one.end()
