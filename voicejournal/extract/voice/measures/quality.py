"""Measures of voice quality: how clear, even and bright the voice is."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from voicejournal.extract.voice.measures.builtin import Take, described
from voicejournal.model.units import Missing
from voicejournal.model.voice import Heard, Periods, Timbre

SURE = 0.9999
"""Height of an autocorrelation peak that a pure tone reaches: 40 dB."""
PERIOD_RATIO_MAX = 1.3
"""Two neighbours that differ by more are not two periods of one voice (Boersma 2009)."""
AMPLITUDE_RATIO_MAX = 1.6
PAIRS_MIN = 50
"""Pairs of neighbours: about half a second of voice, so that one creak does not decide."""
TOO_LITTLE = Missing("too little voiced sound to measure its quality")


def _harmonics_to_noise(heard: Heard) -> float | Missing:
    height = heard.pitch.strength[~np.isnan(heard.pitch.hertz)]
    if len(height) < PAIRS_MIN:
        return TOO_LITTLE
    height = np.clip(height, 1 - SURE, SURE)
    return float(np.median(10 * np.log10(height / (1 - height))))


def _jitter(heard: Heard) -> float | Missing:
    lengths, within = _lengths(heard.periods)
    pairs = within[1:] & within[:-1]
    pairs &= _ratio(lengths) <= PERIOD_RATIO_MAX
    if np.count_nonzero(pairs) < PAIRS_MIN:
        return TOO_LITTLE
    apart = np.abs(np.diff(lengths))[pairs]
    return float(100 * apart.mean() / lengths[within].mean())


def _shimmer(heard: Heard) -> float | Missing:
    _, within = _lengths(heard.periods)
    ratio = _ratio(heard.periods.amplitude)
    pairs = within & (ratio <= AMPLITUDE_RATIO_MAX)
    if np.count_nonzero(pairs) < PAIRS_MIN:
        return TOO_LITTLE
    return float(20 * np.log10(ratio[pairs]).mean())


def _lengths(periods: Periods) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return the time from each mark to the next, and whether both are of one stretch."""
    return np.diff(periods.time_s), np.diff(periods.stretch) == 0


def _ratio(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how many times the larger of two neighbours holds the smaller."""
    smaller = np.minimum(values[1:], values[:-1])
    return np.asarray(np.maximum(values[1:], values[:-1]) / np.maximum(smaller, 1e-30))


def _prominence(heard: Heard) -> float | Missing:
    found = heard.timbre.prominence_db
    return float(found.mean()) if len(found) >= PAIRS_MIN / 2 else TOO_LITTLE


def _usual(track: Callable[[Timbre], NDArray[np.float64]]) -> Take:
    def take(heard: Heard) -> float | Missing:
        values = track(heard.timbre)
        return float(np.median(values)) if len(values) >= PAIRS_MIN / 2 else TOO_LITTLE

    return take


QUALITY = described(
    "quality",
    {
        "hnr": _harmonics_to_noise,
        "cpps": _prominence,
        "jitter": _jitter,
        "shimmer": _shimmer,
        "h1_h2": _usual(lambda timbre: timbre.h1_h2_db),
        "alpha_ratio": _usual(lambda timbre: timbre.alpha_db),
        "hammarberg_index": _usual(lambda timbre: timbre.hammarberg_db),
    },
)
