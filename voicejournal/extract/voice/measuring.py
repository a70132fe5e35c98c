"""Take every measure from what was heard in a note."""

import math
from collections.abc import Sequence

from voicejournal.errors import PluginError
from voicejournal.extract.voice.hearing import hear
from voicejournal.extract.voice.measures import BUILT_IN, BuiltIn
from voicejournal.extract.voice.recording.caveats import find_caveats
from voicejournal.extract.voice.recording.gate import doubtful, lacks
from voicejournal.extract.voice.recording.quality import NO_SPEECH, has_speech, recording_quality
from voicejournal.hooks.spec import VoiceMeasure
from voicejournal.model.audio import AudioFacts, DeviceFacts, Waveform
from voicejournal.model.recording import RecordingQuality
from voicejournal.model.units import Missing, Span
from voicejournal.model.voice import Heard, Measure, VoiceMeasures

VOICE_VERSION = "4"
"""Raise it with every change that moves a number: baselines never mix versions."""


def measure_voice(
    waveform: Waveform,
    *,
    extra: Sequence[VoiceMeasure] = (),
    facts: AudioFacts | None = None,
    device: DeviceFacts | None = None,
    others: Sequence[Span] = (),
) -> VoiceMeasures:
    """Measure how a note was said.

    Args:
        waveform: The whole note.
        extra: Measures of plugins, taken beside the built-in ones. A name that is taken
            already keeps its first meaning.
        facts: What the file says of itself: a codec may be too coarse for a measure.
        device: What the recording device says of itself: it may steer the level.
        others: Where other voices than the patient's speak, in order: nothing is measured there.

    Returns:
        Every measure, each with its number or why there is none.
    """
    lost = (*facts.gaps, *facts.struck) if facts else ()
    heard = hear(waveform, lost=lost, others=others)
    recording = recording_quality(heard, facts, device)
    chosen: dict[str, VoiceMeasure] = {}
    for measure in (*BUILT_IN, *extra):
        chosen.setdefault(measure.info.name, measure)
    return VoiceMeasures(
        version=VOICE_VERSION,
        speech=heard.speech,
        pauses=heard.pauses,
        measures=tuple(_taken(measure, heard, recording) for measure in chosen.values()),
        caveats=find_caveats(heard.speech, recording),
        recording=recording,
        away=heard.away,
    )


def _taken(measure: VoiceMeasure, heard: Heard, recording: RecordingQuality) -> Measure:
    info = measure.info
    if not has_speech(heard.speech):
        return Measure(name=info.name, unit=info.unit, value=NO_SPEECH)
    value = lacks(info.needs, heard, recording) or _value(measure, heard)
    doubt = doubtful(info.sure_from, heard, recording)
    return Measure(
        name=info.name, unit=info.unit, value=value, quality="uncertain" if doubt else "ok"
    )


def _value(measure: VoiceMeasure, heard: Heard) -> float | Missing:
    try:
        value = measure.measure(heard)
    except Exception as error:
        if isinstance(measure, BuiltIn):
            raise
        return Missing(f"its plugin failed: {_told(error)}")
    if isinstance(value, Missing):
        return value
    return float(value) if math.isfinite(value) else Missing("the measure gave no number")


def _told(error: Exception) -> str:
    """Say what failed: in our own words, or by the class alone."""
    return error.message if isinstance(error, PluginError) else type(error).__name__
