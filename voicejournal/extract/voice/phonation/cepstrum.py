"""How far the voice's period stands out in the cepstrum: high where the voice is clear."""

import numpy as np
import scipy.fft
import scipy.ndimage
from numpy.typing import NDArray

from voicejournal.extract.voice.frames.framing import HOP
from voicejournal.extract.voice.frames.spectra import power_of, spectra
from voicejournal.model.audio import SAMPLE_RATE_HZ

WIDTH = 2048
"""128 ms: past three periods of the deepest voice."""
STRIDE = 4
"""Every fourth frame, each 40 ms: two windows beside each other still share two thirds."""
BIN_HZ = SAMPLE_RATE_HZ / WIDTH
TOP_HZ = 5000.0
"""Above it codecs and telephones leave nothing that can be compared."""
CLAMP_DB = 60.0
"""Bins further under the loudest were emptied by a codec, and are raised to this. At 40 dB the
room's own noise is cut off too, and two speakers part otherwise than by Praat."""
EMPHASIS_FROM_HZ = 50.0
"""Above it the spectrum is raised by 6 dB an octave, as the voice's source falls."""
SMOOTHED_S = 0.001
SHORTEST_S, LONGEST_S = 1 / 330, 1 / 60
"""Periods among which the peak is looked for."""
TREND_S = (0.001, 0.05)
"""The trend is fitted here: below stands the shape of the throat, not the period."""
TINY = np.float32(1e-10)

Frames = NDArray[np.float32]


def find_prominence(samples: Frames, inside: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return how far the cepstral peak stands above its trend, in dB, each 40 ms of speech.

    Args:
        samples: The note, 16 kHz.
        inside: Frames of speech, voiced or not, shape (n_frames,).

    Source:
        Hillenbrand & Houde (1996), Acoustic correlates of breathy vocal quality, JSHR 39; over
        all of the speech, as Maryn & Weenink (2015), J. Voice 29, and Praat have it.
    """
    window = np.hanning(WIDTH).astype(np.float32)
    bins = round(TOP_HZ / BIN_HZ) + 1
    centres = STRIDE * HOP * np.flatnonzero(inside[::STRIDE])
    found = np.empty(len(centres))
    for place, spectrum in spectra(samples, centres, window, size=WIDTH):
        found[place] = _above_trend(_heights(power_of(spectrum, bins)))
    return found


def _heights(power: Frames) -> Frames:
    """Return the smoothed cepstrum in dB, from 0 s to the end of the trend."""
    length = 2 * (power.shape[1] - 1)
    after = round(TREND_S[1] * length * BIN_HZ)
    cepstrum = scipy.fft.irfft(_levels(power), length, axis=1)[:, :after]
    width = round(SMOOTHED_S * length * BIN_HZ)
    smooth = scipy.ndimage.uniform_filter1d(np.square(cepstrum), width, axis=1, mode="nearest")
    return np.asarray(10 * np.log10(smooth + TINY))


def _levels(power: Frames) -> Frames:
    hertz = np.arange(power.shape[1], dtype=np.float32) * np.float32(BIN_HZ)
    raised = power * (1 + np.square(hertz / np.float32(EMPHASIS_FROM_HZ)))
    floor = raised.max(axis=1, keepdims=True) * np.float32(10 ** (-CLAMP_DB / 10))
    level: Frames = 10 * np.log10(np.maximum(raised, floor) + np.float32(1e-20))
    level -= level.mean(axis=1, keepdims=True)
    return level


def _above_trend(height: Frames) -> NDArray[np.float64]:
    """Return the peak of each row over the straight line through it."""
    per_second = height.shape[1] / TREND_S[1]
    first = round(TREND_S[0] * per_second)
    fitted = height[:, first:]
    place = np.arange(first, height.shape[1], dtype=np.float32)
    centre = place.mean()
    slope = fitted @ (place - centre) / np.square(place - centre).sum()
    shortest, longest = int(SHORTEST_S * per_second), int(LONGEST_S * per_second) + 1
    peak = shortest + np.argmax(height[:, shortest:longest], axis=1)
    top = height[np.arange(len(height)), peak]
    return np.asarray(top - fitted.mean(axis=1) - slope * (peak - centre), np.float64)
