"""Candidates for the pitch of each frame, from its autocorrelation.

Source:
    Boersma (1993), Accurate short-term analysis of the fundamental frequency and the
    harmonics-to-noise ratio of a sampled sound, IFA Proceedings 17. Our own code.
"""

from dataclasses import dataclass

import numpy as np
import scipy.fft
from numpy.typing import NDArray

from voicejournal.extract.voice.frames.compiled import compiled, compiled_in_any_order
from voicejournal.extract.voice.frames.framing import CACHED_FRAMES
from voicejournal.model.audio import SAMPLE_RATE_HZ

CANDIDATES = 15
PERIODS = 3
"""Periods of the lowest pitch in one window."""
VOICING_THRESHOLD = 0.40
"""Praat's default is .45. At .40 a quiet room has as many frames wrongly voiced as missed (3.3 and
3.1 %), and pink noise at 10 dB hides 8 % of them, not 10 (resynthesised speech)."""
SILENCE_THRESHOLD = 0.03
"""A frame this much weaker than the loudest is silent (share of the peak)."""
OCTAVE_COST = 0.01
"""Favour of higher candidates, per octave: of two equal peaks the shorter period is the pitch."""


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Pitch candidates; all arrays (n_frames, `CANDIDATES`), the first column: not voiced."""

    hertz: NDArray[np.float32]
    """0 where not voiced."""
    strength: NDArray[np.float32]
    """What the path weighs: the peak's height, less the octave's cost."""
    height: NDArray[np.float32]
    """The normalised autocorrelation at the peak, 0-1."""
    count: NDArray[np.int64]


def find_candidates(
    samples: NDArray[np.float32],
    centres: NDArray[np.int64],
    *,
    floor: float,
    ceiling: float,
    peak: float,
) -> Candidates:
    """Return pitch candidates between `floor` and `ceiling` hertz around each centre.

    Args:
        samples: The note, 16 kHz.
        centres: Sample in the middle of each frame, shape (n_frames,).
        floor: Lowest pitch searched.
        ceiling: Highest pitch searched.
        peak: Amplitude against which a frame counts as silent.
    """
    shape = (len(centres), CANDIDATES)
    found = Candidates(
        hertz=np.zeros(shape, np.float32),
        strength=np.zeros(shape, np.float32),
        height=np.zeros(shape, np.float32),
        count=np.ones(len(centres), np.int64),
    )
    window = _window(floor)
    lags = int(SAMPLE_RATE_HZ / floor) + 3
    size = scipy.fft.next_fast_len(len(window) + lags, real=True)
    correction = _autocorrelation(window[None, :], size)[0, :lags]
    correction = correction / correction[0]
    half_period = round(0.5 * SAMPLE_RATE_HZ / floor)
    for first in range(0, len(centres), CACHED_FRAMES):
        part = slice(first, first + CACHED_FRAMES)
        frames = np.empty((len(centres[part]), len(window)), np.float32)
        loudness = np.empty(len(frames), np.float32)
        _load(samples, centres[part], window, half_period, frames, loudness)
        raw = np.ascontiguousarray(_autocorrelation(frames, size)[:, :lags])
        _pick(
            raw, correction, loudness / np.float32(peak), ceiling,
            found.hertz[part], found.strength[part], found.height[part], found.count[part],
        )  # fmt: skip
    return found


def _window(floor: float) -> NDArray[np.float32]:
    width = round(PERIODS * SAMPLE_RATE_HZ / floor)
    width += width % 2
    return np.hanning(width + 2)[1:-1].astype(np.float32)


def _autocorrelation(frames: NDArray[np.float32], size: int) -> NDArray[np.float32]:
    spectrum = scipy.fft.rfft(frames, size, axis=1)
    power = np.square(spectrum.real) + np.square(spectrum.imag)
    correlation: NDArray[np.float32] = scipy.fft.irfft(power, size, axis=1)
    return correlation


@compiled_in_any_order
def _load(
    samples: NDArray[np.float32],
    centres: NDArray[np.int64],
    window: NDArray[np.float32],
    half_period: int,
    frames: NDArray[np.float32],
    loudness: NDArray[np.float32],
) -> None:
    """Cut out each frame, take its mean away, note its peak near the middle, and window it."""
    width = window.size
    middle = width // 2
    for t in range(centres.size):
        start = centres[t] - middle
        first, after = max(0, -start), min(width, samples.size - start)
        frame = frames[t]
        frame[:first] = 0
        frame[after:] = 0
        frame[first:after] = samples[start + first : start + after]
        mean = frame.sum() / np.float32(width)
        highest = np.float32(0)
        for i in range(middle - half_period, middle + half_period + 1):
            highest = max(highest, abs(frame[i] - mean))
        loudness[t] = highest
        for i in range(width):
            frame[i] = (frame[i] - mean) * window[i]


@compiled
def _pick(  # noqa: PLR0917 -- numba passes arrays by position
    raw: NDArray[np.float32],
    correction: NDArray[np.float32],
    loudness: NDArray[np.float32],
    ceiling: float,
    hertz: NDArray[np.float32],
    strength: NDArray[np.float32],
    height: NDArray[np.float32],
    count: NDArray[np.int64],
) -> None:
    """Take the peaks of each frame's autocorrelation, the strongest where there are too many."""
    lags = raw.shape[1]
    shortest = int(SAMPLE_RATE_HZ / ceiling)
    r = np.empty(lags, np.float32)
    for t in range(raw.shape[0]):
        scale = np.float32(1) / (raw[t, 0] + np.float32(1e-20))
        for lag in range(lags):
            r[lag] = raw[t, lag] * scale / correction[lag]
        silence = 2 - min(loudness[t], 1.0) / (SILENCE_THRESHOLD / (1 + VOICING_THRESHOLD))
        strength[t, 0] = VOICING_THRESHOLD + max(0.0, silence)
        for lag in range(max(2, shortest), lags - 1):
            if r[lag] > 0.5 * VOICING_THRESHOLD and r[lag - 1] < r[lag] >= r[lag + 1]:
                period, top = _summit(r[lag - 1], r[lag], r[lag + 1], lag)
                worth = top - OCTAVE_COST * np.log2(period * ceiling / SAMPLE_RATE_HZ)
                place = _place_for(worth, strength[t], count[t])
                if place > 0:
                    hertz[t, place] = SAMPLE_RATE_HZ / period
                    strength[t, place] = worth
                    height[t, place] = top
                    count[t] = max(count[t], place + 1)


@compiled
def _summit(before: float, top: float, after: float, lag: int) -> tuple[float, float]:
    """Return where a parabola through three values peaks, and how high."""
    slope = 0.5 * (after - before)
    bend = 2 * top - before - after
    height = top + 0.5 * slope * slope / bend
    return lag + slope / bend, 1 / height if height > 1 else height


@compiled
def _place_for(worth: float, strength: NDArray[np.float32], count: int) -> int:
    """Return the free place, or that of the weakest candidate if this one is stronger, or 0."""
    if count < CANDIDATES:
        return count
    weakest = 1
    for i in range(2, CANDIDATES):
        if strength[i] < strength[weakest]:
            weakest = i
    return weakest if worth > strength[weakest] else 0
