"""What is wished at fixed times: a check-in every so many days, a reminder at an hour."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import NewType
from zoneinfo import ZoneInfo

from voicejournal.model.note import AccountId

PlanId = NewType("PlanId", str)

EVERY_DAYS: tuple[int, ...] = (1, 7, 14, 28)
"""How often a check-in can be asked for; the PHQ-9, GAD-7 and WHO-5 ask about two weeks."""
DAYS_OF_WEEK = tuple(range(7))
"""Monday is 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInPlan:
    """A check-in that a clinician asks for again and again."""

    plan_id: PlanId
    instrument: str
    every_days: int
    first_on: date
    """In the patient's zone."""
    planned_by: AccountId
    planned_at: datetime
    """Aware, UTC."""
    stopped_at: datetime | None = None

    def round_of(self, today: date) -> date | None:
        """Return the first day of the round that `today` lies in; None: it has not begun."""
        if today < self.first_on:
            return None
        rounds = (today - self.first_on).days // self.every_days
        return self.first_on + timedelta(days=rounds * self.every_days)

    def is_due(self, answered_on: Iterable[date], today: date) -> bool:
        """Tell whether this round is still unanswered; a round that was missed is let go."""
        began = self.round_of(today)
        if self.stopped_at is not None or began is None:
            return False
        return not any(began <= day <= today for day in answered_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """When a patient wishes to be reminded by a letter; there is none until they say so."""

    at: time
    days: tuple[int, ...] = DAYS_OF_WEEK
    token: str = ""
    """What the link that stops it carries."""

    def following(self, after: datetime, zone: str) -> datetime:
        """Return the next moment of it after an aware one, UTC.

        An hour that the clocks skip is the hour after it.
        """
        here = ZoneInfo(zone)
        today = after.astimezone(here).date()
        for ahead in range(9):
            day = today + timedelta(days=ahead)
            moment = datetime.combine(day, self.at, tzinfo=here).astimezone(UTC)
            if day.weekday() in self.days and moment > after:
                return moment
        msg = "a reminder needs a day of the week"
        raise ValueError(msg)
