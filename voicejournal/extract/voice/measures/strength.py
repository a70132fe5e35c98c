"""Measures of loudness."""

import numpy as np
from numpy.typing import NDArray

from voicejournal.extract.voice.frames.framing import frame_count, frames_inside
from voicejournal.extract.voice.frames.loudness import active_level
from voicejournal.extract.voice.measures.builtin import described
from voicejournal.model.units import Missing
from voicejournal.model.voice import Heard

FRAMES_MIN = 100
"""A second of voice."""
TOO_LITTLE = Missing("too little voiced sound to measure loudness")


def _voiced_levels(heard: Heard) -> NDArray[np.float64] | None:
    levels = heard.level_db[~np.isnan(heard.pitch.hertz)]
    return levels if len(levels) >= FRAMES_MIN else None


def _intensity_sd(heard: Heard) -> float | Missing:
    levels = _voiced_levels(heard)
    return TOO_LITTLE if levels is None else float(np.std(levels))


def _between(heard: Heard, lower: float, upper: float) -> float | Missing:
    levels = _voiced_levels(heard)
    if levels is None:
        return TOO_LITTLE
    low, high = np.percentile(levels, [lower, upper])
    return float(high - low)


def _level(heard: Heard) -> float:
    inside = frames_inside(heard.speech, frame_count(len(heard.waveform.samples)))
    return active_level(heard.waveform, inside)


STRENGTH = described(
    "strength",
    {
        "intensity_sd": _intensity_sd,
        "intensity_80_20": lambda heard: _between(heard, 20, 80),
        "dynamic_range": lambda heard: _between(heard, 10, 95),
        "level": _level,
    },
)
