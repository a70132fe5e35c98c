"""How the answers of a week stand against those before it."""

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from voicejournal import MOOD, Answered, CheckIn, Missing, Text, WeekView, number

MOOD_MATTERS = 2.0
"""Points of ten from which two mood ratings differ; assumed: no published value fits."""
RATINGS = 3
"""Ratings of the week, and before it, from which their medians are compared."""
LOOKED_BACK = 12
"""Ratings before the week that the usual one is taken from."""
MOOD_TITLE = Text(en="the mood rating", fr="l’humeur notée")


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One instrument, this week and before."""

    instrument: str
    before: float
    now: float
    matters: float | None
    """Points from which it is a change, None where nobody published them."""
    better: bool
    """Whether the score moved to the side on which things go well; False if it did not move."""
    evidence: tuple[Answered, ...]
    """Newest first."""
    median: bool = False
    """Both are medians of several ratings."""

    @property
    def points(self) -> float:
        """How far it moved."""
        return abs(self.now - self.before)

    @property
    def counts(self) -> bool:
        """Whether the move is as large as a change that is more than chance."""
        return self.matters is not None and self.points >= self.matters

    @property
    def worse(self) -> bool:
        """Whether it moved, by as much as counts, to the side on which things go badly."""
        return self.counts and not self.better


def title(instrument: str) -> Text:
    """Return the name of an instrument as people read it."""
    return MOOD_TITLE if instrument == MOOD else Text(instrument.upper(), instrument.upper())


def moves(week: WeekView) -> tuple[Move, ...]:
    """Return how each instrument answered in the week moved against what was answered before."""
    names = sorted({one.instrument for one in week.check_ins})
    found = (_move(week, name) for name in names)
    return tuple(one for one in found if one is not None)


def _move(week: WeekView, instrument: str) -> Move | None:
    scored = [
        one
        for one in week.check_ins
        if one.instrument == instrument and not isinstance(one.score, Missing)
    ]
    during = [one for one in scored if week.week.holds(one.answered_at)]
    before = [one for one in scored if one.answered_at < week.week.start][-LOOKED_BACK:]
    if not during or not (before or during[1:]):
        return None
    if instrument == MOOD and min(len(during), len(before)) >= RATINGS:
        return _of_medians(during, before)
    earlier = before[-1] if before else during[0]
    return _between(earlier, during[-1])


def _of_medians(during: Sequence[CheckIn], before: Sequence[CheckIn]) -> Move:
    return _made(
        during[-1],
        before=statistics.median(_scores(before)),
        now=statistics.median(_scores(during)),
        evidence=(*during[::-1], *before[:-4:-1]),
        median=True,
    )


def _between(earlier: CheckIn, later: CheckIn) -> Move:
    (before,), (now,) = tuple(_scores([earlier])), tuple(_scores([later]))
    return _made(later, before=before, now=now, evidence=(later, earlier))


def _made(
    one: CheckIn,
    *,
    before: float,
    now: float,
    evidence: Sequence[CheckIn],
    median: bool = False,
) -> Move:
    mood = MOOD_MATTERS if one.instrument == MOOD else None
    return Move(
        instrument=one.instrument,
        before=before,
        now=now,
        matters=one.change_that_matters or mood,
        better=(now > before) if one.higher_is_better else (now < before),
        evidence=tuple(answered(check_in) for check_in in evidence),
        median=median,
    )


def _scores(check_ins: Sequence[CheckIn]) -> Iterator[float]:
    return (one.score for one in check_ins if not isinstance(one.score, Missing))


def answered(check_in: CheckIn) -> Answered:
    """Return a check-in as evidence."""
    score = 0.0 if isinstance(check_in.score, Missing) else check_in.score
    return Answered(
        check_in_id=check_in.check_in_id,
        instrument=check_in.instrument,
        answered_at=check_in.answered_at,
        score=score,
    )


def points(value: float) -> Text:
    """Write a score: whole where it is."""
    return number(value, 0 if value == round(value) else 1)
