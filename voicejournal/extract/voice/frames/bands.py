"""How much sound each band of hearing holds, each 5 ms: finer and fairer than the whole level.

A hissed ending is lost in the level of a humming room; in its own band it stands far above.
"""

from functools import cache

import numpy as np
import scipy.ndimage
from numpy.typing import NDArray

from voicejournal.extract.voice.frames.framing import BLOCK_FRAMES, frame_count
from voicejournal.extract.voice.frames.spectra import band_power_of, spectra
from voicejournal.model.audio import SAMPLE_RATE_HZ

BAND_HOP_S = 0.005
BAND_HOP = int(BAND_HOP_S * SAMPLE_RATE_HZ)
WIDTH = 400
"""25 ms."""
FFT_SIZE = 512
BANDS = 16
LOWEST_HZ, HIGHEST_HZ = 120.0, 7600.0
"""Rumble below and the decoder's filter above are left out."""
TINY = 1e-9
NOISE_OVER_MEDIAN = 1.3
"""The mean of a noise's power stands above its median by about this."""
NOISE_OVER_P10 = 2.0
"""Where nothing is known to be silent, the quietest tenth of each band stands for it."""
SILENT_FRAMES_MIN = 60
FRAMES_LOOKED_AT = 20_000
"""Percentiles of an hour need no more frames than this."""
RANGE_MAX = 10**-7.5
"""75 dB under the loudest band is silence in the best room: a fade-out is not speech."""
SMOOTHED_FRAMES = 3

Power = NDArray[np.float32]


def band_power(samples: NDArray[np.float32], *, gain: float) -> Power:
    """Return the power of each band and frame of the sound times `gain`, (n_frames, BANDS)."""
    edges = _edges()
    share = (gain * gain / np.diff(edges)).astype(np.float32)
    centres = BAND_HOP * np.arange(frame_count(len(samples), BAND_HOP))
    power = np.empty((len(centres), BANDS), np.float32)
    for place, spectrum in spectra(samples, centres, _hann(), size=FFT_SIZE):
        power[place] = band_power_of(spectrum, edges) * share
    return power


def over_noise(power: Power, silent: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return by how many dB the bands stand above the noise, mean of all, shape (n_frames,).

    Args:
        power: Of the bands.
        silent: Frames in which nobody speaks, shape (n_frames,): they tell the noise.
    """
    noise = np.maximum(_noise(power, silent), power.max() * RANGE_MAX + TINY)
    over = np.empty(len(power))
    for first in range(0, len(power), BLOCK_FRAMES):
        part = power[first : first + BLOCK_FRAMES] / noise
        decibels = 10 * np.log10(np.maximum(part, 1))
        over[first : first + BLOCK_FRAMES] = decibels.mean(axis=1)
    smooth: NDArray[np.float64] = scipy.ndimage.uniform_filter1d(over, SMOOTHED_FRAMES)
    return smooth


def _noise(power: Power, silent: NDArray[np.bool_]) -> NDArray[np.float32]:
    places = np.flatnonzero(silent)
    if len(places) > SILENT_FRAMES_MIN:
        chosen = power[places[:: 1 + len(places) // FRAMES_LOOKED_AT]]
        return np.asarray(np.median(chosen, axis=0) * NOISE_OVER_MEDIAN)
    chosen = power[:: 1 + len(power) // FRAMES_LOOKED_AT]
    return np.asarray(np.percentile(chosen, 10, axis=0) * NOISE_OVER_P10)


@cache
def _edges() -> NDArray[np.intp]:
    """Bands as wide as the mel scale wants them, as bins of the spectrum."""
    mel = np.linspace(_mel(LOWEST_HZ), _mel(HIGHEST_HZ), BANDS + 1)
    hertz = 700 * (10 ** (mel / 2595) - 1)
    return np.round(hertz * FFT_SIZE / SAMPLE_RATE_HZ).astype(np.intp)


def _mel(hertz: float) -> float:
    return 2595 * float(np.log10(1 + hertz / 700))


@cache
def _hann() -> NDArray[np.float32]:
    return np.hanning(WIDTH).astype(np.float32)
