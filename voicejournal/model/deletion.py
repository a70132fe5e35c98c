"""The receipt of something that a patient took out of their journal."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from voicejournal.model.note import NoteId

Deleted = Literal["note", "sound", "passage", "passage_sound"]
"""A passage goes in two steps: its words at once, its sound when it was silenced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deletion:
    """Proof that something is gone: a line of the audit, which nobody can change unnoticed."""

    number: int
    """Of the line."""
    at: datetime
    what: Deleted
    note_id: NoteId
    seal: str
    """Checksum over the line and all lines before it."""
