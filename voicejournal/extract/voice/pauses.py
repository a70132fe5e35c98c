"""Where a person speaks and where they pause: Silero proposes, the sound's energy decides.

Recognisers' word times pad silence into words, so pauses come from the waveform alone. The
network finds speech in noise; its edges are coarse, and each is moved to the nearest place
where the energy crosses between its own silence and its own speech.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from voicejournal.extract.voice.framing import runs
from voicejournal.extract.voice.loudness import frame_levels
from voicejournal.extract.voice.vad import WINDOW_S, speech_probability
from voicejournal.model.audio import SAMPLE_RATE_HZ
from voicejournal.model.units import Span
from voicejournal.model.voice import PAUSE_MIN_S

SPEECH_PROBABILITY = 0.5
GAP_MIN_S = 0.1
"""Shorter gaps are stop consonants, not silence."""
SPEECH_MIN_S = 0.1
NETWORK_DELAY_S = 0.024
"""The network reports a change late by this; measured on constructed pauses."""
SEARCH_S = 0.08
"""An edge moves at most this far."""
ENERGY_HOP_S = 0.005
ENERGY_HOP = int(ENERGY_HOP_S * SAMPLE_RATE_HZ)
ENERGY_WIDTH = 400
RISE_MIN_DB = 6.0
RISE_SHARE = 0.35
"""An edge lies at the floor + max(6 dB, 0.35 of the way to the level of the speech beside it)."""
SPEECH_BESIDE_S = (0.05, 0.35)
RANGE_MAX_DB = 60.0
"""Digital silence is no quieter than the best room: a fade-out is not speech."""

Edges = NDArray[np.float64]


def find_speech(samples: NDArray[np.float32], *, gain: float) -> tuple[Span, ...]:
    """Return stretches of speech in order, with gaps of `GAP_MIN_S` and more between them."""
    likely = speech_probability(samples, gain=gain) >= SPEECH_PROBABILITY
    duration = len(samples) / SAMPLE_RATE_HZ
    edges = _joined(runs(likely).astype(np.float64) * WINDOW_S)
    if len(edges) == 0:
        return ()
    edges = np.clip(edges - NETWORK_DELAY_S, 0, duration)
    levels = frame_levels(samples, width=ENERGY_WIDTH, hop=ENERGY_HOP)
    edges = _joined(np.clip(_moved_to_energy(edges, levels), 0, duration))
    return tuple(Span(float(start), float(end)) for start, end in edges)


def find_pauses(speech: Sequence[Span]) -> tuple[Span, ...]:
    """Return the silences of `PAUSE_MIN_S` and more between stretches of speech."""
    gaps = (Span(a.end, b.start) for a, b in pairwise(speech))
    return tuple(gap for gap in gaps if gap.duration >= PAUSE_MIN_S)


def _joined(edges: Edges) -> Edges:
    """Close gaps that are no silence, then drop stretches that are no speech."""
    if len(edges) == 0:
        return edges
    apart = edges[1:, 0] - edges[:-1, 1] >= GAP_MIN_S
    starts = edges[np.concatenate([[True], apart]), 0]
    ends = edges[np.concatenate([apart, [True]]), 1]
    lasting = ends - starts >= SPEECH_MIN_S
    return np.stack([starts[lasting], ends[lasting]], axis=1)


def _moved_to_energy(edges: Edges, levels: NDArray[np.float64]) -> Edges:
    moved = edges.copy()
    end_of_sound = len(levels) * ENERGY_HOP_S
    for i, (start, end) in enumerate(edges):
        near, far = SPEECH_BESIDE_S
        silence_before = _part(levels, edges[i - 1, 1] if i else 0.0, start)
        speech_after = _part(levels, start + near, min(end, start + far))
        rising = _threshold(silence_before, speech_after)
        moved[i, 0] = _crossing(levels, start, rising, upwards=True)
        silence_after = _part(levels, end, edges[i + 1, 0] if i + 1 < len(edges) else end_of_sound)
        speech_before = _part(levels, max(start, end - far), end - near)
        falling = _threshold(silence_after, speech_before)
        moved[i, 1] = _crossing(levels, end, falling, upwards=False)
    return moved


def _part(levels: NDArray[np.float64], start: float, end: float) -> NDArray[np.float64]:
    return levels[max(0, int(start / ENERGY_HOP_S)) : max(0, int(end / ENERGY_HOP_S))]


def _threshold(silence: NDArray[np.float64], speech: NDArray[np.float64]) -> float | None:
    """Return the level of the edge between two parts, None where they do not differ enough."""
    if len(silence) < 3 or len(speech) < 2:  # noqa: PLR2004 -- too few frames to judge by
        return None
    level = float(np.percentile(speech, 75))
    floor = max(float(np.percentile(silence, 25)), level - RANGE_MAX_DB)
    if level - floor < RISE_MIN_DB:
        return None
    return floor + max(RISE_MIN_DB, RISE_SHARE * (level - floor))


def _crossing(
    levels: NDArray[np.float64], edge: float, threshold: float | None, *, upwards: bool
) -> float:
    """Return the time nearest to `edge` at which the level crosses the threshold."""
    if threshold is None:
        return edge
    first = max(0, int((edge - SEARCH_S) / ENERGY_HOP_S))
    loud = levels[first : int((edge + SEARCH_S) / ENERGY_HOP_S) + 1] > threshold
    crossed = ~loud[:-1] & loud[1:] if upwards else loud[:-1] & ~loud[1:]
    times = (first + np.flatnonzero(crossed) + 1) * ENERGY_HOP_S
    return float(times[np.argmin(np.abs(times - edge))]) if len(times) else edge
