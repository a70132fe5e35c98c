"""Time a function in processor seconds: other work on the machine does not count."""

import time
from collections.abc import Callable
from typing import TypeVar

Answer = TypeVar("Answer")


def timed(call: Callable[[], Answer], *, repeat: int = 1) -> tuple[Answer, float]:
    """Return what `call` gives and the processor seconds of its quickest run."""
    best = float("inf")
    for _ in range(repeat):
        start = time.process_time()
        answer = call()
        best = min(best, time.process_time() - start)
    return answer, max(best, 1e-9)
