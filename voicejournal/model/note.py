"""A note: as stored, as received, and as an analyzer sees it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, NewType

from voicejournal.model.amendment import NO_AMENDMENTS, Amendments
from voicejournal.model.audio import AudioFacts, DeviceFacts, Waveform
from voicejournal.model.finding import NoteFindings
from voicejournal.model.speakers import SpeakerTurns
from voicejournal.model.text import Text
from voicejournal.model.transcript import Transcript
from voicejournal.model.typed import Typed
from voicejournal.model.units import Missing, Span
from voicejournal.model.voice import VoiceMeasures

NoteId = NewType("NoteId", str)
PatientId = NewType("PatientId", str)
AccountId = NewType("AccountId", str)

NOT_HEARD = Missing("not listened to again")
SPOKEN = Missing("spoken, not typed")
ROUNDING_S = 0.01
"""Evidence may pass the end of the sound by the rounding of word times."""

NoteState = Literal["received", "running", "done", "dead", "erased"]
NoteKind = Literal["all", "spoken", "typed", "private"]
"""Which notes a list shows."""


TakingOut = Literal["muting", "measuring", "failed"]
"""A struck passage is being silenced, what is left is being measured, or silencing failed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Proof that the server holds a note, handed out after it is on disk."""

    note_id: NoteId
    key: str
    sha256: str
    size: int
    received_at: datetime
    repeated: bool = False
    """The same recording had been sent before under this key: still one note."""


Unanswered = Literal["", "failed", "passing"]
"""Whether something that was asked about a note gave no answer; `passing`: it may another time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A stage that could not do its work: named, with the reason and the way out."""

    stage: str
    reason: str
    fix: str = ""
    why: Text | None = None
    """The reason for readers of the page, where there is something to say."""
    failed: bool = False
    """What was asked broke: once it is mended, it may answer."""
    passing: bool = False
    """It may answer another time even if nobody mends anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteView:
    """One note as an analyzer sees it: no name, no contact, its sound only where it declares so."""

    note_id: NoteId
    recorded_at: datetime
    """Aware, UTC."""
    zone: str
    """IANA name of the patient's zone when recording."""
    duration: float
    language: str
    transcript: Transcript | Missing
    voice: VoiceMeasures | Missing
    turns: SpeakerTurns | Missing
    device: DeviceFacts = field(default_factory=DeviceFacts)
    """The microphone it was recorded with: loudness is compared on one microphone only."""
    truncated: bool = False
    """The recording broke off; what could be read was kept."""
    sound: Waveform | Missing = NOT_HEARD
    """Filled in while a note is worked on, for analyzers that declare it."""

    def holds(self, span: Span) -> bool:
        """Tell whether a span lies inside the sound of this note."""
        return span.end <= self.duration + ROUNDING_S


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteCard:
    """A note as one line of a list."""

    note_id: NoteId
    patient_id: PatientId
    state: NoteState
    recorded_at: datetime
    zone: str
    received_at: datetime
    duration: float | Missing
    language: str = ""
    first_words: str = ""
    """The first dozen kept words, empty while the transcript is pending."""
    problems: tuple[Problem, ...] = ()
    typed: bool = False
    """Words without sound: nothing is measured in it."""
    private: bool = False
    """The patient keeps it for themselves."""
    sound_deleted: bool = False
    """Spoken, and its sound was deleted since."""
    muting: bool = False
    """A passage was struck and its sound is still to be silenced: until then nobody hears it."""
    striking: bool = False
    """A passage was struck, and what is left is still to be worked on."""

    @property
    def audible(self) -> bool:
        """Whether there is sound that may be played now."""
        return not (self.typed or self.sound_deleted or self.muting)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDetail:
    """A note with everything that was made of it."""

    card: NoteCard
    audio: AudioFacts | Missing
    peaks: tuple[float, ...]
    transcript: Transcript | Missing
    voice: VoiceMeasures | Missing
    turns: SpeakerTurns | Missing
    findings: NoteFindings
    typed: Typed | Missing = SPOKEN
    amendments: Amendments = NO_AMENDMENTS
    changes: int = 0
    """How often the patient changed what is in it."""

    @property
    def taking_out(self) -> TakingOut | None:
        """How far a strike is, as long as it is not finished."""
        if self.card.muting:
            return "failed" if self.card.state == "dead" else "muting"
        return "measuring" if self.card.striking else None
