"""Runs the analyzers of whole weeks: each alone, each answer checked and stamped."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from voicejournal.errors import RefusedFindingError
from voicejournal.findings.analyze import gap, not_loaded, seen_by
from voicejournal.hooks.registered import PluginStatus, RegisteredWeekAnalyzer
from voicejournal.hooks.spec import WeekAnalyzer
from voicejournal.model.change import Comparison
from voicejournal.model.checkin import CheckIn
from voicejournal.model.evidence import Answered, Evidence, Moment
from voicejournal.model.finding import Gap, NoteFindings
from voicejournal.model.note import NoteId, NoteView
from voicejournal.model.programme import NO_PROGRAMME, ExerciseDone, Programme
from voicejournal.model.transcript import Transcript
from voicejournal.model.week import Week
from voicejournal.model.weekview import WeekFinding, WeekFindings, WeekView


def view_week(
    week: Week,
    entries: Iterable[tuple[NoteView, NoteFindings]],
    comparison: Comparison,
    check_ins: Sequence[CheckIn] = (),
    programme: Programme = NO_PROGRAMME,
) -> WeekView:
    """Put a week and what came before it together; whatever came later is left out."""
    kept = sorted(
        (one for one in entries if one[0].recorded_at < week.end),
        key=lambda one: (one[0].recorded_at, one[0].note_id),
    )
    notes = [note for note, _ in kept]
    return WeekView(
        week=week,
        notes=tuple(note for note in notes if week.holds(note.recorded_at)),
        earlier=tuple(note for note in notes if note.recorded_at < week.start),
        findings=tuple((note.note_id, one) for note, found in kept for one in found.findings),
        comparison=comparison,
        check_ins=tuple(
            sorted(
                (one for one in check_ins if one.answered_at < week.end),
                key=lambda one: one.answered_at,
            )
        ),
        exercises=programme.done_before(week.end),
        given=programme.given_in(week),
    )


def analyze_week(
    week: WeekView,
    analyzers: Sequence[RegisteredWeekAnalyzer],
    broken: Sequence[PluginStatus] = (),
) -> WeekFindings:
    """Return what the analyzers find in one week, and which of them gave no answer.

    Args:
        week: The week.
        analyzers: To be asked.
        broken: Plugins that are wanted and could not be loaded: each is a gap.
    """
    findings: list[WeekFinding] = []
    gaps = [not_loaded(one) for one in broken]
    for one in analyzers:
        found = _ask(one, week)
        if isinstance(found, Gap):
            gaps.append(found)
        else:
            findings += found
    return WeekFindings(findings=tuple(findings), gaps=tuple(gaps))


def call(analyzer: WeekAnalyzer, week: WeekView) -> tuple[WeekFinding, ...]:
    """Run the code of a plugin, or ask the process that runs it."""
    return tuple(analyzer.analyze_week(week))


def _ask(one: RegisteredWeekAnalyzer, week: WeekView) -> tuple[WeekFinding, ...] | Gap:
    seen = replace(
        week,
        notes=tuple(seen_by(one, note) for note in week.notes),
        earlier=tuple(seen_by(one, note) for note in week.earlier),
    )
    try:
        return tuple(_checked(finding, one, week) for finding in call(one.analyzer, seen))
    except Exception as error:  # noqa: BLE001 - a plugin call
        return gap(one, error)


def _checked(finding: object, one: RegisteredWeekAnalyzer, week: WeekView) -> WeekFinding:
    """Return the finding with its provenance, or refuse it without repeating its words."""
    if not isinstance(finding, WeekFinding):
        msg = f"it answered with a {type(finding).__name__}, not a WeekFinding"
        raise RefusedFindingError(msg)
    if not finding.kind.startswith(f"{one.info.name}."):
        msg = f"a kind of finding must start with {one.info.name}."
        raise RefusedFindingError(msg)
    known = {note.note_id: note for note in (*week.notes, *week.earlier)}
    if not all(_rests_on(evidence, known, week) for evidence in finding.evidence):
        msg = "its evidence lies outside the notes, check-ins and exercises of the week"
        raise RefusedFindingError(msg)
    if finding.quote and not _said(finding, known):
        msg = "its quote is not word for word what was said"
        raise RefusedFindingError(msg)
    return replace(finding, provenance=one.provenance)


def _said(finding: WeekFinding, notes: dict[NoteId, NoteView]) -> bool:
    """Tell whether the words are those of the note heard first: nobody puts words in a mouth."""
    heard = next((one for one in finding.evidence if isinstance(one, Moment)), None)
    written = notes[heard.note_id].transcript if heard else None
    return isinstance(written, Transcript) and written.says(finding.quote)


def _rests_on(evidence: Evidence, notes: dict[NoteId, NoteView], week: WeekView) -> bool:
    if isinstance(evidence, Answered):
        return any(one.check_in_id == evidence.check_in_id for one in week.check_ins)
    if isinstance(evidence, ExerciseDone):
        return evidence in week.exercises
    note = notes.get(evidence.note_id)
    return note is not None and note.holds(evidence.span)
