"""Take every measure from what was heard in a note."""

import math
from collections.abc import Sequence

from voicejournal.extract.voice.caveats import (
    clipped_share,
    find_caveats,
    has_speech,
    speech_over_noise,
)
from voicejournal.extract.voice.framing import frames_inside
from voicejournal.extract.voice.gate import doubtful, lacks
from voicejournal.extract.voice.hearing import hear
from voicejournal.extract.voice.loudness import active_level
from voicejournal.extract.voice.measures import BUILT_IN, BuiltIn
from voicejournal.hooks.spec import VoiceMeasure
from voicejournal.model.audio import AudioFacts, DeviceFacts, Waveform
from voicejournal.model.recording import RecordingQuality
from voicejournal.model.units import Missing
from voicejournal.model.voice import Heard, Measure, VoiceMeasures

VOICE_VERSION = "2"
"""Raise it with every change that moves a number: baselines never mix versions."""
NO_SPEECH = Missing("no speech was heard")


def measure_voice(
    waveform: Waveform,
    *,
    extra: Sequence[VoiceMeasure] = (),
    facts: AudioFacts | None = None,
    device: DeviceFacts | None = None,
) -> VoiceMeasures:
    """Measure how a note was said.

    Args:
        waveform: The whole note.
        extra: Measures of plugins, taken beside the built-in ones. A name that is taken
            already keeps its first meaning.
        facts: What the file says of itself: a codec may be too coarse for a measure.
        device: What the recording device says of itself: it may steer the level.

    Returns:
        Every measure, each with its number or why there is none.
    """
    heard = hear(waveform)
    recording = _recording(heard, facts, device)
    chosen: dict[str, VoiceMeasure] = {}
    for measure in (*BUILT_IN, *extra):
        chosen.setdefault(measure.info.name, measure)
    return VoiceMeasures(
        version=VOICE_VERSION,
        speech=heard.speech,
        pauses=heard.pauses,
        measures=tuple(_taken(measure, heard, recording) for measure in chosen.values()),
        caveats=find_caveats(heard),
        recording=recording,
    )


def _recording(
    heard: Heard, facts: AudioFacts | None, device: DeviceFacts | None
) -> RecordingQuality:
    inside = frames_inside(heard.speech, len(heard.level_db))
    spoken = has_speech(heard.speech)
    steered = None if device is None else device.auto_gain_control
    return RecordingQuality(
        level_dbfs=active_level(heard.waveform, inside) if spoken else NO_SPEECH,
        snr_db=speech_over_noise(heard, inside) if spoken else NO_SPEECH,
        clipped_share=clipped_share(heard),
        bandwidth_hz=Missing("not looked for"),
        gain_riding=Missing("not looked for") if steered is None else steered,
        codec=facts.codec if facts else "",
        rate_hz=facts.rate_hz if facts else 0,
        gap_s=sum(gap.duration for gap in facts.gaps) if facts else 0.0,
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
        return Missing(f"its plugin failed: {type(error).__name__}")
    if isinstance(value, Missing):
        return value
    return float(value) if math.isfinite(value) else Missing("the measure gave no number")
