"""What left the usual in one week, whether or not it was told before."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from voicejournal.findings.baseline import Baseline, learn
from voicejournal.findings.readings import (
    History,
    Read,
    Reading,
    day_of,
    main_device,
    readings_of,
)
from voicejournal.findings.shift import Shift, domain_strength
from voicejournal.findings.thresholds import NEEDED_IN_MONTH, NEEDED_IN_WEEK, Thresholds
from voicejournal.findings.watched import RATING, WATCHED, WORDING, Watched
from voicejournal.model.change import DOMAINS, Change, Domain, Stretch
from voicejournal.model.week import Week

BASELINE_WEEKS = 8
"""A usual is learned from the 56 days before a span."""
MONTH_WEEKS = 4
WEEK_DAYS = 7.0
NEARLY = 0.7
"""Share of the best strength at which a plainer measure is preferred for the sentence."""


@dataclass(frozen=True, kw_only=True)
class Weighing:
    """One week on the scales."""

    before: tuple[Read, ...]
    during: tuple[Read, ...]
    baselines: tuple[Baseline, ...]
    """One per measure that is known well enough."""
    changes: tuple[Change, ...]
    """Strongest first; of each domain those of the week, or where it says nothing, of a month."""


def weigh(history: History, week: Week, thresholds: Thresholds) -> Weighing:
    """Hold a week, and the four weeks that end with it, against what was usual before them."""
    before = history.between(week.back(BASELINE_WEEKS).start, week.start)
    during = history.between(week.start, week.end)
    before, during = _one_method(before, during)
    start = day_of(week.start)
    known = tuple(_pairs(history, before, during, start, (*WATCHED, *WORDING)))
    rated = _rating(history, week)
    told = _changes(_shifts((*known, *rated), NEEDED_IN_WEEK, WEEK_DAYS), thresholds)
    untold = [domain for domain in DOMAINS if all(one.domain != domain for one in told)]
    slow = _slow_changes(history, week, untold, thresholds) if during else ()
    changes = (*told, *slow)
    return Weighing(
        before=before,
        during=during,
        baselines=tuple(baseline for baseline, _ in (*known, *rated)),
        changes=tuple(sorted(changes, key=lambda one: -abs(one.strength))),
    )


def _slow_changes(
    history: History, week: Week, domains: Sequence[Domain], thresholds: Thresholds
) -> tuple[Change, ...]:
    """Find what moves too slowly for one week to show: domains of the voice, over four weeks."""
    start = week.back(MONTH_WEEKS - 1).start
    before = history.between(week.back(MONTH_WEEKS - 1 + BASELINE_WEEKS).start, start)
    before, during = _one_method(before, history.between(start, week.end))
    watched = [one for one in WATCHED if one.domain in domains]
    pairs = _pairs(history, before, during, day_of(start), watched)
    shifts = _shifts(pairs, NEEDED_IN_MONTH, MONTH_WEEKS * WEEK_DAYS)
    found: list[Change] = []
    for domain in domains:
        members = [one for one in shifts if one.watched.domain == domain]
        total = domain_strength(members)
        if abs(total) > thresholds.month:
            lead = _lead(members, total, thresholds)
            found += [_change(lead, total, "four weeks")] if lead else []
    return tuple(found)


Pair = tuple[Baseline, list[Reading]]


def _pairs(
    history: History,
    before: Sequence[Read],
    during: Sequence[Read],
    start: float,
    watched: Iterable[Watched],
) -> Iterator[Pair]:
    """Yield each measure that is known well enough, with its readings of the span."""
    for one in watched:
        main = main_device(during, one.name)
        learned = learn(one, history.unit(one.name), readings_of(before, one, main), start)
        if learned:
            yield learned, readings_of(during, one, main)


def _rating(history: History, week: Week) -> tuple[Pair, ...]:
    before = history.rated(week.back(BASELINE_WEEKS).start, week.start)
    learned = learn(RATING, history.unit(RATING.name), before, day_of(week.start))
    return ((learned, list(history.rated(week.start, week.end))),) if learned else ()


def _shifts(pairs: Iterable[Pair], needed: int, days: float) -> list[Shift]:
    return [Shift(learned, during, days) for learned, during in pairs if len(during) >= needed]


def _changes(shifts: Sequence[Shift], thresholds: Thresholds) -> tuple[Change, ...]:
    found: list[Change] = []
    for domain in DOMAINS:
        members = [one for one in shifts if one.watched.domain == domain]
        total = domain_strength(members)
        lead = _lead(members, total, thresholds) if abs(total) > thresholds.domain else None
        alone = [one for one in members if _stands_alone(one, thresholds)]
        chosen = {one.watched.name: one for one in (lead, *alone) if one}
        found += [_change(one, total) for one in chosen.values() if one.visible]
    for one in shifts:
        if one.watched.domain not in DOMAINS and _stands_alone(one, thresholds) and one.visible:
            found.append(_change(one, one.strength))
    return tuple(found)


def _lead(members: Sequence[Shift], total: float, thresholds: Thresholds) -> Shift | None:
    """Return the plainest of the measures that show a domain's change about equally well."""
    along = [
        one
        for one in members
        if one.watched.sign * one.deviation * total > 0
        and abs(one.deviation) >= thresholds.lead_deviation
        and one.visible
    ]
    best = max((abs(one.strength) for one in along), default=0.0)
    return next((one for one in along if abs(one.strength) >= NEARLY * best), None)


def _stands_alone(shift: Shift, thresholds: Thresholds) -> bool:
    # A rating is a domain by itself: nothing else says the same.
    needed = thresholds.domain if shift.watched is RATING else thresholds.measure
    strong = abs(shift.strength) > needed
    return strong and abs(shift.deviation) >= thresholds.measure_deviation


def _change(shift: Shift, total: float, span: Stretch = "week") -> Change:
    return Change(
        measure=shift.watched.name,
        domain=shift.watched.domain,
        direction="up" if shift.deviation > 0 else "down",
        value=shift.value,
        usual=shift.baseline.usual.value,
        unit=shift.baseline.unit,
        deviation=shift.deviation,
        strength=shift.strength,
        domain_strength=total,
        notes=len(shift.readings),
        learned_from=shift.baseline.notes,
        span=span,
    )


def _one_method(
    before: tuple[Read, ...], during: tuple[Read, ...]
) -> tuple[tuple[Read, ...], tuple[Read, ...]]:
    """Leave out numbers that were taken by another method than the newest."""
    newest = (before + during)[-1].method if before or during else ""
    return (
        tuple(one for one in before if one.method == newest),
        tuple(one for one in during if one.method == newest),
    )
