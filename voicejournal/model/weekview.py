"""One week of one person as an analyzer sees it, and what it finds in it."""

from dataclasses import dataclass
from typing import Literal

from voicejournal.model.change import Comparison
from voicejournal.model.checkin import CheckIn
from voicejournal.model.evidence import Evidence
from voicejournal.model.finding import Finding, Gap, Provenance
from voicejournal.model.note import NoteId, NoteView
from voicejournal.model.programme import ExerciseDone
from voicejournal.model.text import Text
from voicejournal.model.units import Missing
from voicejournal.model.week import Week

WeekSection = Literal["safety", "discordance", "themes", "wording", "progress", "noticed"]
"""The part of the page that a finding about a week stands in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekView:
    """A week with what came before it: no name, no contact, no audio."""

    week: Week
    notes: tuple[NoteView, ...]
    """Of the week, oldest first."""
    earlier: tuple[NoteView, ...]
    """Before the week, oldest first, as far back as a usual is learned from."""
    findings: tuple[tuple[NoteId, Finding], ...]
    """What was found in each of those notes, in the order of the notes."""
    comparison: Comparison
    """The week beside this person's own usual."""
    check_ins: tuple[CheckIn, ...] = ()
    """Answered in the week or before it, oldest first."""
    exercises: tuple[ExerciseDone, ...] = ()
    """Done in the week or before it, oldest first; never a word that was written."""
    given: int = 0
    """Exercises that the clinician had given, and that were part of the programme this week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekFinding:
    """One claim about a week, with its evidence."""

    kind: str
    """Stored for ever, e.g. `themes.returning`."""
    section: WeekSection
    claim: Text
    """One plain sentence."""
    evidence: tuple[Evidence, ...]
    """What it rests on; never empty."""
    value: float | Missing
    unit: str
    usual: float | None = None
    """This person's own usual, in the same unit."""
    quote: str = ""
    """The patient's own words under the first moment, word for word."""
    context: Text | None = None
    """What stands small beside the claim."""
    provenance: Provenance | None = None
    """Written by the host; what a plugin puts here is overwritten."""

    def __post_init__(self) -> None:
        """Refuse a claim that nobody could check."""
        if not self.evidence:
            msg = f"a finding needs evidence: {self.kind}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekFindings:
    """All that was found in one week, and the analyzers that failed on it."""

    findings: tuple[WeekFinding, ...] = ()
    gaps: tuple[Gap, ...] = ()
