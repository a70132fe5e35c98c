"""Tells when a week left a person's usual, with an error budget instead of a feeling.

Single notes are not tested: any note beyond two spreads on any of twenty measures would
raise fourteen false alarms a month. A week's mean is, alone and with its domain; at these
thresholds simulated patients without a change raise 0.4 a month.
"""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from voicejournal.findings.baseline import (
    NEEDED_NOTES,
    Baseline,
    comparable,
    learn,
    on_one_device,
    split,
)
from voicejournal.findings.watched import WATCHED, Watched
from voicejournal.model.change import DOMAINS, Change, Comparison, sure_value
from voicejournal.model.note import NoteView
from voicejournal.model.week import Week

NEEDED_IN_WEEK = 3
CLIP = 4.0
"""One odd note counts for at most so many spreads."""
DAY_CORRELATION = 0.3
"""Correlation of one person's measures from one day to the next, assumed."""
MEDIAN_COST = 1.335
"""Variance of a median over that of a mean, for the sizes of baseline that occur (simulated)."""
MEASURE_CORRELATION = 0.5
"""Correlation between measures of one domain, assumed."""
MEASURE_STRENGTH = 3.75
MEASURE_DEVIATION = 0.8
DOMAIN_STRENGTH = 2.75
DOMAIN_DEVIATION = 0.5
"""Spreads that a domain's leading measure moved at least, or it would make no sentence."""
NEARLY = 0.7
DOMAIN_MEASURES = 2
"""A domain speaks with at least two measures; one alone is held to `MEASURE_STRENGTH`."""


@dataclass(frozen=True)
class _Shift:
    """One measure's week against its baseline."""

    baseline: Baseline
    values: tuple[float, ...]

    @property
    def watched(self) -> Watched:
        return self.baseline.watched

    @cached_property
    def deviation(self) -> float:
        scaled = [self.watched.scaled(value) for value in self.values]
        apart = [(one - self.baseline.centre) / self.baseline.spread for one in scaled]
        return statistics.fmean(min(max(one, -CLIP), CLIP) for one in apart)

    @cached_property
    def error(self) -> float:
        return standard_error(len(self.values), self.baseline.notes, self.baseline.span_days)

    @property
    def strength(self) -> float:
        return self.deviation / self.error


def compare(week: Week, notes: Sequence[NoteView]) -> Comparison:
    """Compare a week with the same person's notes before it.

    Args:
        week: The week.
        notes: All notes of the week and of the weeks before, in any order; notes after it
            and notes with too little speech are left out.
    """
    usable = comparable(notes, week)
    before, during = split(usable, week)
    baselines = [
        learned
        for watched in WATCHED
        if (learned := learn(watched, on_one_device(before, during, watched), week))
    ]
    shifts = [shift for one in baselines if (shift := _shift(one, during))]
    return Comparison(
        notes=len(during),
        learned_from=len(before),
        needed=NEEDED_NOTES,
        needed_in_week=NEEDED_IN_WEEK,
        usual=tuple(one.usual for one in baselines),
        changes=_changes(shifts),
    )


def standard_error(k: int, n: int, span_days: float) -> float:
    """Return the standard error of a week's mean deviation, in spreads.

    Args:
        k: Notes in the week.
        n: Notes of the baseline.
        span_days: Days that the baseline reaches over.
    """
    near = DAY_CORRELATION ** (7 / k)
    far = DAY_CORRELATION ** (span_days / n)
    week = (1 + 2 * sum((1 - j / k) * near**j for j in range(1, k))) / k
    baseline = MEDIAN_COST * (1 + far) / (1 - far) / n
    return math.sqrt(week + baseline)


def _shift(baseline: Baseline, during: Sequence[NoteView]) -> _Shift | None:
    watched = baseline.watched
    notes = on_one_device(during, during, watched)
    values = [value for note in notes if (value := sure_value(note, watched.name)) is not None]
    return _Shift(baseline, tuple(values)) if len(values) >= NEEDED_IN_WEEK else None


def _changes(shifts: Sequence[_Shift]) -> tuple[Change, ...]:
    found: list[Change] = []
    for domain in DOMAINS:
        members = [shift for shift in shifts if shift.watched.domain == domain]
        total = _domain_strength(members)
        leads = [_lead(members, total)] if abs(total) > DOMAIN_STRENGTH else []
        alone = [shift for shift in members if _stands_alone(shift)]
        chosen = {shift.watched.name: shift for shift in (*leads, *alone) if shift}
        found += [_change(shift, total) for shift in chosen.values() if _visible(shift)]
    return tuple(sorted(found, key=lambda one: -abs(one.strength)))


def _domain_strength(members: Sequence[_Shift]) -> float:
    p = len(members)
    if p < DOMAIN_MEASURES:
        return 0.0
    mean = statistics.fmean(shift.watched.sign * shift.deviation for shift in members)
    composite = mean / math.sqrt((1 + (p - 1) * MEASURE_CORRELATION) / p)
    return composite / max(shift.error for shift in members)


def _lead(members: Sequence[_Shift], total: float) -> _Shift | None:
    """Return the plainest of the measures that show a domain's change about equally well."""
    along = [
        shift
        for shift in members
        if shift.watched.sign * shift.deviation * total > 0
        and abs(shift.deviation) >= DOMAIN_DEVIATION
    ]
    best = max((abs(shift.strength) for shift in along), default=0.0)
    return next((shift for shift in along if abs(shift.strength) >= NEARLY * best), None)


def _stands_alone(shift: _Shift) -> bool:
    strong = abs(shift.strength) > MEASURE_STRENGTH
    return strong and abs(shift.deviation) >= MEASURE_DEVIATION


def _visible(shift: _Shift) -> bool:
    """Tell whether the medians that people read say the same as the mean deviation."""
    apart = statistics.median(shift.values) - shift.baseline.usual.value
    return apart * shift.deviation > 0


def _change(shift: _Shift, total: float) -> Change:
    return Change(
        measure=shift.watched.name,
        domain=shift.watched.domain,
        direction="up" if shift.deviation > 0 else "down",
        value=statistics.median(shift.values),
        usual=shift.baseline.usual.value,
        unit=shift.baseline.unit,
        deviation=shift.deviation,
        strength=shift.strength,
        domain_strength=total,
        notes=len(shift.values),
        learned_from=shift.baseline.notes,
    )
