"""How it has been, for the patient alone: how often they spoke, and against their own usual."""

from dataclasses import dataclass
from datetime import date

from voicejournal.model.summary import Series
from voicejournal.model.text import Text
from voicejournal.model.week import Week


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day of a diary."""

    on: date
    spoken: int
    """Notes."""
    typed: int = 0
    ahead: bool = False
    """It is still to come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What one week comes to."""

    week: Week
    days: tuple[Day, ...]
    """Seven of them, Monday first."""
    minutes: float

    @property
    def spoken_days(self) -> int:
        """Days on which there is a spoken note."""
        return sum(day.spoken > 0 for day in self.days)

    @property
    def notes(self) -> int:
        """Spoken notes."""
        return sum(day.spoken for day in self.days)

    @property
    def typed(self) -> int:
        """Typed notes."""
        return sum(day.typed for day in self.days)


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceTrend:
    """Pace, or pauses: what is said of this week in words, and the picture of many."""

    said: Text
    series: Series


@dataclass(frozen=True, slots=True, kw_only=True)
class Trends:
    """All of it."""

    week: Week
    """The one that runs."""
    tallies: tuple[Tally, ...]
    """Of the last weeks, oldest first; the last is `week`."""
    often: tuple[Text, ...]
    """How often they spoke, in words."""
    ratings: tuple[Text, ...]
    """What they answered this week, in words."""
    voices: tuple[VoiceTrend, ...]
