"""One week as a page shows it: which revision, what was done to it, what stands beside it."""

from collections.abc import Mapping
from dataclasses import dataclass

from voicejournal.model.note import AccountId
from voicejournal.model.revision import Revision, RevisionLine, Since
from voicejournal.model.week import Week
from voicejournal.summary.handled import HandledPage


@dataclass(frozen=True, slots=True, kw_only=True)
class Newer:
    """A revision that was made after the one shown."""

    line: RevisionLine
    since: Since
    """What came in between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekPage:
    """All that a page about one week shows."""

    week: Week
    shown: Revision
    lines: tuple[RevisionLine, ...]
    """Every revision, oldest first."""
    handled: HandledPage
    less: Mapping[str, int]
    """Kinds that the reader is shown less of, and how often each was dismissed."""
    newer: Newer | None
    pending: int
    """Notes of the week that are still being worked on."""
    earlier: Week | None
    later: Week | None
    people: Mapping[AccountId, str]
    """How those are called who acted or signed."""


def shown_number(lines: tuple[RevisionLine, ...]) -> int:
    """Return which revision is shown where none is asked for: the newest signed, else the newest.

    A signed page stays what it is until somebody decides otherwise.
    """
    signed = [line.number for line in lines if line.signed]
    return signed[-1] if signed else lines[-1].number
