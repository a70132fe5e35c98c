"""Measures of pitch: how high the voice is, how much it moves."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from voicejournal.extract.voice.frames.framing import runs
from voicejournal.extract.voice.measures.builtin import described
from voicejournal.extract.voice.measures.runs import speech_runs
from voicejournal.model.units import Missing
from voicejournal.model.voice import Heard

CENTRE_FRAMES_MIN = 30
"""0.3 s of voice tell how high it is."""
SPREAD_FRAMES_MIN = 100
"""How far it moves takes a second of voice at least."""
MOVEMENT_S = 0.05
STRETCH_MIN_S = 0.08
RUN_MIN_S = 1.0
"""A shorter run of speech has no course of its own (assumed)."""
CONTOUR_FRAMES_MIN = 40
CONTOURS_MIN = 3
"""Runs: one odd sentence does not decide (assumed)."""
FINAL_S = 0.3
FINAL_FRAMES_MIN = 6
TOO_LITTLE = Missing("too little voiced sound to measure pitch")
TOO_FEW_RUNS = Missing("fewer than 3 stretches of speech are long enough to have a melody")


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


def _between(heard: Heard, lower: float, upper: float) -> float | Missing:
    hertz = _voiced_hertz(heard, SPREAD_FRAMES_MIN)
    if isinstance(hertz, Missing):
        return hertz
    low, high = np.percentile(hertz, [lower, upper])
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


def _declination(heard: Heard) -> float | Missing:
    slopes = [
        float(np.polyfit(time, pitch, 1)[0])
        for time, pitch in _contours(heard)
        if len(time) >= CONTOUR_FRAMES_MIN
    ]
    return float(np.median(slopes)) if len(slopes) >= CONTOURS_MIN else TOO_FEW_RUNS


def _final_fall(heard: Heard) -> float | Missing:
    falls = []
    for time, pitch in _contours(heard):
        last = time > time[-1] - FINAL_S
        if min(np.count_nonzero(last), np.count_nonzero(~last)) >= FINAL_FRAMES_MIN:
            falls.append(float(np.median(pitch[last]) - np.median(pitch[~last])))
    return float(np.median(falls)) if len(falls) >= CONTOURS_MIN else TOO_FEW_RUNS


def _contours(heard: Heard) -> Iterator[tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """Yield time in seconds and pitch in semitones of the voiced frames of each longer run."""
    pitch, hop = _semitones(heard), heard.pitch.hop_s
    for run in speech_runs(heard):
        first, after = int(run.start / hop), int(run.end / hop) + 1
        voiced = first + np.flatnonzero(~np.isnan(pitch[first:after]))
        if run.duration >= RUN_MIN_S and len(voiced) > 0:
            yield np.asarray(voiced * hop, np.float64), pitch[voiced]


MELODY = described(
    "melody",
    {
        "pitch_median": lambda heard: _percentile(heard, 50),
        "pitch_p10": lambda heard: _percentile(heard, 10),
        "pitch_sd": _spread,
        "pitch_80_20": lambda heard: _between(heard, 20, 80),
        "pitch_range": lambda heard: _between(heard, 5, 95),
        "pitch_movement": _movement,
        "pitch_slope": _slope,
        "declination": _declination,
        "final_fall": _final_fall,
    },
)
