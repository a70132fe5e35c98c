"""Judges an analyzer of weeks by every rule that weeks share with notes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from voicejournal.findings.analyze import seen_by
from voicejournal.findings.week import analyze_week
from voicejournal.hooks.registered import RegisteredWeekAnalyzer
from voicejournal.model.weekview import WeekFinding, WeekView
from voicejournal.testing.conformance.budget import cost_of, over_budget
from voicejournal.testing.conformance.examples import each_part_missing_in
from voicejournal.testing.conformance.guard import UndeclaredReadError, guarded
from voicejournal.testing.conformance.rules import (
    Verdict,
    declares_itself,
    failures,
    first_broken,
    gives_numbers,
    reads_declared,
    speaks_both,
)


def week_verdicts(one: RegisteredWeekAnalyzer, weeks: Sequence[WeekView]) -> tuple[Verdict, ...]:
    """Judge an analyzer of weeks by every rule, on `weeks`.

    Evidence outside the week, foreign kinds and quotes that nobody said are refused by the
    service itself, so they come out as answers that it cannot take.
    """
    found = partial(_found_in_weeks, one, weeks)
    return (
        first_broken("says what it is", lambda: declares_itself(one.info)),
        first_broken("answers what can be taken", lambda: _answers_weeks(one, weeks)),
        first_broken("same week, same findings", lambda: _repeats_weeks(one, weeks)),
        first_broken("does without what is missing", lambda: _survives_weeks(one, weeks)),
        first_broken("reads what it declares", lambda: _reads_of_weeks(one, weeks)),
        first_broken("values are numbers or missing", lambda: gives_numbers(found())),
        first_broken("speaks English and French", lambda: speaks_both(found())),
        first_broken("keeps its budget", lambda: _costs(one, weeks)),
    )


def _answers_weeks(one: RegisteredWeekAnalyzer, weeks: Sequence[WeekView]) -> Iterator[str]:
    for week in weeks:
        yield from failures(analyze_week(week, [one]))


def _repeats_weeks(one: RegisteredWeekAnalyzer, weeks: Sequence[WeekView]) -> Iterator[str]:
    for week in weeks:
        same = analyze_week(week, [one]) == analyze_week(week, [one])
        yield "" if same else "the same week gave other findings the second time"


def _survives_weeks(one: RegisteredWeekAnalyzer, weeks: Sequence[WeekView]) -> Iterator[str]:
    for week in weeks:
        for without in each_part_missing_in(week):
            yield from failures(analyze_week(without, [one]))


def _reads_of_weeks(one: RegisteredWeekAnalyzer, weeks: Sequence[WeekView]) -> Iterator[str]:
    read: set[str] = set()
    for week in weeks:
        try:
            tuple(one.analyzer.analyze_week(_guarded(one, week, read)))
        except UndeclaredReadError as error:
            yield error.message
    # What it needs may be read only where other findings are: that is no promise of weeks.
    yield from reads_declared(one, read | one.info.needs)


def _guarded(one: RegisteredWeekAnalyzer, week: WeekView, read: set[str]) -> WeekView:
    notes = tuple(guarded(seen_by(one, note), one.info, read) for note in week.notes)
    earlier = tuple(guarded(seen_by(one, note), one.info, read) for note in week.earlier)
    return replace(week, notes=notes, earlier=earlier)


def _found_in_weeks(
    one: RegisteredWeekAnalyzer, weeks: Sequence[WeekView]
) -> Iterator[WeekFinding]:
    for week in weeks:
        yield from analyze_week(week, [one]).findings


def _costs(one: RegisteredWeekAnalyzer, weeks: Sequence[WeekView]) -> Iterator[str]:
    """Ask about the fullest of the weeks."""
    fullest = max(weeks, key=lambda week: len(week.notes) + len(week.earlier), default=None)
    if fullest is not None:
        cost = cost_of(lambda: tuple(one.analyzer.analyze_week(fullest)))
        yield from over_budget(one.info, cost, of="a week")
