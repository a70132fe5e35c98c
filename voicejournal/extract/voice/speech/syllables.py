"""Syllables counted in the sound, no words needed: each is a hill of loudness with voice in it.

Source:
    De Jong & Wempe (2009), Praat script to detect syllable nuclei, Behavior Research
    Methods 41. Our own code, on the energy of the vowels' band.
"""

from functools import cache

import numpy as np
import scipy.ndimage
from numpy.typing import NDArray

from voicejournal.extract.voice.frames.framing import HOP, HOP_S, frame_count
from voicejournal.extract.voice.frames.spectra import band_power_of, spectra
from voicejournal.model.audio import SAMPLE_RATE_HZ
from voicejournal.model.voice import PitchTrack

BAND_HZ = (300.0, 3500.0)
"""Where vowels are loud; hum below and hiss above are left out."""
FFT_SIZE = 512
SMOOTHING_FRAMES = 9
"""A Hann window of 90 ms: shorter than a syllable, longer than a period."""
BELOW_LOUDEST_DB = 25.0
ABOVE_FLOOR_DB = 4.0
DIP_DB = 2.0
"""Two hills are two syllables where the valley is this deep."""
VOICING_REACH_FRAMES = 2
FLOOR_FRAMES_MIN = 10


def find_syllables(
    samples: NDArray[np.float32], pitch: PitchTrack, inside: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Return the times of syllable nuclei in seconds, shape (n_syllables,).

    Args:
        samples: The note, 16 kHz.
        pitch: Its pitch track.
        inside: Frames of speech, shape (n_frames,).
    """
    if not inside.any():
        return np.empty(0)
    level = _band_level(samples)
    threshold = float(np.percentile(level, 99)) - BELOW_LOUDEST_DB
    outside = level[~inside]
    if len(outside) > FLOOR_FRAMES_MIN:
        threshold = max(threshold, float(np.median(outside)) + ABOVE_FLOOR_DB)
    voiced = scipy.ndimage.binary_dilation(~np.isnan(pitch.hertz), iterations=VOICING_REACH_FRAMES)
    peaks = _separate_peaks(level, threshold)
    times: NDArray[np.float64] = peaks[(voiced & inside)[peaks]].astype(np.float64) * HOP_S
    return times


def _band_level(samples: NDArray[np.float32]) -> NDArray[np.float64]:
    centres = HOP * np.arange(frame_count(len(samples)))
    energy = np.empty(len(centres))
    edges = np.array([int(edge * FFT_SIZE / SAMPLE_RATE_HZ) + 1 for edge in BAND_HZ])
    for place, spectrum in spectra(samples, centres, _hann(FFT_SIZE), size=FFT_SIZE):
        energy[place] = band_power_of(spectrum, edges)[:, 0]
    smooth = _hann(SMOOTHING_FRAMES)
    smoothed = scipy.ndimage.convolve1d(energy, smooth / smooth.sum(), mode="constant")
    return np.asarray(10 * np.log10(smoothed + 1e-20))


@cache
def _hann(width: int) -> NDArray[np.float32]:
    return np.hanning(width).astype(np.float32)


def _separate_peaks(level: NDArray[np.float64], threshold: float) -> NDArray[np.intp]:
    """Return the highest frame of each hill above the threshold."""
    middle = level[1:-1]
    is_peak = (middle > level[:-2]) & (middle >= level[2:]) & (middle > threshold)
    chosen: list[int] = []
    for peak in (np.flatnonzero(is_peak) + 1).tolist():
        if not chosen:
            chosen.append(peak)
            continue
        before = chosen[-1]
        valley = level[before:peak].min()
        if level[before] - valley > DIP_DB and level[peak] > valley:
            chosen.append(peak)
        elif level[peak] > level[before]:
            chosen[-1] = peak
    return np.array(chosen, np.intp)
