"""What a sentence about a week rests on: a moment to hear, an answer, an exercise done."""

from dataclasses import dataclass
from datetime import datetime

from voicejournal.model.checkin import CheckInId
from voicejournal.model.note import NoteId
from voicejournal.model.programme import ExerciseDone
from voicejournal.model.units import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A span of one note that is worth listening to."""

    note_id: NoteId
    recorded_at: datetime
    """Aware, UTC: which note, in a reader's terms."""
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A check-in that somebody filled in: what they said of themselves, in a number."""

    check_in_id: CheckInId
    instrument: str
    answered_at: datetime
    """Aware, UTC."""
    score: float


Evidence = Moment | Answered | ExerciseDone


def moments(evidence: tuple[Evidence, ...]) -> tuple[Moment, ...]:
    """Return what can be heard of some evidence."""
    return tuple(one for one in evidence if isinstance(one, Moment))
