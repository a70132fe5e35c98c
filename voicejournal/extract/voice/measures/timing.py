"""Measures of time: silences, stretches of speech, pace."""

import numpy as np
from numpy.typing import NDArray

from voicejournal.extract.voice.frames.framing import frame_count, frames_inside
from voicejournal.extract.voice.measures.builtin import described
from voicejournal.extract.voice.measures.runs import speech_runs
from voicejournal.model.units import Missing
from voicejournal.model.voice import Heard

LONG_PAUSE_S = 1.0
"""Longer than planning the next clause takes."""
SPREAD_PAUSES_MIN = 3
OTHERS_FIRST = Missing("another voice spoke first")
NO_PAUSE = Missing("there was no pause of 0.25 s or more")


def _span_s(heard: Heard) -> float:
    """First speech to last speech, without the time in which another voice speaks."""
    whole = heard.speech[-1].end - heard.speech[0].start
    return whole - sum(gap.duration for gap in heard.away)


def _latency(heard: Heard) -> float | Missing:
    return OTHERS_FIRST if heard.others_first else heard.speech[0].start


def _durations(heard: Heard) -> NDArray[np.float64]:
    return np.array([pause.duration for pause in heard.pauses])


def _pause_s(heard: Heard) -> float:
    return float(_durations(heard).sum())


def _pause_median(heard: Heard) -> float | Missing:
    return float(np.median(_durations(heard))) if heard.pauses else NO_PAUSE


def _pause_p90(heard: Heard) -> float | Missing:
    return float(np.percentile(_durations(heard), 90)) if heard.pauses else NO_PAUSE


def _pause_spread(heard: Heard) -> float | Missing:
    if len(heard.pauses) < SPREAD_PAUSES_MIN:
        return Missing(f"fewer than {SPREAD_PAUSES_MIN} pauses")
    return float(np.log(_durations(heard)).std(ddof=1))


def _per_minute(count: int, heard: Heard) -> float:
    return 60 * count / _span_s(heard)


def _long_pause_rate(heard: Heard) -> float:
    return _per_minute(sum(pause.duration >= LONG_PAUSE_S for pause in heard.pauses), heard)


def _run_median(heard: Heard) -> float:
    return float(np.median([run.duration for run in speech_runs(heard)]))


def _phonation_ratio(heard: Heard) -> float:
    inside = frames_inside(heard.speech, frame_count(len(heard.waveform.samples)))
    return float(np.mean(~np.isnan(heard.pitch.hertz[inside])))


def _articulation_rate(heard: Heard) -> float:
    return len(heard.syllables) / (_span_s(heard) - _pause_s(heard))


TIMING = described(
    "timing",
    {
        "latency": _latency,
        "pause_fraction": lambda heard: _pause_s(heard) / _span_s(heard),
        "pause_median": _pause_median,
        "pause_p90": _pause_p90,
        "pause_spread": _pause_spread,
        "pause_rate": lambda heard: _per_minute(len(heard.pauses), heard),
        "long_pause_rate": _long_pause_rate,
        "run_median": _run_median,
        "speech_rate": lambda heard: len(heard.syllables) / _span_s(heard),
        "articulation_rate": _articulation_rate,
        "phonation_ratio": _phonation_ratio,
    },
)
