"""Measures of loudness, and of how clear the voice is."""

import numpy as np
from numpy.typing import NDArray

from voicejournal.extract.voice.framing import frame_count, frames_inside
from voicejournal.extract.voice.loudness import active_level
from voicejournal.extract.voice.measures.builtin import built_in
from voicejournal.model.text import Text
from voicejournal.model.units import Missing
from voicejournal.model.voice import Heard

FRAMES_MIN = 100
"""A second of voice."""
SURE = 0.9999
"""Height of an autocorrelation peak that a pure tone reaches: 40 dB."""
TOO_LITTLE = Missing("too little voiced sound to measure loudness")
DISTURBED = frozenset({"noisy", "clipped"})


def _voiced_levels(heard: Heard) -> NDArray[np.float64] | None:
    levels = heard.level_db[~np.isnan(heard.pitch.hertz)]
    return levels if len(levels) >= FRAMES_MIN else None


def _intensity_sd(heard: Heard) -> float | Missing:
    levels = _voiced_levels(heard)
    return TOO_LITTLE if levels is None else float(np.std(levels))


def _dynamic_range(heard: Heard) -> float | Missing:
    levels = _voiced_levels(heard)
    if levels is None:
        return TOO_LITTLE
    low, high = np.percentile(levels, [10, 95])
    return float(high - low)


def _level(heard: Heard) -> float:
    inside = frames_inside(heard.speech, frame_count(len(heard.waveform.samples)))
    return active_level(heard.waveform, inside)


def _harmonics_to_noise(heard: Heard) -> float | Missing:
    height = heard.pitch.strength[~np.isnan(heard.pitch.hertz)]
    if len(height) < FRAMES_MIN:
        return Missing("too little voiced sound to measure its clarity")
    height = np.clip(height, 1 - SURE, SURE)
    return float(np.median(10 * np.log10(height / (1 - height))))


STRENGTH = (
    built_in(
        "intensity_sd",
        "dB",
        Text(en="Liveliness of loudness", fr="Variation de l’intensité"),
        _intensity_sd,
        definition="Standard deviation of the level of voiced frames.",
        source="same microphone only; automatic gain control off",
        weak_to=DISTURBED,
    ),
    built_in(
        "dynamic_range",
        "dB",
        Text(en="Range of loudness", fr="Étendue de l’intensité"),
        _dynamic_range,
        definition="From the 10th to the 95th percentile of the level of voiced frames.",
        source="same microphone only; automatic gain control off",
        weak_to=DISTURBED,
    ),
    built_in(
        "level",
        "dBFS",
        Text(en="Loudness", fr="Intensité"),
        _level,
        definition="RMS level of the stretches of speech, relative to full scale.",
        source="same microphone only; automatic gain control off",
        weak_to=DISTURBED,
    ),
    built_in(
        "hnr",
        "dB",
        Text(en="Clarity of the voice", fr="Clarté de la voix"),
        _harmonics_to_noise,
        definition="Median harmonics-to-noise ratio, from the autocorrelation at the pitch.",
        source="Boersma 1993",
        weak_to=DISTURBED,
    ),
)
