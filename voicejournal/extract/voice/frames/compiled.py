"""Compile inner loops with numba, kept on disk between runs where the disk lets us."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

Loop = TypeVar("Loop", bound=Callable[..., Any])
ANY_ORDER = frozenset({"reassoc", "contract", "nsz", "nnan"})
"""What LLVM may take for granted to add several numbers at once."""


def compiled(loop: Loop) -> Loop:
    """Compile `loop` on its first call; keep the result so that the next start need not."""
    return _compiled(loop)


def compiled_in_any_order(loop: Loop) -> Loop:
    """Compile a loop whose sums may be taken in any order, which is several times as quick.

    Its last digits then depend on the processor. No number in it may be NaN.
    """
    return _compiled(loop, fastmath=set(ANY_ORDER))


def _compiled(loop: Loop, **options: Any) -> Loop:
    try:
        return cast("Loop", numba.njit(cache=True, **options)(loop))
    except RuntimeError:  # no folder to keep it in: a read-only installation
        return cast("Loop", numba.njit(**options)(loop))
