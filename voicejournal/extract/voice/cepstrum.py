"""How far the voice's period stands out in the cepstrum: high where the voice is clear."""

import numpy as np
import scipy.fft
import scipy.ndimage
from numpy.typing import NDArray

CLAMP_DB = 40.0
"""Bins further under the loudest are noise of the room or of a codec, and are raised to this."""
EMPHASIS_FROM_HZ = 50.0
"""Above it the spectrum is raised by 6 dB an octave, as the voice's source falls."""
SMOOTHING_FRAMES, SMOOTHING_BINS = 3, 5
"""60 ms and 0.5 ms, about what Hillenbrand & Houde (1996) smooth over."""
SHORTEST_S, LONGEST_S = 1 / 330, 1 / 60
"""Periods among which the peak is looked for."""
TREND_S = (0.001, 0.05)
"""The trend is fitted here: below stands the shape of the throat, not the period."""
TINY = np.float32(1e-10)

Frames = NDArray[np.float32]


def peak_prominence(power: Frames, *, bin_hz: float) -> NDArray[np.float64]:
    """Return how far the cepstral peak stands above its trend, in dB, shape (n_frames,).

    Args:
        power: Power spectra from 0 Hz up to about 5 kHz, neighbours in time beside each
            other, shape (n_frames, n_bins).
        bin_hz: Distance between bins.

    Source:
        Hillenbrand & Houde (1996), Acoustic correlates of breathy vocal quality, JSHR 39.
        The clamp is ours: without it the lowest bins, which codecs move most, decide.
    """
    length = 2 * (power.shape[1] - 1)
    cepstrum = scipy.fft.irfft(_levels(power, bin_hz), length, axis=1)[:, : length // 2]
    smooth = scipy.ndimage.uniform_filter(
        np.square(cepstrum), (SMOOTHING_FRAMES, SMOOTHING_BINS), mode="nearest"
    )
    return _above_trend(10 * np.log10(smooth + TINY), per_second=length * bin_hz)


def _levels(power: Frames, bin_hz: float) -> Frames:
    hertz = np.arange(power.shape[1], dtype=np.float32) * np.float32(bin_hz)
    raised = power * (1 + np.square(hertz / np.float32(EMPHASIS_FROM_HZ)))
    floor = raised.max(axis=1, keepdims=True) * np.float32(10 ** (-CLAMP_DB / 10))
    level: Frames = 10 * np.log10(np.maximum(raised, floor) + np.float32(1e-20))
    level -= level.mean(axis=1, keepdims=True)
    return level


def _above_trend(height: Frames, *, per_second: float) -> NDArray[np.float64]:
    """Return the peak of each row over the straight line through it."""
    first, after = (int(edge * per_second) for edge in TREND_S)
    fitted = height[:, first:after]
    place = np.arange(first, first + fitted.shape[1], dtype=np.float64)
    centre = place.mean()
    slope = fitted @ (place - centre) / np.square(place - centre).sum()
    shortest, longest = int(SHORTEST_S * per_second), int(LONGEST_S * per_second) + 1
    peak = shortest + np.argmax(height[:, shortest:longest], axis=1)
    top = height[np.arange(len(height)), peak]
    return np.asarray(top - fitted.mean(axis=1) - slope * (peak - centre), np.float64)
