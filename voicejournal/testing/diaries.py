"""The notes of the demo clinic, in both languages: real sound, known words, nobody's voice."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import numpy as np

from voicejournal.capture.decode import decode
from voicejournal.errors import PluginError
from voicejournal.extract.voice import measure_voice
from voicejournal.extract.wording import with_words
from voicejournal.model.audio import Waveform
from voicejournal.model.note import NoteView
from voicejournal.model.transcript import Word
from voicejournal.model.units import Missing
from voicejournal.testing.notes import MONDAY_NOON, a_note

MAX_S = 600.0
"""Longer than any note of the demo clinic."""
LAST_WEEK = date(2026, 3, 2)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Spoken:
    """One note of the demo clinic: its sound, and its words as they were spoken."""

    key: str
    language: str
    waveform: Waveform
    words: tuple[Word, ...]
    zone: str = "Europe/Paris"
    recorded_at: datetime = MONDAY_NOON

    def first(self, seconds: float) -> "Spoken":
        """Return its beginning, cut after a word."""
        words = tuple(word for word in self.words if word.end <= seconds)
        samples = np.array(self.waveform.samples[: round(seconds * self.waveform.rate_hz)])
        return replace(self, waveform=Waveform(samples), words=words)

    def sounding(self, waveform: Waveform) -> "Spoken":
        """Return the same words in another sound."""
        return replace(self, waveform=waveform)


def demo_diary(language: str, *, notes: int = 1) -> tuple[NoteView, ...]:
    """Return the first notes of a demo patient, measured as the service measures.

    The words are those that were spoken, so no model is needed.

    Args:
        language: `en` or `fr`.
        notes: How many; each takes about a second to measure.

    Raises:
        PluginError: The demo clinic is not installed, or nobody in it speaks the language.
    """
    return tuple(heard(one) for one in spoken(language, notes=notes))


def spoken(language: str, *, notes: int = 1) -> tuple[Spoken, ...]:
    """Return the sound and the words of the first notes of a demo patient.

    Raises:
        PluginError: The demo clinic is not installed, or nobody in it speaks the language.
    """
    try:
        from voicejournal_demo import load_clinic, true_words  # noqa: PLC0415 -- an extra
    except ImportError as error:
        msg = "The demo clinic is not installed."
        raise PluginError(msg, fix="pip install 'voicejournal[demo]'") from error
    patient = next((one for one in load_clinic() if one.language == language), None)
    if patient is None:
        msg = f"Nobody in the demo clinic speaks “{language}”."
        raise PluginError(msg, fix="Ask for en or fr.")
    return tuple(
        Spoken(
            key=f"{patient.username} {note.key}",
            language=language,
            waveform=_sound(note),
            words=tuple(_word(one) for one in true_words(note)),
            zone=patient.zone,
            recorded_at=patient.recorded_at(note, anchor=LAST_WEEK).astimezone(UTC),
        )
        for note in patient.notes[:notes]
    )


def heard(one: Spoken) -> NoteView:
    """Return a note as an analyzer sees it: measured from its sound, with its words."""
    voice = measure_voice(one.waveform)
    plain = a_note(
        one.words,
        language=one.language,
        duration=one.waveform.duration,
        note_id=one.key,
        recorded_at=one.recorded_at,
        zone=one.zone,
        voice=voice,
        sound=one.waveform,
    )
    if isinstance(plain.transcript, Missing):
        return plain
    return replace(plain, voice=with_words(voice, plain.transcript))


def _sound(note: Any) -> Waveform:
    with note.sound_path.open("rb") as stream:
        return decode(stream, max_seconds=MAX_S).waveform


def _word(one: Any) -> Word:
    return Word(text=one.text, start=one.start_s, end=one.end_s, probability=1.0)
