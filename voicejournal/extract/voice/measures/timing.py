"""Measures of time: silences, stretches of speech, pace."""

import numpy as np
from numpy.typing import NDArray

from voicejournal.extract.voice.framing import frame_count, frames_inside
from voicejournal.extract.voice.measures.builtin import built_in
from voicejournal.model.text import Text
from voicejournal.model.units import Missing
from voicejournal.model.voice import Heard

LONG_PAUSE_S = 1.0
"""Longer than planning the next clause takes."""
SPREAD_PAUSES_MIN = 3
NOISY = frozenset({"noisy"})
PAUSE_SOURCE = "Goldman-Eisler 1968; De Jong & Bosker 2013 (threshold 0.25 s)"
LOG_SOURCE = "Campione & Véronis 2002 (durations are log-normal)"
RATE_SOURCE = "De Jong & Wempe 2009"
NO_PAUSE = Missing("there was no pause of 0.25 s or more")


def _span_s(heard: Heard) -> float:
    """First speech to last speech."""
    return heard.speech[-1].end - heard.speech[0].start


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
    starts = [heard.speech[0].start, *(pause.end for pause in heard.pauses)]
    ends = [*(pause.start for pause in heard.pauses), heard.speech[-1].end]
    return float(np.median(np.subtract(ends, starts)))


def _phonation_ratio(heard: Heard) -> float:
    inside = frames_inside(heard.speech, frame_count(len(heard.waveform.samples)))
    return float(np.mean(~np.isnan(heard.pitch.hertz[inside])))


def _articulation_rate(heard: Heard) -> float:
    return len(heard.syllables) / (_span_s(heard) - _pause_s(heard))


TIMING = (
    built_in(
        "latency",
        "s",
        Text(en="Silence before the first words", fr="Silence avant les premiers mots"),
        lambda heard: heard.speech[0].start,
        definition="From the beginning of the recording to the first speech.",
        source="the beginning of the recording is the press of the button",
    ),
    built_in(
        "pause_fraction",
        "1",
        Text(en="Share of silence", fr="Part de silence"),
        lambda heard: _pause_s(heard) / _span_s(heard),
        definition="Pauses of 0.25 s and more, as a share of the time from first to last speech.",
        source=PAUSE_SOURCE,
        weak_to=NOISY,
    ),
    built_in(
        "pause_median",
        "s",
        Text(en="Usual pause", fr="Pause habituelle"),
        _pause_median,
        definition="Median duration of pauses of 0.25 s and more.",
        source=PAUSE_SOURCE,
        weak_to=NOISY,
    ),
    built_in(
        "pause_p90",
        "s",
        Text(en="Longer pauses", fr="Pauses les plus longues"),
        _pause_p90,
        definition="Duration that nine pauses in ten stay under.",
        source=PAUSE_SOURCE,
        weak_to=NOISY,
    ),
    built_in(
        "pause_spread",
        "1",
        Text(en="Unevenness of pauses", fr="Irrégularité des pauses"),
        _pause_spread,
        definition="Standard deviation of the natural logarithm of pause durations.",
        source=LOG_SOURCE,
        weak_to=NOISY,
    ),
    built_in(
        "pause_rate",
        "1/min",
        Text(en="Pauses per minute", fr="Pauses par minute"),
        lambda heard: _per_minute(len(heard.pauses), heard),
        definition="Pauses of 0.25 s and more per minute, first to last speech.",
        source=PAUSE_SOURCE,
        weak_to=NOISY,
    ),
    built_in(
        "long_pause_rate",
        "1/min",
        Text(en="Long pauses per minute", fr="Longues pauses par minute"),
        _long_pause_rate,
        definition="Pauses of 1 s and more per minute, first to last speech.",
        source=PAUSE_SOURCE,
    ),
    built_in(
        "run_median",
        "s",
        Text(en="Speech between pauses", fr="Parole entre deux pauses"),
        _run_median,
        definition="Median time from the end of one pause to the beginning of the next.",
        source=PAUSE_SOURCE,
        weak_to=NOISY,
    ),
    built_in(
        "speech_rate",
        "syllable/s",
        Text(en="Pace, pauses included", fr="Débit, pauses comprises"),
        lambda heard: len(heard.syllables) / _span_s(heard),
        definition="Syllable nuclei per second, first to last speech.",
        source=RATE_SOURCE,
    ),
    built_in(
        "articulation_rate",
        "syllable/s",
        Text(en="Pace, pauses left out", fr="Débit, hors pauses"),
        _articulation_rate,
        definition="Syllable nuclei per second of speech, pauses of 0.25 s and more left out.",
        source=RATE_SOURCE,
        weak_to=NOISY,
    ),
    built_in(
        "phonation_ratio",
        "1",
        Text(en="Share of voiced sound", fr="Part de sons voisés"),
        _phonation_ratio,
        definition="Frames in which the voice sounds, as a share of the frames of speech.",
        source="Boersma 1993 (voicing decision)",
        weak_to=NOISY,
    ),
)
