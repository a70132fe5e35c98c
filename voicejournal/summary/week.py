"""Weeks as a patient lives them: from Monday to Sunday in the patient's own zone."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from voicejournal.model.week import Week

HISTORY_WEEKS = 10
"""Weeks before the summarised one whose notes are looked at: 63 days of baseline and charts."""


def week_of(moment: datetime, zone: str) -> Week:
    """Return the week that an aware `moment` falls into, in `zone` (an IANA name)."""
    if moment.tzinfo is None:
        msg = "a moment without a zone belongs to no week"
        raise ValueError(msg)
    day = moment.astimezone(ZoneInfo(zone)).date()
    week = Week(day - timedelta(days=day.weekday()), zone)
    # A clock that jumps around midnight between Sunday and Monday makes the calendar and the
    # bounds disagree for some minutes; the bounds decide, or weeks would overlap.
    if moment < week.start:
        return previous(week)
    return week if moment < week.end else previous(week, -1)


def weeks_of(moments: Iterable[datetime], zone: str) -> frozenset[Week]:
    """Return the weeks that any of these moments falls into."""
    found: list[Week] = []
    for moment in sorted(moments):  # in order, so that a year of notes asks for some fifty weeks
        if not found or moment >= found[-1].end:
            found.append(week_of(moment, zone))
    return frozenset(found)


def previous(week: Week, n: int = 1) -> Week:
    """Return the week `n` weeks earlier."""
    return Week(week.monday - timedelta(weeks=n), week.zone)


def weeks_until(week: Week, n: int) -> tuple[Week, ...]:
    """Return `n` weeks, oldest first, that end with `week`."""
    return tuple(previous(week, back) for back in range(n - 1, -1, -1))


def local_day(moment: datetime, zone: str) -> str:
    """Return the patient's calendar day of an aware moment, ISO."""
    return moment.astimezone(ZoneInfo(zone)).date().isoformat()
