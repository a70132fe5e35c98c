"""Tries the comparison of weeks on simulated people: what it raises for nothing, what it finds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from voicejournal.findings.change import follow
from voicejournal.findings.replay import Replayed, replay
from voicejournal.findings.thresholds import DEFAULT, Thresholds
from voicejournal.findings.watched import BY_NAME
from voicejournal.model.week import Week
from voicejournal.testing.people import Life, Person, a_person

LIVES: Mapping[str, Life] = MappingProxyType(
    {
        "one note a day": Life(notes_per_week=7.0),
        "6 notes a week": Life(),
        "3 notes a week": Life(notes_per_week=3.0),
        "days resemble each other more (.5)": Life(day_correlation=0.5),
        "heavy tails": Life(tails=3.0),
        "notes of 15 s of speech": Life(speech_s=15.0),
    }
)
SHIFTS = (1.0, 1.5)
"""Of one whole domain and one measure of another, in a person's own spreads."""
WITHIN_DAYS = (14, 28, 42)
WEEKS_AFTER = 6
"""How long a shift is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one kind of life."""

    life: str
    people: int
    months: float
    """That people without a change lived with a known usual."""
    flags: int
    """Changes that they were told all the same."""
    found: Mapping[float, Mapping[int, float]]
    """Shift in spreads → days → share of people in whom it was told within so many days."""

    @property
    def per_month(self) -> float:
        """False flags per patient-month, over everything that is watched together."""
        return self.flags / self.months if self.months else 0.0


def try_out(
    name: str, life: Life, *, people: int, seed: int = 1, thresholds: Thresholds = DEFAULT
) -> Outcome:
    """Let people live without a change, and others with one.

    Args:
        name: Of the life, for the table.
        life: How they live.
        people: How many of each.
        seed: Of every draw.
        thresholds: How far is too far.
    """
    steady = [followed(one, thresholds) for one in _people(life, people, seed)]
    return Outcome(
        life=name,
        people=people,
        months=sum(one.months for one in steady),
        flags=sum(one.flags for one in steady),
        found={shift: _found(life, shift, people, seed, thresholds) for shift in SHIFTS},
    )


def followed(
    person: Person, thresholds: Thresholds = DEFAULT, weeks: tuple[Week, ...] | None = None
) -> Replayed:
    """Replay a person's weeks; None: all of them."""
    diary = follow(
        person.notes, found=person.found, check_ins=person.check_ins, thresholds=thresholds
    )
    return replay(diary, person.weeks if weeks is None else weeks)


def _found(
    life: Life, shift: float, people: int, seed: int, thresholds: Thresholds
) -> dict[int, float]:
    moved = replace(life, shift=shift, weeks=life.since_week + WEEKS_AFTER)
    domains = {*life.domains, *(BY_NAME[name].domain for name in life.measures)}
    delays = []
    for one in _people(moved, people, seed + 1 + int(10 * shift)):
        after = one.weeks[life.since_week :]
        delays.append(followed(one, thresholds, after).found_within(after[0], domains))
    within = {days: [one for one in delays if one and one <= days] for days in WITHIN_DAYS}
    return {days: len(found) / people for days, found in within.items()}


def _people(life: Life, count: int, seed: int) -> Iterator[Person]:
    for one in np.random.default_rng(seed).spawn(count):
        yield a_person(life, one)
