"""Simulated people: diaries of notes, ratings and questionnaires with a known change, or none.

Nobody's voice is in them. Each measure is a number that wanders from day to day around a person's
own middle: neighbouring days resemble each other, measures of one domain move together, now and
then a day is odd. So the comparison of weeks can be tried where the truth is known.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from voicejournal.findings.watched import RATING, WATCHED, WORDING, Watched
from voicejournal.model.change import Domain
from voicejournal.model.checkin import MOOD, CheckIn, CheckInId
from voicejournal.model.finding import Finding, NoteFindings
from voicejournal.model.note import NoteId, NoteView
from voicejournal.model.text import Text
from voicejournal.model.units import Missing, Span
from voicejournal.model.week import Week
from voicejournal.testing.notes import a_note

MONDAY = date(2026, 1, 5)
WARM_UP_DAYS = 30
PERSON_SPREAD = 0.3
"""ln; how much people differ in how much they vary."""
MIDDLE_SPREADS = 2.0
"""How far people's own middles lie apart, in within-person spreads."""
WEEKEND_SPREADS = 0.2
BETWEEN_DOMAINS = 0.1
SPEECH_SPREAD = 0.25
"""ln; of the length of one person's notes."""
WORDS_PER_S = 2.3
QUESTIONNAIRE_DAYS = 14
QUESTIONNAIRE_MATTERS = 5.0
"""Points; PHQ-9 (Kroenke 2012)."""
QUESTIONNAIRE_ERROR = 1.4
"""Standard error of measurement of a PHQ-9, in points (Löwe et al. 2004)."""
SHARES: Mapping[str, tuple[float, float]] = {
    "wording.first_person_share": (0.04, 0.12),
    "wording.absolutist_share": (0.004, 0.02),
    "wording.negation_share": (0.01, 0.04),
}
"""Between which people's own shares lie (assumed)."""
DAY_SHARE_SPREAD = 0.25
"""ln; how much a share differs from note to note besides the chance of counting (assumed)."""
MIDDLES: Mapping[str, float] = {
    "pause_median": 0.6,
    "pause_fraction": 0.25,
    "pause_p90": 1.2,
    "long_pause_rate": 3.0,
    "run_median": 2.2,
    "articulation_rate": 4.4,
    "speech_rate": 3.5,
    "words_per_minute": 130.0,
    "pitch_movement": 0.9,
    "pitch_sd": 2.7,
    "pitch_range": 8.6,
    "intensity_sd": 5.2,
    "level": -24.0,
    "hnr": 12.0,
    "cpps": 14.0,
    "jitter": 1.6,
    "shimmer": 0.95,
}
FACTORS: tuple[Watched, ...] = (*WATCHED, RATING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """How simulated people live and record."""

    weeks: int = 26
    notes_per_week: float = 6.0
    speech_s: float = 40.0
    """Seconds of speech in a typical note."""
    later_speech_s: float | None = None
    """The same from `since_week` on, where notes get shorter or longer."""
    day_correlation: float = 0.3
    domain_correlation: float = 0.5
    tails: float = 5.0
    """Degrees of freedom of a day's chance: 3 is wild, 5 lively, 30 nearly normal."""
    shift: float = 0.0
    """What moves, by so many of a person's own spreads, from `since_week` on."""
    domains: frozenset[Domain] = frozenset({"pausing"})
    """That move whole."""
    measures: frozenset[str] = frozenset({"pitch_sd"})
    """That move alone."""
    since_week: int = 14
    weeks_of_ramp: int = 0
    """A shift that grows for so long."""
    new_phone_week: int | None = None
    """From then on another microphone: loudness and voice quality jump by three spreads."""
    voice_only: bool = False
    """Without wording, ratings and questionnaires."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """All that one simulated person recorded and answered."""

    notes: tuple[NoteView, ...]
    found: Mapping[NoteId, NoteFindings]
    check_ins: tuple[CheckIn, ...]
    weeks: tuple[Week, ...]


def a_person(life: Life, chance: np.random.Generator) -> Person:
    """Live through a diary.

    Args:
        life: How.
        chance: Where every draw comes from: the same seed is the same person.
    """
    days = 7 * life.weeks
    states = _states(life, chance)
    speech = _speech(life, chance)
    recorded = np.flatnonzero(chance.random(days) < life.notes_per_week / 7)
    hour = chance.uniform(8, 21)
    spread = np.exp(chance.normal(0, PERSON_SPREAD, len(FACTORS)))
    middle = chance.normal(0, MIDDLE_SPREADS, len(FACTORS))
    values = _values(states, speech, spread, middle)
    hours = np.clip(hour + chance.normal(0, 1.5, days), 0.1, 23.8)
    notes = tuple(_note(int(day), values[day], speech[day], hours[day], life) for day in recorded)
    return Person(
        notes=notes,
        found={} if life.voice_only else _worded(notes, chance),
        check_ins=() if life.voice_only else _answers(recorded, states[:, -1], chance),
        weeks=tuple(Week(MONDAY, "UTC").back(-week) for week in range(life.weeks)),
    )


def _states(life: Life, chance: np.random.Generator) -> NDArray[np.float64]:
    """Return how far each factor lies from a person's middle, in spreads, shape (days, factors)."""
    days = 7 * life.weeks
    domains = np.array([one.domain for one in FACTORS])
    signs = np.array([one.sign for one in FACTORS])
    together = np.where(domains[:, None] == domains[None], life.domain_correlation, BETWEEN_DOMAINS)
    np.fill_diagonal(together, 1.0)
    drawn = chance.standard_t(life.tails, (WARM_UP_DAYS + days, len(FACTORS)))
    drawn *= np.sqrt((life.tails - 2) / life.tails)
    drawn = drawn @ np.linalg.cholesky(together).T
    states = np.zeros_like(drawn)
    for day in range(1, len(drawn)):
        fresh = np.sqrt(1 - life.day_correlation**2) * drawn[day]
        states[day] = life.day_correlation * states[day - 1] + fresh
    lived = states[WARM_UP_DAYS:] * signs
    weekend = np.arange(days) % 7 >= 5  # noqa: PLR2004 (Saturday)
    lived += weekend[:, None] * chance.normal(0, WEEKEND_SPREADS, len(FACTORS))
    shifted: NDArray[np.float64] = lived + _moved(life) * signs
    return shifted


def _moved(life: Life) -> NDArray[np.float64]:
    """Return the planted change and the new phone, in spreads, shape (days, factors)."""
    day = np.arange(7 * life.weeks)
    since = day - 7 * life.since_week
    grown = np.clip((since + 1) / max(7 * life.weeks_of_ramp, 1), 0, 1)
    planted = [one.domain in life.domains or one.name in life.measures for one in FACTORS]
    moved: NDArray[np.float64] = life.shift * grown[:, None] * np.array(planted)
    if life.new_phone_week is not None:
        heard = np.array([one.domain in {"energy", "quality"} for one in FACTORS])
        moved = moved + 3.0 * (day >= 7 * life.new_phone_week)[:, None] * heard
    return moved


def _speech(life: Life, chance: np.random.Generator) -> NDArray[np.float64]:
    days = np.arange(7 * life.weeks)
    later = life.later_speech_s or life.speech_s
    typical = np.where(days >= 7 * life.since_week, later, life.speech_s)
    lengths: NDArray[np.float64] = typical * np.exp(chance.normal(0, SPEECH_SPREAD, len(days)))
    return np.maximum(lengths, 10.5)


def _values(
    states: NDArray[np.float64],
    speech: NDArray[np.float64],
    spread: NDArray[np.float64],
    middle: NDArray[np.float64],
) -> list[dict[str, float]]:
    columns = {}
    for at, one in enumerate(WATCHED):
        width = np.sqrt(1 - one.chance + one.chance * 20.0 / speech)
        away = middle[at] + states[:, at] * spread[at] * width
        columns[one.name] = one.scaled(MIDDLES[one.name]) + one.prior_sd * away
    return [
        {one.name: one.unscaled(float(columns[one.name][day])) for one in WATCHED}
        for day in range(len(states))
    ]


def _note(
    day: int, measures: Mapping[str, float], speech: float, hour: float, life: Life
) -> NoteView:
    moved = life.new_phone_week is not None and day >= 7 * life.new_phone_week
    return a_note(
        measures=measures,
        duration=float(speech),
        note_id=f"day-{day}",
        recorded_at=_at(day, hour),
        zone="UTC",
        device_key="new phone" if moved else "phone",
    )


def _worded(notes: tuple[NoteView, ...], chance: np.random.Generator) -> dict[NoteId, NoteFindings]:
    """Return how often each note says what: counted words, around shares of the person's own."""
    own = {one.name: chance.uniform(*SHARES[one.name]) for one in WORDING}
    found = {}
    for note in notes:
        words = int(note.duration * WORDS_PER_S)
        found[note.note_id] = NoteFindings(
            findings=tuple(_counted(kind, share, words, chance) for kind, share in own.items())
        )
    return found


def _counted(kind: str, own: float, words: int, chance: np.random.Generator) -> Finding:
    share = min(own * float(np.exp(chance.normal(0, DAY_SHARE_SPREAD))), 0.5)
    return Finding(
        kind=kind,
        claim=Text(en=".", fr="."),
        value=float(chance.binomial(words, share)) / words,
        unit="1",
        evidence=(Span(0.0, 1.0),),
    )


def _answers(
    recorded: NDArray[np.int64], mood: NDArray[np.float64], chance: np.random.Generator
) -> tuple[CheckIn, ...]:
    usual, level = chance.uniform(3, 8), chance.uniform(4, 16)
    ratings = [
        _check_in(MOOD, int(day), float(np.clip(np.round(usual + 1.5 * mood[day]), 0, 10)))
        for day in recorded
    ]
    forms = [
        _check_in(
            "phq-9",
            day,
            float(np.clip(np.round(level + chance.normal(0, QUESTIONNAIRE_ERROR)), 0, 27)),
        )
        for day in range(0, len(mood), QUESTIONNAIRE_DAYS)
    ]
    return (*ratings, *forms)


def _check_in(instrument: str, day: int, score: float | Missing) -> CheckIn:
    return CheckIn(
        check_in_id=CheckInId(f"{instrument}-{day}"),
        instrument=instrument,
        answered_at=_at(day, 20.0),
        zone="UTC",
        replies=(),
        score=score,
        higher_is_better=instrument == MOOD,
        change_that_matters=None if instrument == MOOD else QUESTIONNAIRE_MATTERS,
    )


def _at(day: int, hour: float) -> datetime:
    start = datetime(MONDAY.year, MONDAY.month, MONDAY.day, tzinfo=UTC)
    return start + timedelta(days=day, hours=float(hour))
