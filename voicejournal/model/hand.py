"""What a clinician does to a weekly summary by hand; each act can be undone, none is lost."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NewType

from voicejournal.model.note import AccountId
from voicejournal.model.text import Text

ActId = NewType("ActId", str)
SentenceKey = NewType("SentenceKey", str)
"""Names one sentence of a week, the same in every revision that holds it."""

Deed = Literal["amended", "dismissed", "marked", "noted", "restored", "seen"]
"""`amended`: own words stand beside the machine's. `dismissed`: set aside, with a reason.
`marked`: for the session. `noted`: a private note. `restored`: a kind that was shown less is
shown as before. `seen`: a safety flag was looked at."""
DEEDS: tuple[Deed, ...] = ("amended", "dismissed", "marked", "noted", "restored", "seen")

LONGEST_WORDS = 4000
"""Characters of one amendment, reason or note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One thing that a clinician did."""

    act_id: ActId
    deed: Deed
    by: AccountId
    at: datetime
    """Aware, UTC."""
    monday: date
    """Of the week that it was done to."""
    number: int
    """Of the revision that was read when doing it."""
    sentence: SentenceKey = SentenceKey("")
    """Empty where it is about the whole week."""
    kind: str = ""
    """Of the sentence, e.g. `quotes.telling`."""
    machine: Text | None = None
    """What the sentence said when this was done to it."""
    words: str = ""
    """The clinician's own: an amendment, a reason, a note."""
    undone_at: datetime | None = None
    undone_by: AccountId | None = None

    def holds(self, at: datetime | None = None) -> bool:
        """Tell whether it was in force at `at`; None: now."""
        if at is None:
            return self.undone_at is None
        return self.at <= at and (self.undone_at is None or self.undone_at > at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """What a clinician is about to do to a week."""

    deed: Deed
    by: AccountId
    number: int
    sentence: SentenceKey = SentenceKey("")
    kind: str = ""
    machine: Text | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Somebody opened a week's summary."""

    by: AccountId
    at: datetime
