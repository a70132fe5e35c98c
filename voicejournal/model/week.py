"""A week as a patient lives it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """Seven days from a Monday, in the patient's own zone."""

    monday: date
    zone: str

    def __post_init__(self) -> None:
        """Refuse a week that does not start on a Monday."""
        if self.monday.weekday() != 0:
            msg = f"a week starts on a Monday, not on {self.monday}"
            raise ValueError(msg)

    @property
    def start(self) -> datetime:
        """The first instant, UTC."""
        return _midnight(self.monday, self.zone)

    @property
    def end(self) -> datetime:
        """The first instant that is no longer in it, UTC."""
        return _midnight(self.monday + timedelta(days=7), self.zone)

    def back(self, weeks: int) -> "Week":
        """Return the week so many weeks earlier; later where negative."""
        return Week(self.monday - timedelta(weeks=weeks), self.zone)

    def holds(self, moment: datetime) -> bool:
        """Tell whether an aware `moment` falls into this week."""
        return self.start <= moment < self.end


@lru_cache(maxsize=4096)
def _midnight(day: date, zone: str) -> datetime:
    # Asked for again with every note of a year.
    # Where clocks skip midnight (Beirut, Havana), fold 0 names the instant of the change itself.
    return datetime.combine(day, time.min, tzinfo=ZoneInfo(zone)).astimezone(UTC)
