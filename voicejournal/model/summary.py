"""The weekly summary: the playable page as data."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from voicejournal.model.finding import Provenance
from voicejournal.model.note import NoteId
from voicejournal.model.text import Text
from voicejournal.model.units import Span


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

    def holds(self, moment: datetime) -> bool:
        """Tell whether an aware `moment` falls into this week."""
        return self.start <= moment < self.end


def _midnight(day: date, zone: str) -> datetime:
    # Where clocks skip midnight (Beirut, Havana), fold 0 names the instant of the change itself.
    return datetime.combine(day, time.min, tzinfo=ZoneInfo(zone)).astimezone(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A span of one note that is worth listening to."""

    note_id: NoteId
    recorded_at: datetime
    """Aware, UTC: which note, in a reader's terms."""
    span: Span


SectionKind = Literal["changed", "quotes", "voice", "noticed", "themes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of the page. Without evidence it cannot be made."""

    kind: str
    text: Text
    evidence: tuple[Moment, ...]
    quoted: bool = False
    """The patient's own words, in the language they were said."""
    value: float | None = None
    unit: str = ""
    usual: float | None = None
    """This person's own usual, in the same unit."""
    context: Text | None = None
    """What stands small beside the sentence, e.g. the silence before a quote."""
    provenance: tuple[Provenance, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a sentence that cannot be played."""
        if not self.evidence:
            msg = f"a sentence of the summary needs evidence: {self.kind}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A titled part of the page."""

    kind: SectionKind
    title: Text
    sentences: tuple[Sentence, ...]
    empty: Text
    """What stands there when nothing was found, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One note's value of one measure: a point on the chart, playable."""

    moment: Moment
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekPoint:
    """One week of one measure."""

    week: Week
    points: tuple[Point, ...]
    median: float | None
    """None in a week without a usable note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One measure over the weeks, with this person's own usual band where it is known."""

    measure: str
    title: Text
    unit: str
    weeks: tuple[WeekPoint, ...]
    band: tuple[float, float] | None
    """Usual range, median ± 2 robust spreads of the notes before; None: still learning."""
    learned_from: int
    """Notes that the band is made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklySummary:
    """One week of one patient, ready to be read in two minutes."""

    week: Week
    composed_at: datetime
    notes: int
    minutes: float
    pending: int
    """Notes whose words are still to be written down."""
    sections: tuple[Section, ...]
    series: tuple[Series, ...]
    caveats: tuple[Text, ...]
    limits: tuple[Text, ...]
    provenance: tuple[Provenance, ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence of the page, in reading order."""
        return tuple(one for section in self.sections for one in section.sentences)
