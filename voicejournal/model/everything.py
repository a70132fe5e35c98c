"""Everything that is kept of one patient, gathered to be taken along."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from voicejournal.model.account import Account
from voicejournal.model.asked import Asked, Call
from voicejournal.model.checkin import CheckIn
from voicejournal.model.consent import ConsentLine
from voicejournal.model.hand import Deed
from voicejournal.model.note import AccountId, NoteDetail, NoteId, NoteView
from voicejournal.model.opened import Opened
from voicejournal.model.planned import CheckInPlan, Reminder
from voicejournal.model.programme import Draft, Given, Worksheet
from voicejournal.model.summary import WeeklySummary
from voicejournal.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What a clinician wrote on a weekly page; private notes are the clinician's own."""

    monday: date
    at: datetime
    by: str
    """How they are called."""
    deed: Deed
    about: Text | None
    """The sentence that it stands beside."""
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Carer:
    """A clinician who cares, or cared, for the patient."""

    clinician_id: AccountId
    since: datetime
    """Aware, UTC."""
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """What goes on between sessions: what was given, asked for, wished and called for."""

    given: tuple[Given, ...] = ()
    """Exercises and questions, stopped ones too, oldest first."""
    drafts: Mapping[str, Draft] = field(default_factory=dict)
    """Exercises that were begun and left, by their name."""
    plans: tuple[CheckInPlan, ...] = ()
    """Check-ins that are asked for again and again."""
    reminder: Reminder | None = None
    """Without what the link carries that stops it: whoever has that can stop it."""
    email: str = ""
    calls: tuple[Call, ...] = ()
    """How often a clinician was asked to get in touch."""
    asked: tuple[Asked, ...] = ()
    """What was answered to the question after a note."""
    carers: tuple[Carer, ...] = ()
    titles: Mapping[str, Text] = field(default_factory=dict)
    """How what was given is called, by its name."""
    people: Mapping[AccountId, str] = field(default_factory=dict)
    """How the people are called who stand here as ids."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Everything:
    """All of it but the sound, which is read note by note."""

    account: Account
    made_at: datetime
    """Aware, UTC."""
    notes: tuple[NoteDetail, ...]
    """Oldest first, private ones too."""
    views: tuple[NoteView, ...]
    """Of the notes that were worked on: words and measures."""
    weeks: tuple[WeeklySummary, ...]
    """The page that stands of each week, oldest first."""
    remarks: tuple[Remark, ...] = ()
    check_ins: tuple[CheckIn, ...]
    exercises: tuple[Worksheet, ...]
    """With what was written and rated; the safety plan is one of them."""
    between: Between = Between()
    consents: tuple[ConsentLine, ...]
    opened: tuple[Opened, ...]
    sounds: Mapping[NoteId, str]
    """Where in the archive the sound of each note lies; notes without sound are left out."""
