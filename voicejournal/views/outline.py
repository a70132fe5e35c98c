"""The outline of a note's sound, with its silences: numbers for the SVG macro."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from voicejournal.model.units import Span

HEIGHT = 64.0
_BARS = 160
_STEP = 4.0
_SHORTEST_BAR = 0.03
_LEAST_PAUSE_S = 0.5
"""Shorter silences are narrower than a bar on most notes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shade:
    """One silence under the outline."""

    x: float
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The drawn sound of a note."""

    width: float
    bars: str
    """SVG path of one upright stroke per slice of time."""
    pauses: tuple[Shade, ...]


def outline(peaks: Sequence[float], pauses: Sequence[Span], duration: float) -> Outline:
    """Draw `peaks` (each 0–1, evenly spaced over `duration` seconds) as upright strokes."""
    bars = _thin(peaks)
    width = max(len(bars), 1) * _STEP
    middle = HEIGHT / 2
    strokes = "".join(
        f"M{index * _STEP + _STEP / 2:g} {middle - tall:.1f}V{middle + tall:.1f}"
        for index, peak in enumerate(bars)
        for tall in (max(peak, _SHORTEST_BAR) * (middle - 2),)
    )
    scale = width / duration if duration > 0 else 0.0
    shades = tuple(
        Shade(x=round(pause.start * scale, 1), width=round(pause.duration * scale, 1))
        for pause in pauses
        if pause.duration >= _LEAST_PAUSE_S
    )
    return Outline(width=width, bars=strokes, pauses=shades)


def _thin(peaks: Sequence[float]) -> list[float]:
    """Keep the highest peak of each slice, so that a short sound is not lost."""
    if len(peaks) <= _BARS:
        return [min(max(peak, 0.0), 1.0) for peak in peaks]
    edges = [round(index * len(peaks) / _BARS) for index in range(_BARS + 1)]
    return [min(max(*peaks[start:end], 0.0, 0.0), 1.0) for start, end in pairwise(edges)]
