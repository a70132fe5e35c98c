"""How fast a room's sound dies away, and where in its tail the voice truly ended.

In an echoing room no sound can fall faster than the room does: at every end of speech the level
sinks at one and the same rate. In a dry room each end has its own rate, and most are faster.
"""

import numpy as np
import scipy.ndimage
from numpy.typing import NDArray

from voicejournal.extract.voice.frames.bands import BAND_HOP_S
from voicejournal.extract.voice.frames.framing import runs

FALL_FRAMES = 10
"""50 ms: a fall is measured over the length of a sound, not of a swing in it."""
BEFORE_FRAMES, AFTER_FRAMES = 40, 24
"""The steepest fall of an end is looked for from 200 ms before it to 120 ms after it."""
ENDS_MIN = 5
"""Fewer ends do not tell the room's rate from a speaker's."""
RANGE_MIN_DB = 30.0
"""Noise cuts falls short and makes them alike: nothing is told unless the loud sounds stand so far
above it. In pink noise at 20 dB they stand 19 dB above it, in quiet rooms 31 to 47."""
RATE_MAX = 260.0
"""dB a second, a room of 0.23 s. The median end falls at 398 to 600 in dry notes; as empty bands
weigh down the mean, at 291 and more with nothing above 3400 Hz; in rooms of 0.25 to 0.6 s
at 237 to 114. Measured on planted silences and the notes of synthetic voices."""
SPREAD_MAX = 0.4
"""Nine in ten less one in ten of the ends' rates, beside their median: 0.15 to 0.34 in those rooms;
0.9 and 1.5 in recordings of people whose falls are slow without one."""
WAVER_FRAMES = 5
"""A fall that wavers for less than 25 ms goes on: a tail is rough."""
NEAR_FRAMES = 16
"""80 ms: a fall that ended longer ago is not that of this end."""
STEADY_SHARE = 0.5
"""Centred on the bend from a level sound to a free fall, a slope is half the fall's."""

Edges = NDArray[np.float64]
Track = NDArray[np.float64]


def before_the_tail(edges: Edges, over: Track, *, least_s: float) -> Edges:
    """Return the stretches of speech; in an echoing room each ends within its tail.

    The voice ended no earlier than its fall became the room's own, and no later than it can be
    heard; what it did in between lies under the tail. The middle errs least.

    Args:
        edges: Start and end of each stretch in seconds, shape (n, 2).
        over: By how many dB the sound stands above the noise, each `BAND_HOP_S`.
        least_s: No stretch becomes shorter than this.
    """
    slope = _slope(over)
    rate = _room_rate(slope, edges, over)
    if rate is None:
        return edges
    falling = scipy.ndimage.binary_closing(slope <= -STEADY_SHARE * rate, np.ones(WAVER_FRAMES))
    falls = runs(falling)
    ended = edges.copy()
    for i, (start, end) in enumerate(edges):
        middle = (_bend(falls, end) + end) / 2
        ended[i, 1] = max(min(end, start + least_s), middle)
    return ended


def _slope(over: Track) -> Track:
    """Return the slope around each frame in dB a second, 0 next to the ends of the note."""
    slope = np.zeros(len(over))
    half = FALL_FRAMES // 2
    if len(over) > FALL_FRAMES:
        rises = over[FALL_FRAMES:] - over[:-FALL_FRAMES]
        slope[half:-half] = rises / (FALL_FRAMES * BAND_HOP_S)
    return slope


def _room_rate(slope: Track, edges: Edges, over: Track) -> float | None:
    """Return how fast the room's sound falls, in dB a second; None where no echo is heard."""
    if len(edges) < ENDS_MIN or np.percentile(over, 95) < RANGE_MIN_DB:
        return None
    frames = [_frame(end) for end in edges[:, 1]]
    falls = [-slope[max(0, at - BEFORE_FRAMES) : at + AFTER_FRAMES].min() for at in frames]
    low, middle, high = np.percentile(falls, [10, 50, 90])
    common = high - low < SPREAD_MAX * middle
    return float(middle) if common and middle < RATE_MAX else None


def _bend(falls: NDArray[np.intp], end: float) -> float:
    """Return the time at which the last fall before `end` began; `end` where none is near."""
    at = _frame(end)
    last = int(np.searchsorted(falls[:, 0], at, side="right")) - 1
    if last < 0 or falls[last, 1] <= at - NEAR_FRAMES:
        return end
    return min(end, float(falls[last, 0]) * BAND_HOP_S)


def _frame(seconds: float) -> int:
    return round(seconds / BAND_HOP_S)
