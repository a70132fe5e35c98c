"""The outline of a sound, for drawing."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from voicejournal.model.units import Span

BARS = 240
"""Enough for a wide screen, few enough to send with every page."""
SILENCE_RMS = 1e-4
"""-80 dBFS: a recording that never rises above it is drawn flat, not blown up."""


def outline(samples: NDArray[np.float32], bars: int = BARS) -> tuple[float, ...]:
    """Return up to `bars` heights in 0–1, each the root of one stretch's loudness.

    The root lifts quiet speech into sight beside loud speech.
    """
    bars = min(bars, len(samples))
    if bars == 0:
        return ()
    edges = np.linspace(0, len(samples), bars + 1).astype(np.intp)
    rms = np.array([_rms(samples[a:b]) for a, b in pairwise(edges)])
    loudest = max(float(rms.max()), SILENCE_RMS)
    return tuple(round(float(height), 3) for height in np.sqrt(rms / loudest))


def without(peaks: Sequence[float], passage: Span, duration: float) -> tuple[float, ...]:
    """Return an outline that is flat where a passage was taken out."""
    each = duration / len(peaks) if peaks else 0.0
    return tuple(
        0.0 if passage.start < (at + 1) * each and at * each < passage.end else height
        for at, height in enumerate(peaks)
    )


def _rms(part: NDArray[np.float32]) -> float:
    return float(np.sqrt(np.dot(part, part) / len(part)))
