"""Pitch by probabilistic YIN, quick: what the field's usual tracker costs when it is computed well.

Frame by frame the same pitch and voicing as `librosa.pyin`. librosa tries every change of pitch
from one frame to the next and asks scipy for each prior; here only changes that can happen are
tried, and the priors stand in a table.

Source:
    Mauch & Dixon (2014), pYIN: a fundamental frequency estimator using probabilistic threshold
    distributions, ICASSP; de Cheveigné & Kawahara (2002), YIN, JASA 111. Where paper and
    librosa 0.11 differ, librosa is followed. Our own code.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
import scipy.fft
import scipy.stats
from numpy.typing import NDArray

from voicejournal.bench.references.pitch_states import likeliest_states
from voicejournal.bench.tracks import Track
from voicejournal.extract.voice.frames.compiled import compiled
from voicejournal.extract.voice.frames.framing import blocks, frame_count, windows
from voicejournal.extract.voice.phonation.pitch import CEILING_HZ, FLOOR_HZ
from voicejournal.model.audio import SAMPLE_RATE_HZ, Waveform

FAST_PYIN = "voicejournal: fast pYIN"
FRAME = 1024
"""64 ms."""
BINS_PER_SEMITONE = 10
THRESHOLDS = 100
THRESHOLD_PRIOR = (2, 18)
"""Beta distribution of how deep a trough must be to be the period (pYIN's own)."""
SHORT_PERIOD_PRIOR = 2.0
"""Boltzmann parameter: of several troughs deep enough, the first is the likeliest."""
NO_TROUGH = 0.01
"""Probability of the deepest trough where none is deep enough."""
TINY = np.finfo(np.float64).tiny
CHUNK = 250
"""Frames transformed at once: small enough to stay in the processor's cache."""
TROUGHS_MAX = 400


@dataclass(frozen=True, slots=True, eq=False)
class PyinTrack:
    """What pYIN makes of a sound; all arrays (n_frames,), one frame each 10 ms."""

    hertz: NDArray[np.float64]
    """NaN where not voiced."""
    probability: NDArray[np.float64]
    """That the frame is voiced, 0-1."""


def fast_pyin(waveform: Waveform) -> Track:
    """Track pitch by our own pYIN, in the range in which we look for a voice."""
    found = track_by_pyin(waveform.samples, floor=FLOOR_HZ, ceiling=CEILING_HZ)
    return Track.each_hop(found.hertz)


def track_by_pyin(samples: NDArray[np.float32], *, floor: float, ceiling: float) -> PyinTrack:
    """Track the pitch of one stretch of sound, mono, 16 kHz.

    Takes 6.5 kB a frame while it works: hand it a stretch of speech, not an hour.
    """
    shortest = int(np.floor(SAMPLE_RATE_HZ / ceiling))
    longest = min(int(np.ceil(SAMPLE_RATE_HZ / floor)), FRAME - 1)
    bins = int(np.floor(12 * BINS_PER_SEMITONE * np.log2(ceiling / floor))) + 1
    count = frame_count(len(samples))
    observed = np.zeros((count, bins))
    for place, block in blocks(samples, width=FRAME):
        frames = windows(block, width=FRAME)
        part = observed[place]
        for first in range(0, len(frames), CHUNK):
            chosen = slice(first, first + CHUNK)
            difference = _difference(frames[chosen], shortest, longest)
            _observe(difference, *_priors(), shortest, floor, part[chosen])
    probability = np.minimum(observed.sum(axis=1), 1.0)
    states = likeliest_states(observed, probability)
    hertz = floor * 2.0 ** ((states % bins) / (12 * BINS_PER_SEMITONE))
    hertz[states >= bins] = np.nan
    return PyinTrack(hertz=hertz, probability=probability)


@cache
def _priors() -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return thresholds, how likely each is, and each trough's share by how many are deep."""
    thresholds = np.linspace(0, 1, THRESHOLDS + 1)
    likely = np.diff(scipy.stats.beta.cdf(thresholds, *THRESHOLD_PRIOR))
    many = np.arange(1, TROUGHS_MAX + 1, dtype=np.float64)[:, None]
    nth = np.arange(TROUGHS_MAX, dtype=np.float64)[None, :]
    decay = SHORT_PERIOD_PRIOR
    shares = (1 - np.exp(-decay)) * np.exp(-decay * nth) / (1 - np.exp(-decay * many))
    shares[nth >= many] = 0
    return thresholds[1:], likely, np.vstack([np.zeros((1, TROUGHS_MAX)), shares])


def _difference(frames: NDArray[np.float32], shortest: int, longest: int) -> NDArray[np.float64]:
    """Return YIN's normalised difference at lags `shortest` to `longest`, (n_frames, n_lags).

    The transform is as long as librosa's, for its rounding too decides close calls.
    """
    size = scipy.fft.next_fast_len(2 * FRAME - 1, real=True)
    held = np.ascontiguousarray(frames)
    spectrum = scipy.fft.rfft(held, size, axis=1)
    power = np.square(spectrum.real) + np.square(spectrum.imag)
    correlation = np.ascontiguousarray(scipy.fft.irfft(power, size, axis=1)[:, : longest + 1])
    difference = np.empty((len(frames), longest - shortest + 1))
    _normalise(held, correlation, shortest, difference)
    return difference


@compiled
def _normalise(
    frames: NDArray[np.float32],
    correlation: NDArray[np.float32],
    shortest: int,
    difference: NDArray[np.float64],
) -> None:
    for t in range(frames.shape[0]):
        energy, total = np.float32(0), np.float32(0)
        for lag in range(1, correlation.shape[1]):
            energy += frames[t, lag - 1] * frames[t, lag - 1]
            step = np.float32(2) * (correlation[t, 0] - correlation[t, lag])
            if lag > 1:  # librosa counts no energy at the first lag
                step -= energy
            total += step
            if lag >= shortest:
                difference[t, lag - shortest] = step / (np.float64(total) / lag + TINY)


@compiled
def _observe(
    difference: NDArray[np.float64],
    thresholds: NDArray[np.float64],
    likely: NDArray[np.float64],
    shares: NDArray[np.float64],
    shortest: int,
    floor: float,
    observed: NDArray[np.float64],
) -> None:
    """Write how likely each bin of pitch is in each frame."""
    lags = difference.shape[1]
    troughs = np.empty(lags, np.int64)
    for t in range(difference.shape[0]):
        count = _find_troughs(difference[t], troughs)
        if count == 0:
            continue
        chance = _chances(difference[t], troughs[:count], thresholds, likely, shares)
        for i in range(count):
            if chance[i] > 0:
                period = shortest + troughs[i] + _shift(difference[t], troughs[i])
                octaves = np.log2(SAMPLE_RATE_HZ / period / floor)
                place = int(np.round(12 * BINS_PER_SEMITONE * octaves))
                if place < observed.shape[1]:
                    observed[t, max(place, 0)] = chance[i]


@compiled
def _find_troughs(difference: NDArray[np.float64], troughs: NDArray[np.int64]) -> int:
    """Write the lags of local minima, both ends allowed; return how many."""
    count = 0
    last = difference.size - 1
    for lag in range(difference.size):
        falls = lag == 0 or difference[lag] < difference[lag - 1]
        rises = lag == last or difference[lag] <= difference[lag + 1]
        if lag == 0:
            rises = difference[0] < difference[1]
        if falls and rises:
            troughs[count] = lag
            count += 1
    return count


@compiled
def _chances(
    difference: NDArray[np.float64],
    troughs: NDArray[np.int64],
    thresholds: NDArray[np.float64],
    likely: NDArray[np.float64],
    shares: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return the probability of each trough, over all thresholds."""
    depth = difference[troughs]
    chance = np.zeros(troughs.size)
    deepest = np.argmin(depth)
    too_shallow = 0.0
    for i in range(thresholds.size):
        deep = 0
        for trough in range(troughs.size):
            deep += depth[trough] < thresholds[i]
        if deep == 0:
            too_shallow += likely[i]
            continue
        nth = 0
        for trough in range(troughs.size):
            if depth[trough] < thresholds[i]:
                chance[trough] += shares[deep, nth] * likely[i]
                nth += 1
    chance[deepest] += NO_TROUGH * too_shallow
    return chance


@compiled
def _shift(difference: NDArray[np.float64], lag: int) -> float:
    """Return how far a parabola's lowest point lies from a trough, in samples."""
    if lag in {0, difference.size - 1}:
        return 0.0
    bend = difference[lag + 1] + difference[lag - 1] - 2 * difference[lag]
    slope = (difference[lag + 1] - difference[lag - 1]) / 2
    return 0.0 if abs(slope) >= abs(bend) else -slope / bend
