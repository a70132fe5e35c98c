"""The programme: exercises of the library, those a clinician gave, and those that were done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NewType

from voicejournal.model.note import AccountId
from voicejournal.model.text import Text
from voicejournal.model.week import Week

ExerciseId = NewType("ExerciseId", str)
"""One doing of an exercise."""
GivenId = NewType("GivenId", str)

PROMPT = "prompt:"
"""In front of the name of a prompt that was given."""
SAFETY_PLAN = "safety-plan"
GROUNDING = "grounding"
HIGHEST_RATING = 10
"""Ratings before and after run from 0 to this."""
LONGEST_ANSWER = 2000
"""Characters of one answer (assumed: a long page)."""

StepKind = Literal["read", "words", "list", "scale", "breathe"]
STEP_KINDS: tuple[StepKind, ...] = ("read", "words", "list", "scale", "breathe")

Answers = Mapping[str, tuple[str, ...]]
"""What was written, by the name of the step; a list has a line for each entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of an exercise."""

    name: str
    kind: StepKind
    text: Text
    hint: Text | None = None
    lines: int = 1
    """Entries of a list."""
    breath_s: tuple[float, float] = (4.0, 6.0)
    """Seconds in and seconds out, where the step is to breathe."""

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of a form that this step has."""
        if self.kind == "list":
            return tuple(f"{self.name}-{at}" for at in range(self.lines))
        return (self.name,)

    def answers(self, given: Mapping[str, str]) -> tuple[str, ...]:
        """Return what a form says about this step; empty where nothing was written."""
        found = tuple(one for field in self.fields if (one := _kept(given.get(field, ""))))
        if self.kind == "scale":
            return tuple(one for one in found if rating(one) is not None)
        return found if self.kind in ("words", "list") else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A rule: what was found about a week that makes an exercise worth offering."""

    kind: str
    """How the kind of a finding begins, e.g. `wording.self_criticism`."""
    because: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """One exercise of the library."""

    name: str
    version: str
    title: Text
    about: Text
    """What it is and what it may be good for, in two sentences."""
    minutes: int
    steps: tuple[Step, ...]
    sources: tuple[str, ...]
    """Where it is described and what is known of it."""
    rating: Text | None = None
    """What is rated before and after; None: nothing is."""
    lower_is_better: bool = True
    """Distress falls, closeness rises, when it helped."""
    suggested_by: tuple[Suggestion, ...] = ()

    def answers(self, given: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
        """Return what a form says, step by step; what fits no step is left out."""
        read = ((step.name, step.answers(given)) for step in self.steps)
        return {name: written for name, written in read if written}


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """A question to speak about."""

    name: str
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An exercise or a prompt that a clinician gave to a patient: only this is shown as theirs."""

    given_id: GivenId
    name: str
    """Of the exercise; of a prompt after `prompt:`."""
    given_by: AccountId
    given_at: datetime
    """Aware, UTC."""
    words: str = ""
    """Why, in the clinician's words; the patient reads them."""
    per_week: int | None = None
    """How often a week; None: whenever it helps."""
    stopped_at: datetime | None = None

    @property
    def is_prompt(self) -> bool:
        """Whether it is a question to speak about."""
        return self.name.startswith(PROMPT)

    def touches(self, week: Week) -> bool:
        """Tell whether it was part of the programme at any time of a week."""
        stopped = self.stopped_at
        return self.given_at < week.end and (stopped is None or stopped > week.start)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseDone:
    """An exercise done once, as a page and an analyzer may know it: no word that was written.

    It is evidence too: a sentence about the programme rests on what was done, and when.
    """

    exercise_id: ExerciseId
    exercise: str
    """Its name in the library."""
    title: Text
    done_at: datetime
    """Aware, UTC."""
    before: int | None = None
    """Rating 0–10 before it; None: not rated."""
    after: int | None = None
    lower_is_better: bool = True
    given: bool = False
    """The clinician had given it."""

    @property
    def eased(self) -> float | None:
        """Points by which the rating moved to the better side; None: not rated twice."""
        if self.before is None or self.after is None:
            return None
        moved = self.before - self.after
        return float(moved if self.lower_is_better else -moved)


@dataclass(frozen=True, slots=True, kw_only=True)
class Worksheet:
    """An exercise done once, with what was written: sealed, for the patient and their carers."""

    done: ExerciseDone
    version: str
    zone: str
    """IANA name of the patient's zone when doing it."""
    answers: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """What was given to a patient and what they did, both oldest first."""

    given: tuple[Given, ...] = ()
    done: tuple[ExerciseDone, ...] = ()

    def done_before(self, end: datetime) -> tuple[ExerciseDone, ...]:
        """Return what was done before a moment."""
        return tuple(one for one in self.done if one.done_at < end)

    def given_in(self, week: Week) -> int:
        """Count the exercises that were part of the programme in a week."""
        return len({one.name for one in self.given if not one.is_prompt and one.touches(week)})


NO_PROGRAMME = Programme()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An exercise that was begun and left: as the form stood."""

    fields: Mapping[str, str]
    kept_at: datetime


def _kept(written: str) -> str:
    return written.strip()[:LONGEST_ANSWER]


def rating(written: str | None) -> int | None:
    """Read a rating from a form; None where it is none of 0 to 10."""
    if written is None or not (written.isascii() and written.isdecimal()):
        return None
    value = int(written)
    return value if value <= HIGHEST_RATING else None
