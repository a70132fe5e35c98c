"""Listen to a note once: everything that measures are taken from."""

from collections.abc import Sequence
from dataclasses import fields

import numpy as np

from voicejournal.extract.voice.frames.framing import frame_count, frames_inside
from voicejournal.extract.voice.frames.loudness import frame_levels, speech_gain
from voicejournal.extract.voice.phonation.periods import find_periods
from voicejournal.extract.voice.phonation.pitch import track_pitch
from voicejournal.extract.voice.phonation.timbre import find_timbre
from voicejournal.extract.voice.speech.pauses import find_pauses, find_speech, gaps_with, without
from voicejournal.extract.voice.speech.syllables import find_syllables
from voicejournal.model.audio import Waveform
from voicejournal.model.units import Span
from voicejournal.model.voice import Heard


def hear(waveform: Waveform, *, lost: Sequence[Span] = (), others: Sequence[Span] = ()) -> Heard:
    """Find speech, pauses, pitch, loudness, syllables, vibrations and timbre in a note.

    Same waveform, same result; memory beyond the waveform's own stays small for any length.

    Args:
        waveform: The note.
        lost: Where the recorder dropped sound, filled with silence.
        others: Where other voices than the patient's speak, in order: left out of everything.
    """
    samples = waveform.samples
    levels = frame_levels(samples)
    gain = speech_gain(levels)
    speech, behind = ((), ()) if gain is None else find_speech(samples, gain=gain)
    speech = without(speech, others)
    pitch = track_pitch(samples, speech)
    inside = frames_inside(speech, frame_count(len(samples)))
    syllables = find_syllables(samples, pitch, inside)
    periods, timbre = find_periods(samples, pitch), find_timbre(samples, pitch, inside)
    _freeze(levels, syllables)
    for tracks in (pitch, periods, timbre):
        _freeze(*(getattr(tracks, field.name) for field in fields(tracks)))
    return Heard(
        waveform=waveform,
        speech=speech,
        pauses=find_pauses(speech, lost=(*lost, *others)),
        pitch=pitch,
        level_db=levels,
        syllables=syllables,
        periods=periods,
        timbre=timbre,
        behind=behind,
        away=gaps_with(speech, others),
        others_first=bool(speech and others) and others[0].start < speech[0].start,
    )


def find_speech_in(waveform: Waveform) -> tuple[Span, ...]:
    """Return where somebody speaks, and measure nothing."""
    gain = speech_gain(frame_levels(waveform.samples))
    return () if gain is None else find_speech(waveform.samples, gain=gain)[0]


def _freeze(*tracks: object) -> None:
    """Make arrays read-only, so that no measure changes what the next one sees."""
    for track in tracks:
        if isinstance(track, np.ndarray):
            track.flags.writeable = False
