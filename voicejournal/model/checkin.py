"""Check-ins: a filled questionnaire, or one rating of how a person feels."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from voicejournal.model.note import NoteId
from voicejournal.model.units import Missing

CheckInId = NewType("CheckInId", str)

MOOD = "mood"
"""The instrument of a single rating: how are you, 0 (very low) to 10 (very well)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The answer to one item of an instrument."""

    item: str
    """The item's own name in the instrument, e.g. `44250-9`."""
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """An instrument filled in once, with its score."""

    check_in_id: CheckInId
    instrument: str
    """Name of the questionnaire, e.g. `phq-9`, or `mood`."""
    answered_at: datetime
    """Aware, UTC."""
    zone: str
    """IANA name of the patient's zone when answering."""
    replies: tuple[Reply, ...]
    score: float | Missing
    """By the instrument's own rule; `Missing` where items were left out."""
    higher_is_better: bool = False
    """Mood and well-being rise, symptom scales fall, when things go well."""
    change_that_matters: float | None = None
    """The instrument's published change that is more than chance, in points."""
    note_id: NoteId | None = None
    """The note that it was answered with, if any."""
