"""Take every measure from what was heard in a note."""

import math
from collections.abc import Sequence

from voicejournal.extract.voice.caveats import find_caveats, has_speech
from voicejournal.extract.voice.hearing import hear
from voicejournal.extract.voice.measures import BUILT_IN, BuiltIn
from voicejournal.hooks.spec import VoiceMeasure
from voicejournal.model.audio import Waveform
from voicejournal.model.units import Missing
from voicejournal.model.voice import Heard, Measure, Quality, VoiceMeasures

VOICE_VERSION = "1"
"""Raise it with every change that moves a number: baselines never mix versions."""
NO_SPEECH = Missing("no speech was heard")


def measure_voice(waveform: Waveform, *, extra: Sequence[VoiceMeasure] = ()) -> VoiceMeasures:
    """Measure how a note was said.

    Args:
        waveform: The whole note.
        extra: Measures of plugins, taken beside the built-in ones. A name that is taken
            already keeps its first meaning.

    Returns:
        Every measure, each with its number or why there is none.
    """
    heard = hear(waveform)
    caveats = find_caveats(heard)
    chosen: dict[str, VoiceMeasure] = {}
    for measure in (*BUILT_IN, *extra):
        chosen.setdefault(measure.info.name, measure)
    return VoiceMeasures(
        version=VOICE_VERSION,
        speech=heard.speech,
        pauses=heard.pauses,
        measures=tuple(_taken(measure, heard, caveats) for measure in chosen.values()),
        caveats=caveats,
    )


def _taken(measure: VoiceMeasure, heard: Heard, caveats: Sequence[str]) -> Measure:
    info = measure.info
    value = _value(measure, heard) if has_speech(heard.speech) else NO_SPEECH
    quality = _quality(measure, caveats)
    return Measure(name=info.name, unit=info.unit, value=value, quality=quality)


def _value(measure: VoiceMeasure, heard: Heard) -> float | Missing:
    try:
        value = measure.measure(heard)
    except Exception as error:
        if isinstance(measure, BuiltIn):
            raise
        return Missing(f"its plugin failed: {type(error).__name__}")
    if isinstance(value, Missing):
        return value
    return float(value) if math.isfinite(value) else Missing("the measure gave no number")


def _quality(measure: VoiceMeasure, caveats: Sequence[str]) -> Quality:
    weak_to = measure.weak_to if isinstance(measure, BuiltIn) else frozenset()
    return "uncertain" if "short" in caveats or weak_to & set(caveats) else "ok"
