"""What plugins hand over: the protocols of the objects that hooks register."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from voicejournal.model.audio import Waveform
from voicejournal.model.finding import AnalyzerInfo, Finding
from voicejournal.model.note import NoteView
from voicejournal.model.retelling import Retold, Source
from voicejournal.model.speakers import SpeakerTurns
from voicejournal.model.transcript import Transcript
from voicejournal.model.units import Missing, Span
from voicejournal.model.voice import Heard, MeasureInfo
from voicejournal.model.voiceprint import Likeness
from voicejournal.model.weekview import WeekFinding, WeekView

PluginSettings = Mapping[str, str]
"""The settings of one plugin alone: it never sees another's."""


class Analyzer(Protocol):
    """Turns one note into findings. Same note, same findings."""

    @property
    def info(self) -> AnalyzerInfo:
        """What it is, needs, understands and cannot tell."""

    def analyze(self, note: NoteView) -> Iterable[Finding]:
        """Return findings about `note`; only what `info.needs` names is filled in."""


class WeekAnalyzer(Protocol):
    """Turns one week into findings. Same week, same findings."""

    @property
    def info(self) -> AnalyzerInfo:
        """What it is, needs, understands and cannot tell."""

    def analyze_week(self, week: WeekView) -> Iterable[WeekFinding]:
        """Return findings about `week`; notes hold only what `info` declares that it reads."""


class Narrator(Protocol):
    """Says sentences of a weekly page again in other words."""

    @property
    def info(self) -> AnalyzerInfo:
        """What it is, the purpose it falls under, and what it cannot tell."""

    def retell(self, sources: Sequence[Source]) -> Iterable[Retold]:
        """Return sentences that say again what `sources` say, each in every language.

        The service believes none of them: it holds each against the sentences that it cites, and
        leaves out what it cannot find there.

        Raises:
            VoiceJournalError: There is no answer; its message is shown to the operator.
        """


class VoiceMeasure(Protocol):
    """Takes one number from what was heard in a note."""

    @property
    def info(self) -> MeasureInfo:
        """Name, unit, definition and source."""

    def measure(self, heard: Heard) -> float | Missing:
        """Return the number, or why there is none."""


class Transcriber(Protocol):
    """Writes down the words of a note."""

    @property
    def engine(self) -> str:
        """Name of the engine, e.g. `faster-whisper`."""

    @property
    def model(self) -> str:
        """Name of the model, stable enough to tell two transcripts apart."""

    def transcribe(
        self, waveform: Waveform, *, speech: Sequence[Span], language: str | None
    ) -> Transcript:
        """Write down the words.

        Args:
            waveform: The whole note.
            speech: Where speech was heard; nothing outside need be looked at.
            language: `en`, `fr` …, or None to find out.

        Raises:
            ModelMissingError: The model is not on this machine.
        """


class Diarizer(Protocol):
    """Tells voices apart."""

    @property
    def engine(self) -> str:
        """Name of the engine."""

    @property
    def model(self) -> str:
        """Name of the model."""

    def separate(self, waveform: Waveform) -> SpeakerTurns:
        """Return who speaks when.

        The names of the voices mean nothing outside of the note, unless one is `PATIENT`. Where
        two speak at once, two turns overlap.

        Raises:
            ModelMissingError: The model is not on this machine.
        """


@runtime_checkable
class Voiceprinter(Diarizer, Protocol):
    """A diarizer that can also know a voice again in another note.

    It is asked only about patients who allow it, and keeps nothing.

    .. versionadded:: 0.2
    """

    def voices(self, waveform: Waveform, turns: SpeakerTurns) -> Mapping[str, Likeness]:
        """Return what each voice of the turns is like: of one person, alike in all notes.

        Args:
            waveform: The whole note.
            turns: Who speaks when, as `separate` returned them; the patient's voice, once known,
                is called `PATIENT`.

        Returns:
            A direction for each speaker, compared by its cosine. A speaker of whom too little
            is heard is left out.
        """


class ExampleNote(Protocol):
    """One invented note."""

    @property
    def key(self) -> str:
        """Unique for one patient and stable: sending it twice makes one note."""

    @property
    def sound_path(self) -> Path:
        """The recording, in any format that browsers make."""


class ExamplePatient(Protocol):
    """One invented patient of a clinic to try the service on."""

    @property
    def username(self) -> str:
        """Sign-in name."""

    @property
    def display_name(self) -> str:
        """Name shown to the clinician."""

    @property
    def language(self) -> str:
        """Language of the notes."""

    @property
    def zone(self) -> str:
        """IANA time zone."""

    @property
    def notes(self) -> Sequence[ExampleNote]:
        """All notes, oldest first."""

    def recorded_at(self, note: Any, *, anchor: date) -> datetime:
        """Return when `note` was recorded (aware), if the last week is the one of `anchor`."""
