"""Judges an analyzer of notes by every rule."""

from collections.abc import Iterator, Sequence
from functools import partial

from voicejournal.findings.analyze import analyze, seen_by
from voicejournal.hooks.registered import RegisteredAnalyzer
from voicejournal.model.finding import Finding
from voicejournal.model.note import NoteView
from voicejournal.model.transcript import Transcript
from voicejournal.testing.conformance.budget import cost_of, long_note, over_budget
from voicejournal.testing.conformance.elsewhere import same_elsewhere
from voicejournal.testing.conformance.examples import (
    SAID,
    each_measure_missing,
    each_part_missing,
    example_notes,
)
from voicejournal.testing.conformance.guard import UndeclaredReadError, guarded
from voicejournal.testing.conformance.honesty import zeros_for_missing
from voicejournal.testing.conformance.languages import languages_understood
from voicejournal.testing.conformance.replay import LANGUAGES, as_recorded, moved, replayed
from voicejournal.testing.conformance.rules import (
    Verdict,
    declares_itself,
    failures,
    first_broken,
    gives_numbers,
    kinds_begin,
    reads_declared,
    speaks_both,
    spoken_codes,
)


def verdicts(
    one: RegisteredAnalyzer, notes: Sequence[NoteView] = (), *, elsewhere: bool = False
) -> tuple[Verdict, ...]:
    """Judge an analyzer of notes by every rule.

    Args:
        one: The analyzer.
        notes: To try it on, beside the built-in ones.
        elsewhere: Ask it in other processes, too; that takes some seconds.
    """
    tried = (*example_notes(one.info.languages), *notes)
    found = partial(_found, one, tried)
    return (
        first_broken("says what it is", lambda: declares_itself(one.info)),
        first_broken("answers on plain notes", lambda: _answers(one, tried)),
        first_broken("same note, same findings", lambda: _repeats(one, tried, elsewhere=elsewhere)),
        first_broken("does without what is missing", lambda: _survives(one, tried)),
        first_broken("makes no zero of what is missing", lambda: _honest(one, tried)),
        first_broken("reads what it declares", lambda: _reads(one, tried)),
        first_broken("understands what it declares", lambda: _understands(one, tried, notes)),
        first_broken("kinds begin with its name", lambda: kinds_begin(one.info.name, found())),
        first_broken("evidence inside the note", lambda: _inside(one, tried)),
        first_broken("quotes word for word", lambda: _quotes(one, tried)),
        first_broken("values are numbers or missing", lambda: gives_numbers(found())),
        first_broken("speaks English and French", lambda: speaks_both(found())),
        first_broken("unmoved by what it promises", lambda: _unmoved(one)),
        first_broken("keeps its budget", lambda: _costs(one)),
    )


def _answers(one: RegisteredAnalyzer, notes: Sequence[NoteView]) -> Iterator[str]:
    for note in notes:
        yield from failures(analyze(note, [one]))


def _repeats(
    one: RegisteredAnalyzer, notes: Sequence[NoteView], *, elsewhere: bool
) -> Iterator[str]:
    """Ask about every note, and then again from the last to the first: it may remember nothing."""
    first = [analyze(note, [one]) for note in notes]
    second = [analyze(note, [one]) for note in reversed(notes)]
    yield "" if first == second[::-1] else "the same note gave other findings the second time"
    if elsewhere:
        yield from same_elsewhere(one, notes)


def _survives(one: RegisteredAnalyzer, notes: Sequence[NoteView]) -> Iterator[str]:
    for note in notes:
        for without in (*each_part_missing(note), *each_measure_missing(note)):
            yield from failures(analyze(without, [one]))


def _honest(one: RegisteredAnalyzer, notes: Sequence[NoteView]) -> Iterator[str]:
    for note in notes:
        whole = analyze(note, [one]).findings
        for without in (*each_part_missing(note), *each_measure_missing(note)):
            yield from zeros_for_missing(whole, analyze(without, [one]).findings)


def _reads(one: RegisteredAnalyzer, notes: Sequence[NoteView]) -> Iterator[str]:
    read: set[str] = set()
    for note in notes:
        try:
            tuple(one.analyzer.analyze(guarded(seen_by(one, note), one.info, read)))
        except UndeclaredReadError as error:
            yield error.message
    yield from reads_declared(one, read)


def _understands(
    one: RegisteredAnalyzer, tried: Sequence[NoteView], given: Sequence[NoteView]
) -> Iterator[str]:
    yield from languages_understood(one, tried, given)


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


def _unmoved(one: RegisteredAnalyzer) -> Iterator[str]:
    for promise in sorted(one.info.unmoved_by):
        for language in spoken_codes(one.info.languages, LANGUAGES):
            if language not in LANGUAGES:
                continue  # the demo clinic has no note in it
            before = analyze(as_recorded(language), [one]).findings
            for how, note in replayed(language, promise):
                for reason in moved(before, analyze(note, [one]).findings):
                    yield f"{how}, a note in {language} gave {reason}"


def _costs(one: RegisteredAnalyzer) -> Iterator[str]:
    language = spoken_codes(one.info.languages, LANGUAGES)[0]
    note = seen_by(one, long_note(language, SAID.get(language, SAID["en"])))
    yield from over_budget(one.info, cost_of(lambda: tuple(one.analyzer.analyze(note))))
