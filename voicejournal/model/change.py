"""What is usual for one person, and a measure that left it."""

from dataclasses import dataclass
from typing import Literal

from voicejournal.model.note import NoteView
from voicejournal.model.units import Missing

Direction = Literal["up", "down"]
Domain = Literal["pausing", "tempo", "pitch", "energy"]
MIN_SPEECH_S = 10.0
"""Speech a note needs to be compared at all.

One note of less than twenty seconds says little by itself, and its numbers are marked
uncertain. A week of them is compared all the same: the yardstick is this person's own spread,
which holds the chance of notes as short, and at least three notes are averaged. Half-minute
diaries, the commonest kind, hold about fifteen seconds of speech.
"""
SHORT = "short"
"""The caveat of a recording with less than twenty seconds of speech."""
DOMAINS: tuple[Domain, ...] = ("pausing", "tempo", "pitch", "energy")


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """One measure's usual value and range, from this person's own notes before the week."""

    measure: str
    unit: str
    value: float
    """Median of the notes, in `unit`."""
    band: tuple[float, float]
    """Median ± 2 robust spreads, in `unit`."""
    notes: int
    """Notes it was learned from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A measure that left this person's usual during a week."""

    measure: str
    domain: Domain
    direction: Direction
    value: float
    """Median of the week's notes, in `unit`."""
    usual: float
    unit: str
    deviation: float
    """Mean of the week's notes in this person's own spreads, signed."""
    strength: float
    """`deviation` over its standard error, signed: what the thresholds look at."""
    domain_strength: float
    """The same of the whole domain; its sign says whether the domain rose or fell."""
    notes: int
    learned_from: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One week beside this person's own usual."""

    notes: int
    """Notes of the week that are long enough to compare."""
    learned_from: int
    """Notes before the week that could be learned from."""
    needed: int
    """Notes from which a usual is spoken of at all."""
    needed_in_week: int
    """Notes a week needs before it is compared."""
    usual: tuple[Usual, ...] = ()
    """One per measure that is known well enough."""
    changes: tuple[Change, ...] = ()
    """Strongest first."""

    def of(self, measure: str) -> Usual | None:
        """Return what is usual of `measure`, None while it is being learned."""
        return next((one for one in self.usual if one.measure == measure), None)


def long_enough(note: NoteView) -> bool:
    """Tell whether a note holds enough speech to be compared with others."""
    return not isinstance(note.voice, Missing) and note.voice.speech_seconds >= MIN_SPEECH_S


def sure_value(note: NoteView, measure: str) -> float | None:
    """Return a measure's value, None where it is missing or uncertain."""
    if isinstance(note.voice, Missing):
        return None
    found = note.voice.measure(measure)
    # A note that is merely short is unsure by itself alone; see `MIN_SPEECH_S`.
    sure = found.quality == "ok" or set(note.voice.caveats) == {SHORT}
    return found.value if sure and not isinstance(found.value, Missing) else None
