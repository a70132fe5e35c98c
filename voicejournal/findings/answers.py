"""Questionnaires: a score that left the last one spoken of by more than chance.

An instrument answered every few weeks has no spread of its own to learn. Its published change
stands in: the smallest difference that is more than the instrument's own unsteadiness.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from voicejournal.findings.readings import POINTS, as_evidence
from voicejournal.model.change import Change
from voicejournal.model.checkin import MOOD, CheckIn
from voicejournal.model.units import Missing
from voicejournal.model.week import Week

MORE_THAN_CHANCE = 1.96
"""Standard errors that a published reliable change stands for (Jacobson & Truax 1991)."""


def answer_changes(check_ins: Iterable[CheckIn], week: Week) -> tuple[Change, ...]:
    """Return what changed in the questionnaires of a week.

    Every score is held against the last one spoken of, at first the first ever. So a drift in
    small steps is found once it adds up, and one that lasts is told once.
    """
    usable = sorted(
        (one for one in check_ins if _usable(one) and one.answered_at < week.end),
        key=lambda one: (one.instrument, one.answered_at),
    )
    series = (list(found) for _, found in groupby(usable, key=lambda one: one.instrument))
    return tuple(change for one in series for change in _last_of(one, week))


def _last_of(series: Sequence[CheckIn], week: Week) -> Iterator[Change]:
    """Yield the change of one instrument in a week, if it has one: the last, if several."""
    told = [pair for pair in _told(series) if week.holds(pair[1].answered_at)]
    if told:
        yield _change(*told[-1], answered=len(series))


def _told(series: Sequence[CheckIn]) -> Iterator[tuple[CheckIn, CheckIn]]:
    spoken_of = series[0]
    for one in series[1:]:
        matters = one.change_that_matters
        if matters is not None and abs(_score(one) - _score(spoken_of)) >= matters:
            yield spoken_of, one
            spoken_of = one


def _change(before: CheckIn, now: CheckIn, *, answered: int) -> Change:
    apart = _score(now) - _score(before)
    times = apart / (now.change_that_matters or 1.0)
    return Change(
        measure=now.instrument,
        domain="questionnaire",
        direction="up" if apart > 0 else "down",
        value=_score(now),
        usual=_score(before),
        unit=POINTS,
        deviation=times,
        strength=times * MORE_THAN_CHANCE,
        domain_strength=times * MORE_THAN_CHANCE,
        notes=1,
        learned_from=answered - 1,
        answers=(as_evidence(before), as_evidence(now)),
        matters=now.change_that_matters,
    )


def _usable(one: CheckIn) -> bool:
    return one.instrument != MOOD and not isinstance(one.score, Missing)


def _score(one: CheckIn) -> float:
    return as_evidence(one).score
