"""Who opened what of a patient's, and when: a line of the audit, ready to be told in words."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One thing that somebody did with what belongs to a patient."""

    at: datetime
    """Aware, UTC."""
    who: str
    """How they are called; empty: whoever runs the service, or the service itself."""
    own: bool
    """It was the patient."""
    action: str
    """As the audit names it, e.g. `note.heard`."""
    note_at: datetime | None = None
    """When the note was recorded that it was about; None: no note, or one deleted since."""
    note_zone: str = "UTC"
    monday: date | None = None
    """First day of the week that it was about."""
