"""Replays a diary: what each week would have told at its end, had thresholds been so."""

from collections.abc import Iterable
from dataclasses import dataclass

from voicejournal.findings.change import Followed, story
from voicejournal.model.change import Change, Comparison
from voicejournal.model.week import Week

DAYS_A_MONTH = 365.25 / 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """What one person's weeks told."""

    weeks: tuple[tuple[Week, Comparison], ...]
    """Oldest first."""

    @property
    def months(self) -> float:
        """Months in which the usual was known, weeks with too few notes included."""
        return sum(one.learned_from >= one.needed for _, one in self.weeks) * 7 / DAYS_A_MONTH

    @property
    def compared(self) -> int:
        """Weeks of those months that had notes enough to be compared."""
        return sum(map(_compared, self.weeks))

    @property
    def flags(self) -> int:
        """Stories that were told as new, a domain once however many measures tell it."""
        return sum(len({story(change) for change in one.changes}) for _, one in self.weeks)

    def found_within(self, since: Week, domains: Iterable[str]) -> int | None:
        """Return the days from a week's beginning to the end of the first week that told it.

        Args:
            since: The week in which a change began.
            domains: Those that changed; whatever way they are told to have moved.
        """
        wanted = set(domains)
        for at, (_, one) in enumerate(entry for entry in self.weeks if entry[0] >= since):
            if any(change.domain in wanted for change in told(one)):
                return 7 * (at + 1)
        return None


def replay(followed: Followed, weeks: Iterable[Week]) -> Replayed:
    """Compare each of some weeks as it stood at its end."""
    return Replayed(weeks=tuple((week, followed.compare(week)) for week in sorted(weeks)))


def told(comparison: Comparison) -> tuple[Change, ...]:
    """Return all that a week tells, new or standing."""
    return (*comparison.changes, *comparison.standing)


def _compared(entry: tuple[Week, Comparison]) -> bool:
    _, one = entry
    return one.learned_from >= one.needed and one.notes >= one.needed_in_week
