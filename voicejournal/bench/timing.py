"""Time a function in processor seconds: other work on the machine does not count."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from threadpoolctl import threadpool_limits

Answer = TypeVar("Answer")


def timed(call: Callable[[], Answer], *, repeat: int = 1) -> tuple[Answer, float]:
    """Return what `call` gives and the processor seconds of its quickest run.

    The seconds of all threads are summed: a library that spreads its work gains nothing by it.
    """
    best = float("inf")
    for _ in range(repeat):
        start = time.process_time()
        answer = call()
        best = min(best, time.process_time() - start)
    return answer, max(best, 1e-9)


@contextmanager
def one_core() -> Iterator[None]:
    """Keep the linear algebra below numpy from spreading, and from waiting, on other cores."""
    with threadpool_limits(limits=1):
        yield
