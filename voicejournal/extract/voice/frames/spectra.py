"""Spectra of moments of a note, so few at a time that they stay in the processor's cache."""

from collections.abc import Iterator

import numpy as np
import scipy.fft
from numpy.typing import NDArray

from voicejournal.extract.voice.frames.compiled import compiled, compiled_in_any_order
from voicejournal.extract.voice.frames.framing import CACHED_FRAMES

Frames = NDArray[np.float32]
Spectrum = NDArray[np.complex64]


def spectra(
    samples: NDArray[np.float32],
    centres: NDArray[np.int64],
    window: NDArray[np.float32],
    *,
    size: int,
) -> Iterator[tuple[slice, Spectrum]]:
    """Yield the spectra around some samples; beyond the ends of the note lie zeros.

    Args:
        samples: The note, 16 kHz.
        centres: Sample in the middle of each moment, shape (n_moments,).
        window: What each moment is multiplied with.
        size: Length of the transform, at least the window's.

    Yields:
        Which moments, and their spectra, shape (n_moments, size // 2 + 1).
    """
    frames = np.zeros((CACHED_FRAMES, size), np.float32)
    for first in range(0, len(centres), CACHED_FRAMES):
        place = slice(first, min(first + CACHED_FRAMES, len(centres)))
        part = frames[: place.stop - first]
        _cut(samples, centres[place], window, part)
        yield place, scipy.fft.rfft(part, axis=1)


def power_of(spectrum: Spectrum, bins: int) -> Frames:
    """Return the power of the lowest `bins`, shape (n_moments, bins)."""
    power = np.empty((len(spectrum), bins), np.float32)
    _square(spectrum, power)
    return power


def band_power_of(spectrum: Spectrum, edges: NDArray[np.int64]) -> Frames:
    """Return the power between each two edges, the upper left out, (n_moments, n_edges - 1)."""
    power = np.empty((len(spectrum), len(edges) - 1), np.float32)
    _sum(spectrum, edges, power)
    return power


@compiled
def _cut(
    samples: NDArray[np.float32],
    centres: NDArray[np.int64],
    window: NDArray[np.float32],
    frames: Frames,
) -> None:
    for t in range(len(centres)):
        start = centres[t] - window.size // 2
        first, after = max(0, -start), min(window.size, samples.size - start)
        frame = frames[t, : window.size]
        frame[:first] = 0
        frame[after:] = 0
        heard, weights = samples[start + first : start + after], window[first:after]
        inner = frame[first:after]
        for i in range(heard.size):
            inner[i] = heard[i] * weights[i]


@compiled
def _square(spectrum: Spectrum, power: Frames) -> None:
    for t in range(power.shape[0]):
        for k in range(power.shape[1]):
            one = spectrum[t, k]
            power[t, k] = one.real * one.real + one.imag * one.imag


@compiled_in_any_order
def _sum(spectrum: Spectrum, edges: NDArray[np.int64], power: Frames) -> None:
    for t in range(power.shape[0]):
        row = spectrum[t]
        for band in range(power.shape[1]):
            total = np.float32(0)
            for k in range(edges[band], edges[band + 1]):
                total += row[k].real * row[k].real + row[k].imag * row[k].imag
            power[t, band] = total
