"""Where a person speaks and where they pause: Silero proposes, the sound's own bands decide.

Recognisers' word times pad silence into words, so pauses come from the waveform alone. The
network finds speech in noise; its edges are coarse, and each is moved to the nearest place
where the sound rises from its own silence or sinks into it.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from voicejournal.extract.voice.frames.bands import BAND_HOP_S, band_power, over_noise
from voicejournal.extract.voice.frames.framing import runs
from voicejournal.extract.voice.speech.background import background_of, overheard, passed_over
from voicejournal.extract.voice.speech.echo import before_the_tail
from voicejournal.extract.voice.speech.vad import WINDOW_S, speech_probability
from voicejournal.model.audio import SAMPLE_RATE_HZ
from voicejournal.model.units import Span
from voicejournal.model.voice import PAUSE_MIN_S

SPEECH_PROBABILITY = 0.5
GAP_MIN_S = 0.1
"""Shorter gaps are stop consonants, not silence."""
SPEECH_MIN_S = 0.1
SURE_MIN_S = 0.06
"""Two windows of the network: a single vowel of a tenth of a second fills no more of them. How
long it truly lasts is told only once its edges are where the sound is."""
NETWORK_DELAY_S = 0.024
"""The network reports a change late by this; measured on constructed pauses."""
SEARCH_S = 0.08
"""An edge moves at most this far, an echo's apart. Further, it would be another sound's."""
BESIDE_S = 0.06
"""Sound this near to speech may belong to it: the noise is learnt further away."""
RISE_MIN_DB = 0.8
"""Means of all bands swing by less in steady noise."""
UNDER_SPEECH_DB = 36.0
"""An edge lies this far under the speech beside it, or where the sound comes out of the noise."""
RISE_SHARE = 0.2
"""But no higher than this share of the way from the silence to the speech …"""
SWINGS = 1.0
"""… and over people talking in the background, as high over the quartile of the silence as its
quartiles lie apart."""
SMEAR_S = 0.005
"""A frame hears this far beyond the edge of a sound."""
SPEECH_BESIDE_S = (0.05, 0.35)

Edges = NDArray[np.float64]
Spans = tuple[Span, ...]


def find_speech(samples: NDArray[np.float32], *, gain: float) -> tuple[Spans, Spans]:
    """Return stretches of speech, and those in which only people in the background talk.

    Both are in order; between two stretches of speech lie `GAP_MIN_S` and more.

    Source:
        Silero VAD (in faster-whisper); every constant here and in `background` is measured on
        runs of recorded speech set apart by silences of known length.
    """
    probability = speech_probability(samples, gain=gain)
    if probability.max(initial=0) < SPEECH_PROBABILITY:
        return (), ()
    power = band_power(samples, gain=gain)
    likely = _each_frame(probability, len(power))
    speech = _sure(probability, len(power))
    background = background_of(power)
    speech |= passed_over(background, speech, likely, samples)
    behind = overheard(background, speech)
    speech &= ~behind
    edges = _joined(runs(speech).astype(np.float64) * BAND_HOP_S, least_s=SURE_MIN_S)
    over = over_noise(power, _far_from(edges, len(power)))
    end = len(samples) / SAMPLE_RATE_HZ
    moved = before_the_tail(_moved(edges, over), over, least_s=SPEECH_MIN_S)
    edges = _joined(np.clip(moved, 0, end))
    return _spans(edges), _spans(np.clip(runs(behind) * BAND_HOP_S, 0, end))


def _spans(edges: Edges) -> Spans:
    return tuple(Span(float(start), float(end)) for start, end in edges)


def find_pauses(speech: Sequence[Span], *, lost: Sequence[Span] = ()) -> Spans:
    """Return the silences of `PAUSE_MIN_S` and more between stretches of speech.

    Args:
        speech: Stretches of speech, in order.
        lost: Where the recorder dropped sound: nobody knows whether that was a silence.
    """
    gaps = (Span(a.end, b.start) for a, b in pairwise(speech))
    whole = (gap for gap in gaps if sum(map(gap.overlap, lost)) < GAP_MIN_S)
    return tuple(gap for gap in whole if gap.duration >= PAUSE_MIN_S)


def without(speech: Sequence[Span], others: Sequence[Span]) -> Spans:
    """Return the speech with what lies under other voices cut out of it.

    Args:
        speech: Stretches of speech, in order.
        others: Where other voices speak, in order, parted.
    """
    left = [part for stretch in speech for part in _parts_outside(stretch, others)]
    return tuple(part for part in left if part.duration >= SPEECH_MIN_S)


def _parts_outside(stretch: Span, others: Sequence[Span]) -> Iterator[Span]:
    at = stretch.start
    for other in others:
        if other.end > at and other.start < stretch.end:
            if other.start > at:
                yield Span(at, other.start)
            at = other.end
    if at < stretch.end:
        yield Span(at, stretch.end)


def gaps_with(speech: Sequence[Span], others: Sequence[Span]) -> Spans:
    """Return the gaps between stretches of speech in which other voices speak."""
    gaps = (Span(a.end, b.start) for a, b in pairwise(speech))
    return tuple(gap for gap in gaps if sum(map(gap.overlap, others)) >= GAP_MIN_S)


def _each_frame(probability: NDArray[np.float32], count: int) -> NDArray[np.float64]:
    """Bring the network's windows to the frames of the bands, its delay taken back."""
    centres = (np.arange(len(probability)) + 0.5) * WINDOW_S - NETWORK_DELAY_S
    likely: NDArray[np.float64] = np.interp(np.arange(count) * BAND_HOP_S, centres, probability)
    return likely


def _sure(probability: NDArray[np.float32], count: int) -> NDArray[np.bool_]:
    """Mark the frames of the windows in which the network is sure of speech."""
    windows = (np.arange(count) * BAND_HOP_S + NETWORK_DELAY_S) / WINDOW_S
    nearest = np.minimum(windows.astype(np.intp), len(probability) - 1)
    sure = probability >= SPEECH_PROBABILITY
    return np.asarray(sure[nearest])


def _far_from(edges: Edges, count: int) -> NDArray[np.bool_]:
    """Mark the frames in which nothing of the speech sounds any more or already."""
    far = np.ones(count, np.bool_)
    for start, end in edges:
        far[_frame(start - BESIDE_S) : _frame(end + BESIDE_S)] = False
    return far


def _joined(edges: Edges, *, least_s: float = SPEECH_MIN_S) -> Edges:
    """Close gaps that are no silence, then drop stretches that are no speech."""
    if len(edges) == 0:
        return edges
    apart = edges[1:, 0] - edges[:-1, 1] >= GAP_MIN_S
    starts = edges[np.concatenate([[True], apart]), 0]
    ends = edges[np.concatenate([apart, [True]]), 1]
    lasting = ends - starts >= least_s
    return np.stack([starts[lasting], ends[lasting]], axis=1)


def _moved(edges: Edges, over: NDArray[np.float64]) -> Edges:
    """Move each edge to where the sound crosses between the parts on both its sides."""
    moved = edges.copy()
    near, far = SPEECH_BESIDE_S
    ends = [0.0, *edges[:-1, 1]]
    starts = [*edges[1:, 0], len(over) * BAND_HOP_S]
    for i, (start, end) in enumerate(edges):
        rising = _threshold(
            _part(over, ends[i], start), _part(over, start + near, min(end, start + far))
        )
        falling = _threshold(
            _part(over, end, starts[i]), _part(over, max(start, end - far), end - near)
        )
        moved[i, 0] = _crossing(over, start, rising, upwards=True)
        moved[i, 1] = _crossing(over, end, falling, upwards=False)
    return moved


def _part(over: NDArray[np.float64], start: float, end: float) -> NDArray[np.float64]:
    return over[_frame(start) : _frame(end)]


def _frame(seconds: float) -> int:
    return max(0, int(seconds / BAND_HOP_S))


def _threshold(silence: NDArray[np.float64], speech: NDArray[np.float64]) -> float | None:
    """Return the height of the edge between two parts, None where they do not differ enough."""
    if len(silence) < 3 or len(speech) < 2:  # noqa: PLR2004 -- too few frames to judge by
        return None
    floor, upper = np.percentile(silence, [25, 75])
    rise = float(np.percentile(speech, 75) - floor)
    if rise < RISE_MIN_DB:
        return None
    wanted = max(SWINGS * float(upper - floor), rise - UNDER_SPEECH_DB)
    return float(floor) + max(RISE_MIN_DB, min(RISE_SHARE * rise, wanted))


def _crossing(
    over: NDArray[np.float64], edge: float, threshold: float | None, *, upwards: bool
) -> float:
    """Return the time nearest to `edge` at which the sound crosses the threshold."""
    if threshold is None:
        return edge
    first = _frame(edge - SEARCH_S)
    loud = over[first : _frame(edge + SEARCH_S) + 1] > threshold
    crossed = ~loud[:-1] & loud[1:] if upwards else loud[:-1] & ~loud[1:]
    times = (first + np.flatnonzero(crossed) + 1) * BAND_HOP_S
    if len(times) == 0:
        return edge
    return float(times[np.argmin(np.abs(times - edge))]) + (SMEAR_S if upwards else -SMEAR_S)
