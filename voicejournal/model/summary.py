"""The weekly summary: the playable page as data."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from voicejournal.model.evidence import Answered, Evidence, Moment
from voicejournal.model.finding import Gap, Provenance
from voicejournal.model.note import NoteId
from voicejournal.model.text import Text
from voicejournal.model.week import Week

SectionKind = Literal[
    "safety",
    "changed",
    "discordance",
    "quotes",
    "themes",
    "wording",
    "voice",
    "noticed",
    "progress",
    "retold",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of the page. Without evidence it cannot be made."""

    kind: str
    text: Text
    evidence: tuple[Evidence, ...]
    quoted: bool = False
    """The patient's own words, in the language they were said."""
    value: float | None = None
    unit: str = ""
    usual: float | None = None
    """This person's own usual, in the same unit."""
    context: Text | None = None
    """What stands small beside the sentence, e.g. the silence before a quote."""
    provenance: tuple[Provenance, ...] = ()
    told_before: bool = False
    """It goes on since an earlier week, whose page told it first."""

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
    preface: Text | None = None
    """What a reader has to know first, e.g. that a machine worded what follows."""


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
    gaps: tuple[Gap, ...] = ()
    """Analyzers of the week that gave no answer."""
    answers: tuple[Answered, ...] = ()
    """Check-ins of the week, oldest first."""
    typed: tuple[NoteId, ...] = ()
    """Notes of the week that were typed, oldest first: people read them, no analyzer does."""

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence of the page, in reading order."""
        return tuple(one for section in self.sections for one in section.sentences)
