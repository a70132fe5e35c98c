"""Everything that is kept of one patient, gathered to be taken along."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from voicejournal.model.account import Account
from voicejournal.model.checkin import CheckIn
from voicejournal.model.consent import ConsentLine
from voicejournal.model.hand import Deed
from voicejournal.model.note import NoteDetail, NoteId, NoteView
from voicejournal.model.opened import Opened
from voicejournal.model.programme import Worksheet
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
    consents: tuple[ConsentLine, ...]
    opened: tuple[Opened, ...]
    sounds: Mapping[NoteId, str]
    """Where in the archive the sound of each note lies; notes without sound are left out."""
