"""What a person is asked and tells when things may be hard: gently, without a score."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NewType

from voicejournal.model.note import AccountId, NoteId

CallId = NewType("CallId", str)

SafeAnswer = Literal["safe", "help", "not_now"]
SAFE_ANSWERS: tuple[SafeAnswer, ...] = ("safe", "help", "not_now")
"""I am safe · I would like help now · I would rather not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was answered to the question after a note whose words may speak of self-harm."""

    note_id: NoteId
    answer: SafeAnswer
    answered_at: datetime
    """Aware, UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A patient asked to be contacted by their clinician."""

    call_id: CallId
    called_at: datetime
    """Aware, UTC."""
    seen_at: datetime | None = None
    seen_by: AccountId | None = None
