"""A weekly summary as it is kept: revision by revision, each with what it was made from."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from voicejournal.model.evidence import Answered
from voicejournal.model.hand import SentenceKey
from voicejournal.model.note import AccountId, NoteId
from voicejournal.model.summary import Sentence, WeeklySummary
from voicejournal.model.text import Text
from voicejournal.model.week import Week

MARK_CHARACTERS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What a weekly summary was made from: while it stays the same, so does the page."""

    notes: tuple[tuple[NoteId, str], ...] = ()
    """Each note of the week, oldest first, with a mark of the results in force."""
    earlier: str = ""
    """Mark of the notes before the week that its usual was learned from."""
    method: str = ""
    """Mark of the analyzers and of the way in which a page is composed."""
    answers: str = ""
    """Mark of the check-ins."""
    retold: str = ""
    """Mark of the narrator that said sentences again; empty: none was asked."""

    @property
    def mark(self) -> str:
        """One mark of all of it."""
        retold = (self.retold,) if self.retold else ()
        return mark_of(self.notes, self.earlier, self.method, self.answers, *retold)

    def since(self, before: "Inputs") -> "Since":
        """Tell what came between `before` and this."""
        old, new = dict(before.notes), dict(self.notes)
        return Since(
            came=len(new.keys() - old.keys()),
            gone=len(old.keys() - new.keys()),
            redone=sum(old[note] != new[note] for note in old.keys() & new.keys()),
            earlier=self.earlier != before.earlier,
            method=self.method != before.method,
            answers=self.answers != before.answers,
            retold=self.retold != before.retold,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What came after a page was made."""

    came: int = 0
    """Notes of the week."""
    gone: int = 0
    redone: int = 0
    """Notes of the week whose words or findings are new."""
    earlier: bool = False
    """Something about the notes before the week."""
    method: bool = False
    answers: bool = False
    retold: bool = False
    """A narrator said sentences again, or another one did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """A weekly summary with what it was made from: what is sealed and kept."""

    summary: WeeklySummary
    inputs: Inputs
    taken_back: tuple[datetime, ...] = ()
    """When the patient took something back that it showed: what it said of that is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who put a name to a page, and when."""

    by: AccountId
    at: datetime
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionLine:
    """One revision as a line of a list."""

    number: int
    """From 1; 0: nothing is kept of a week without notes."""
    mark: str
    """Of the inputs."""
    composed_at: datetime
    opened_at: datetime | None = None
    """When a clinician first read it."""
    signature: Signature | None = None

    @property
    def signed(self) -> bool:
        """Whether a name stands under it."""
        return self.signature is not None and self.signature.withdrawn_at is None

    @property
    def as_of(self) -> datetime | None:
        """The moment that it shows acts of; None: now. A signed page stays as it was signed."""
        return self.signature.at if self.signature else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One revision, whole."""

    line: RevisionLine
    summary: WeeklySummary
    inputs: Inputs
    taken_back: tuple[datetime, ...] = ()
    """As in `Composition`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A sentence about safety that nobody has looked at yet."""

    week: Week
    key: SentenceKey
    sentence: Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist:
    """A week in one line."""

    week: Week
    notes: int
    minutes: float
    changes: tuple[Text, ...] = ()
    """What left this person’s usual this week, strongest first; what goes on is left out."""
    parted: tuple[Text, ...] = ()
    """Where voice and words part."""
    flags: tuple[Flag, ...] = ()
    """All sentences about safety."""
    answers: tuple[Answered, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PastWeek:
    """A week in the list of a patient's weeks."""

    gist: Gist
    line: RevisionLine
    """The newest revision."""
    signed: RevisionLine | None = None
    """The newest one with a name under it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where one patient stands: the newest week, and the flags of all weeks still to be seen."""

    newest: Gist | None = None
    signed: bool = False
    """The newest week has been signed, and nothing came since."""
    flags: tuple[Flag, ...] = ()


def mark_of(*parts: object) -> str:
    """Return a mark that changes whenever one of `parts` does."""
    told = json.dumps(parts, default=str, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:MARK_CHARACTERS]
