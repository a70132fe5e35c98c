"""What is usual for one person, and a measure that left it."""

from dataclasses import dataclass
from typing import Literal

from voicejournal.model.evidence import Answered
from voicejournal.model.note import NoteView
from voicejournal.model.units import Missing

Direction = Literal["up", "down"]
Domain = Literal[
    "pausing", "tempo", "pitch", "energy", "quality", "wording", "rating", "questionnaire"
]
Stretch = Literal["week", "four weeks"]
"""What was held against the usual: a week, or four of them where one says too little."""
MIN_SPEECH_S = 10.0
"""Speech a note needs to be compared at all.

One note of less than twenty seconds says little by itself, and its numbers are marked
uncertain. It is compared all the same: half-minute diaries, the commonest kind, hold about
fifteen seconds of speech. What it says weighs as much less as its chance is larger; simulated,
that finds more than leaving it out and raises no more false alarms.
"""
SHORT = "short"
"""The caveat of a recording with less than twenty seconds of speech."""
DOMAINS: tuple[Domain, ...] = ("pausing", "tempo", "pitch", "energy", "quality")
"""Domains of the voice."""
REMEMBERED_WEEKS = 16
"""Weeks before a week whose notes are needed to compare it.

Twelve for the usual of four weeks, four to know what was already told.
"""
FURTHEST_WEEKS = 4
"""How far back the beginning of a change that stands is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """One measure's usual value and range, from this person's own notes before the week."""

    measure: str
    unit: str
    value: float
    """Median of the notes, in `unit`; of wording, the mean."""
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
    """Median of the notes of `span`, in `unit`; of wording the mean, of an instrument its score."""
    usual: float
    """In `unit`; of a questionnaire, the score that it is held against."""
    unit: str
    deviation: float
    """Mean of the notes in this person's own spreads, signed."""
    strength: float
    """`deviation` over its standard error, signed: what the thresholds look at."""
    domain_strength: float
    """The same of the whole domain; its sign says whether the domain rose or fell."""
    notes: int
    """Notes, ratings or questionnaires that say so."""
    learned_from: int
    span: Stretch = "week"
    weeks_since: int = 0
    """Weeks since it was first told; 0: it is new."""
    answers: tuple[Answered, ...] = ()
    """What it rests on where it was answered instead of heard, oldest first."""
    matters: float | None = None
    """Of a questionnaire: the published difference that is more than chance, in points."""


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
    """What left the usual and was not told before, strongest first."""
    standing: tuple[Change, ...] = ()
    """What was told in an earlier week and is still so, strongest first."""
    device_learned_from: int | None = None
    """Notes known of a microphone or format that is still new; None: none is."""
    hours: tuple[float, float] | None = None
    """The usual hour and this week's, by the patient's clock, where they are far apart."""
    silent_days: int | None = None
    """Days between the last note before the week and its first one, where they are many."""

    def of(self, measure: str) -> Usual | None:
        """Return what is usual of `measure`, None while it is being learned."""
        return next((one for one in self.usual if one.measure == measure), None)


def long_enough(note: NoteView) -> bool:
    """Tell whether a note holds enough speech to be compared with others."""
    return not isinstance(note.voice, Missing) and note.voice.speech_seconds >= MIN_SPEECH_S


def sure_values(note: NoteView) -> dict[str, float]:
    """Return every measure of a note that is neither missing nor uncertain."""
    if isinstance(note.voice, Missing):
        return {}
    # A note that is merely short is unsure by itself alone; see `MIN_SPEECH_S`.
    merely_short = set(note.voice.caveats) == {SHORT}
    return {
        one.name: one.value
        for one in note.voice.measures
        if (merely_short or one.quality == "ok") and not isinstance(one.value, Missing)
    }
