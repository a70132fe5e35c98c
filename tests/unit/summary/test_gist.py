from dataclasses import replace
from datetime import UTC, datetime

from tests.unit.summary.diaries import weeks_of_notes
from voicejournal.findings.change import compare
from voicejournal.model.finding import NoteFindings
from voicejournal.summary.compose import compose
from voicejournal.summary.gist import gist
from voicejournal.summary.week import week_of

NOTES = weeks_of_notes(weeks=7, slow=2.0)
WEEK = week_of(NOTES[-1].recorded_at, "Europe/Paris")


def a_gist(*, weeks_since):
    """Sum up a week whose changes were first told so many weeks before."""
    compared = compare(WEEK, NOTES)
    changes = tuple(replace(one, weeks_since=weeks_since) for one in compared.changes)
    comparison = (
        replace(compared, changes=(), standing=changes)
        if weeks_since
        else replace(compared, changes=changes, standing=())
    )
    entries = [(note, NoteFindings(findings=())) for note in NOTES]
    now = datetime(2026, 6, 1, tzinfo=UTC)
    return gist(compose(WEEK, entries, comparison=comparison, now=now))


def test_what_is_new_stands_in_the_line_of_its_week():
    assert a_gist(weeks_since=0).changes


def test_what_merely_goes_on_does_not():
    assert a_gist(weeks_since=2).changes == ()
