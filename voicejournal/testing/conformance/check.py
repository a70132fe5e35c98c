"""The conformance check: what every analyzer must keep to, whatever it finds."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from voicejournal.findings.analyze import analyze, seen_by
from voicejournal.findings.week import analyze_week
from voicejournal.hooks.registered import (
    RegisteredAnalyzer,
    RegisteredWeekAnalyzer,
    registered,
)
from voicejournal.hooks.spec import Analyzer, WeekAnalyzer
from voicejournal.model.finding import Finding, NoteFindings
from voicejournal.model.note import NoteView
from voicejournal.model.transcript import Transcript
from voicejournal.model.weekview import WeekFinding, WeekFindings, WeekView
from voicejournal.testing.conformance.examples import (
    each_part_missing,
    each_part_missing_in,
    example_notes,
    example_weeks,
)
from voicejournal.testing.conformance.rules import (
    Verdict,
    WatchedNote,
    declares_itself,
    first_broken,
    gives_numbers,
    kinds_begin,
    reads_declared,
    speaks_both,
)


def check_analyzer(analyzer: Analyzer, notes: Sequence[NoteView] = ()) -> None:
    """Check that an analyzer keeps its promises; raise AssertionError where it does not.

    It says what it is, is deterministic, survives each `Missing`, reads what it declares and
    nothing else, understands the languages that it declares, keeps its evidence inside the note
    and its quotes to the words that were kept, and says every claim in both languages.

    Args:
        analyzer: To be checked.
        notes: Notes of your own beside the built-in ones.
    """
    _refuse_broken(verdicts(registered("check", analyzer), notes))


def check_week_analyzer(analyzer: WeekAnalyzer, weeks: Sequence[WeekView] = ()) -> None:
    """Check that an analyzer of weeks keeps its promises, as `check_analyzer` does of notes.

    Args:
        analyzer: To be checked.
        weeks: Weeks of your own beside the built-in ones, whose notes have no findings.
    """
    one = registered("check", analyzer)
    _refuse_broken(week_verdicts(one, (*example_weeks(one.info.languages), *weeks)))


def verdicts(one: RegisteredAnalyzer, notes: Sequence[NoteView] = ()) -> tuple[Verdict, ...]:
    """Judge an analyzer of notes by every rule, on built-in notes and on `notes`."""
    tried = (*example_notes(one.info.languages), *notes)
    found = partial(_found, one, tried)
    return (
        first_broken("says what it is", lambda: declares_itself(one.info)),
        first_broken("answers on plain notes", lambda: _answers(one, tried)),
        first_broken("same note, same findings", lambda: _repeats(one, tried)),
        first_broken("does without what is missing", lambda: _survives(one, tried)),
        first_broken("reads what it declares", lambda: reads_declared(one, _read(one, tried))),
        first_broken("kinds begin with its name", lambda: kinds_begin(one.info.name, found())),
        first_broken("evidence inside the note", lambda: _inside(one, tried)),
        first_broken("quotes word for word", lambda: _quotes(one, tried)),
        first_broken("values are numbers or missing", lambda: gives_numbers(found())),
        first_broken("speaks English and French", lambda: speaks_both(found())),
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
    )


def _refuse_broken(judged: tuple[Verdict, ...]) -> None:
    broken = [f"{one.rule}: {one.broken}" for one in judged if one.broken]
    if broken:
        raise AssertionError("\n".join(broken))


def _failures(found: NoteFindings | WeekFindings) -> Iterator[str]:
    """Say why there was no answer, unless a part that is needed was not there."""
    for gap in found.gaps:
        yield "" if gap.reason.startswith("it needs") else gap.reason


def _answers(one: RegisteredAnalyzer, notes: Sequence[NoteView]) -> Iterator[str]:
    for note in notes:
        yield from _failures(analyze(note, [one]))


def _repeats(one: RegisteredAnalyzer, notes: Sequence[NoteView]) -> Iterator[str]:
    for note in notes:
        same = analyze(note, [one]) == analyze(note, [one])
        yield "" if same else "the same note gave other findings the second time"


def _survives(one: RegisteredAnalyzer, notes: Sequence[NoteView]) -> Iterator[str]:
    for note in notes:
        for without in each_part_missing(note):
            yield from _failures(analyze(without, [one]))


def _read(one: RegisteredAnalyzer, notes: Sequence[NoteView]) -> set[str]:
    read: set[str] = set()
    for note in notes:
        watching = WatchedNote(seen_by(one, note), read)
        tuple(one.analyzer.analyze(watching))  # type: ignore[arg-type]  # stands for a NoteView
    return read


def _answer(one: RegisteredAnalyzer, note: NoteView) -> tuple[Finding, ...]:
    """Return what it says before the service looks at it."""
    return tuple(one.analyzer.analyze(seen_by(one, note)))


def _found(one: RegisteredAnalyzer, notes: Sequence[NoteView]) -> Iterator[Finding]:
    for note in notes:
        yield from _answer(one, note)


def _inside(one: RegisteredAnalyzer, notes: Sequence[NoteView]) -> Iterator[str]:
    for note in notes:
        for finding in _answer(one, note):
            outside = not all(note.holds(span) for span in finding.evidence)
            yield f"its evidence lies outside the note: {finding.kind}" if outside else ""


def _quotes(one: RegisteredAnalyzer, notes: Sequence[NoteView]) -> Iterator[str]:
    for note in notes:
        for finding in _answer(one, note):
            written = note.transcript
            said = isinstance(written, Transcript) and written.says(finding.quote)
            false = finding.quote and not said
            yield f"its quote is not what was said: {finding.kind}" if false else ""


def _answers_weeks(one: RegisteredWeekAnalyzer, weeks: Sequence[WeekView]) -> Iterator[str]:
    for week in weeks:
        yield from _failures(analyze_week(week, [one]))


def _repeats_weeks(one: RegisteredWeekAnalyzer, weeks: Sequence[WeekView]) -> Iterator[str]:
    for week in weeks:
        same = analyze_week(week, [one]) == analyze_week(week, [one])
        yield "" if same else "the same week gave other findings the second time"


def _survives_weeks(one: RegisteredWeekAnalyzer, weeks: Sequence[WeekView]) -> Iterator[str]:
    for week in weeks:
        for without in each_part_missing_in(week):
            yield from _failures(analyze_week(without, [one]))


def _reads_of_weeks(one: RegisteredWeekAnalyzer, weeks: Sequence[WeekView]) -> Iterator[str]:
    read: set[str] = set()
    for week in weeks:
        tuple(one.analyzer.analyze_week(_watched(one, week, read)))
    # What it needs may be read only where other findings are: that is no promise of weeks.
    yield from reads_declared(one, read | one.info.needs)


def _watched(one: RegisteredWeekAnalyzer, week: WeekView, read: set[str]) -> WeekView:
    notes = tuple(WatchedNote(seen_by(one, note), read) for note in week.notes)
    earlier = tuple(WatchedNote(seen_by(one, note), read) for note in week.earlier)
    return replace(week, notes=notes, earlier=earlier)  # type: ignore[arg-type]  # they stand for NoteViews


def _found_in_weeks(
    one: RegisteredWeekAnalyzer, weeks: Sequence[WeekView]
) -> Iterator[WeekFinding]:
    for week in weeks:
        yield from analyze_week(week, [one]).findings
