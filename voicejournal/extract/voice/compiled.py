"""Compile inner loops with numba, kept on disk between runs where the disk lets us."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

Loop = TypeVar("Loop", bound=Callable[..., Any])


def compiled(loop: Loop) -> Loop:
    """Compile `loop` on its first call; keep the result so that the next start need not."""
    try:
        return cast("Loop", numba.njit(cache=True)(loop))
    except RuntimeError:  # no folder to keep it in: a read-only installation
        return cast("Loop", numba.njit(loop))
