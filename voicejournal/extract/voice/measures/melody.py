"""Measures of pitch: how high the voice is, how much it moves."""

import numpy as np
from numpy.typing import NDArray

from voicejournal.extract.voice.framing import runs
from voicejournal.extract.voice.measures.builtin import built_in
from voicejournal.model.text import Text
from voicejournal.model.units import Missing
from voicejournal.model.voice import Heard

CENTRE_FRAMES_MIN = 30
"""0.3 s of voice tell how high it is."""
SPREAD_FRAMES_MIN = 100
"""How far it moves takes a second of voice at least."""
MOVEMENT_S = 0.05
STRETCH_MIN_S = 0.08
SOURCE = "Boersma 1993 (tracker); semitones: Nolan 2003"
TOO_LITTLE = Missing("too little voiced sound to measure pitch")


def _semitones(heard: Heard) -> NDArray[np.float64]:
    """Pitch on a musical scale, re 1 Hz; NaN where unvoiced, shape (n_frames,)."""
    return 12 * np.log2(heard.pitch.hertz)


def _voiced_hertz(heard: Heard, least: int) -> NDArray[np.float64] | Missing:
    hertz = heard.pitch.hertz[~np.isnan(heard.pitch.hertz)]
    return TOO_LITTLE if len(hertz) < least else hertz


def _percentile(heard: Heard, percent: float) -> float | Missing:
    hertz = _voiced_hertz(heard, CENTRE_FRAMES_MIN)
    return hertz if isinstance(hertz, Missing) else float(np.percentile(hertz, percent))


def _spread(heard: Heard) -> float | Missing:
    hertz = _voiced_hertz(heard, SPREAD_FRAMES_MIN)
    return hertz if isinstance(hertz, Missing) else float(np.std(12 * np.log2(hertz)))


def _range(heard: Heard) -> float | Missing:
    hertz = _voiced_hertz(heard, SPREAD_FRAMES_MIN)
    if isinstance(hertz, Missing):
        return hertz
    low, high = np.percentile(hertz, [5, 95])
    return float(12 * np.log2(high / low))


def _movement(heard: Heard) -> float | Missing:
    pitch = _semitones(heard)
    lag = round(MOVEMENT_S / heard.pitch.hop_s)
    moves = np.abs(pitch[lag:] - pitch[:-lag])
    moves = moves[~np.isnan(moves)]
    return TOO_LITTLE if len(moves) < SPREAD_FRAMES_MIN else float(np.median(moves))


def _slope(heard: Heard) -> float | Missing:
    pitch = _semitones(heard)
    hop = heard.pitch.hop_s
    stretches = runs(~np.isnan(pitch))
    long = stretches[stretches[:, 1] - stretches[:, 0] >= round(STRETCH_MIN_S / hop)]
    if np.diff(long, axis=1).sum() < SPREAD_FRAMES_MIN:
        return TOO_LITTLE
    return float(np.median([abs(_fitted_slope(pitch[a:b], hop)) for a, b in long]))


def _fitted_slope(pitch: NDArray[np.float64], hop: float) -> float:
    time = np.arange(len(pitch)) * hop
    time -= time.mean()
    return float(time @ pitch / (time @ time))


MELODY = (
    built_in(
        "pitch_median",
        "Hz",
        Text(en="Usual pitch", fr="Hauteur habituelle de la voix"),
        lambda heard: _percentile(heard, 50),
        definition="Median pitch of voiced frames.",
        source=SOURCE,
    ),
    built_in(
        "pitch_p10",
        "Hz",
        Text(en="Low end of pitch", fr="Bas de la voix"),
        lambda heard: _percentile(heard, 10),
        definition="Pitch that one voiced frame in ten stays under.",
        source=SOURCE,
    ),
    built_in(
        "pitch_sd",
        "st",
        Text(en="Liveliness of pitch", fr="Variation de la hauteur"),
        _spread,
        definition="Standard deviation of pitch over voiced frames, in semitones.",
        source=SOURCE,
    ),
    built_in(
        "pitch_range",
        "st",
        Text(en="Range of pitch", fr="Étendue de la voix"),
        _range,
        definition="From the 5th to the 95th percentile of pitch, in semitones.",
        source=SOURCE,
    ),
    built_in(
        "pitch_movement",
        "st",
        Text(en="Movement of pitch", fr="Mouvement de la hauteur"),
        _movement,
        definition="Median change of pitch within 50 ms, up or down, in semitones.",
        source=SOURCE,
    ),
    built_in(
        "pitch_slope",
        "st/s",
        Text(en="Steepness of pitch", fr="Pente de la hauteur"),
        _slope,
        definition="Median steepness, up or down, of voiced stretches of 80 ms and more.",
        source=SOURCE,
    ),
)
