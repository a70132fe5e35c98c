"""One week's page from the notes that are kept, or that lie in a folder."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from voicejournal.findings.change import compare
from voicejournal.findings.week import analyze_week, view_week
from voicejournal.hooks.host import PluginHost
from voicejournal.hooks.registered import allowed
from voicejournal.model.change import REMEMBERED_WEEKS
from voicejournal.model.checkin import CheckIn
from voicejournal.model.finding import NoteFindings
from voicejournal.model.note import NoteId, NoteView
from voicejournal.model.programme import NO_PROGRAMME, Programme
from voicejournal.model.purpose import OWN_FILES, Grants
from voicejournal.model.summary import WeeklySummary
from voicejournal.model.week import Week
from voicejournal.summary.compose import compose
from voicejournal.summary.week import previous, week_of

Entry = tuple[NoteView, NoteFindings]


def compose_week(
    week: Week,
    notes: Sequence[Entry],
    plugins: PluginHost,
    *,
    now: datetime,
    grants: Grants,
    check_ins: Sequence[CheckIn] = (),
    typed: Iterable[NoteId] = (),
    programme: Programme = NO_PROGRAMME,
) -> WeeklySummary:
    """Compare a week with what came before it, have it analyzed, and compose its page.

    Args:
        week: The week.
        notes: Of the week and as far before it as a page looks back, oldest first.
        plugins: Whose analyzers are asked.
        now: Aware, UTC.
        grants: What the patient allows: no other analyzer is asked.
        check_ins: Answered in the week or before it, oldest first.
        typed: Notes of the week that were typed, oldest first.
        programme: What was given and done, up to any time.
    """
    found = {view.note_id: findings for view, findings in notes}
    comparison = compare(week, [view for view, _ in notes], found=found, check_ins=check_ins)
    analyzers = allowed(plugins.week_analyzers, grants)
    return compose(
        week,
        notes,
        comparison=comparison,
        now=now,
        found=analyze_week(
            view_week(week, notes, comparison, check_ins, programme), analyzers, plugins.broken
        ),
        analyzers=(*plugins.analyzers, *analyzers),
        typed=typed,
        check_ins=check_ins,
    )


def compose_weeks(
    notes: Sequence[Entry], plugins: PluginHost, *, zone: str, now: datetime
) -> tuple[WeeklySummary, ...]:
    """Compose the page of every week that holds a note, each as it stood at its own end."""
    ordered = sorted(notes, key=lambda entry: (entry[0].recorded_at, entry[0].note_id))
    weeks = sorted({week_of(view.recorded_at, zone) for view, _ in ordered})
    return tuple(
        compose_week(
            week,
            [entry for entry in ordered if since(week) <= entry[0].recorded_at < week.end],
            plugins,
            now=now,
            grants=OWN_FILES,
        )
        for week in weeks
    )


def since(week: Week) -> datetime:
    """Return how far back the notes of a page are looked at."""
    return previous(week, REMEMBERED_WEEKS).start
