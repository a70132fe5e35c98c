from datetime import UTC, date, datetime, timedelta

import pytest

from tests.unit.summary.diaries import weeks_of_notes
from voicejournal.findings.change import compare
from voicejournal.model.checkin import CheckIn
from voicejournal.model.finding import NoteFindings
from voicejournal.model.units import Missing
from voicejournal.model.week import Week
from voicejournal.summary.trends import Entered, trends

WEEK = Week(date(2026, 4, 6), "Europe/Paris")
NOW = datetime(2026, 4, 11, 20, tzinfo=UTC)


def made(notes=(), typed=(), check_ins=(), now=NOW):
    entered = [Entered(note.recorded_at, typed=False) for note in notes]
    entered += [Entered(at, typed=True) for at in typed]
    return trends(
        WEEK,
        now=now,
        entered=entered,
        notes=[(note, NoteFindings(findings=())) for note in notes],
        comparison=compare(WEEK, notes),
        check_ins=check_ins,
    )


def rating(score, days_ago, instrument="mood"):
    at = NOW - timedelta(days=days_ago)
    return CheckIn(
        check_in_id=f"{instrument}{days_ago}",
        instrument=instrument,
        answered_at=at,
        zone="Europe/Paris",
        replies=(),
        score=score,
    )


def said(texts):
    return " ".join(one.en for one in texts)


def test_days_are_counted_as_the_patient_lives_them():
    at = datetime(2026, 4, 6, 22, 30, tzinfo=UTC)  # Tuesday, half past midnight in Paris
    tallies = made(typed=[at]).tallies
    assert [day.typed for day in tallies[-1].days] == [0, 1, 0, 0, 0, 0, 0]


def test_a_week_is_told_in_words_first():
    found = made(weeks_of_notes(weeks=6, slow=2.0), typed=[NOW])
    assert said(found.often) == (
        "This week you spoke on 3 of 7 days. 3 notes, 2 minutes in all. And 1 note typed. "
        "The week before it was 4 days."
    )


def test_pace_and_pauses_are_held_against_ones_own_usual_alone():
    changed = [one.said.en for one in made(weeks_of_notes(weeks=6, slow=2.0)).voices]
    assert changed == [
        "This week your pauses were longer than your usual.",
        "This week you spoke more slowly than your usual.",
    ]
    steady = [one.said.en for one in made(weeks_of_notes(weeks=6, slow=1.0)).voices]
    assert steady == [
        "This week your pauses were as long as they usually are.",
        "This week you spoke at your usual pace.",
    ]


def test_what_is_usual_is_not_made_up():
    few = [note for note in weeks_of_notes(weeks=6) if WEEK.holds(note.recorded_at)]
    assert all("is not known yet" in one.said.en for one in made(few).voices)


def test_nothing_is_said_of_a_week_that_was_not_measured():
    before = [note for note in weeks_of_notes(weeks=6) if not WEEK.holds(note.recorded_at)]
    found = made(before)
    assert all("nothing could be measured" in one.said.en for one in found.voices)
    assert said(found.often).startswith("You have not spoken this week. That is fine")


@pytest.mark.parametrize(
    ("check_ins", "told"),
    [
        ([], "You have not rated your mood this week."),
        ([rating(6.0, 1)], "You rated your mood once this week: 6 of 10."),
        (
            [rating(6.0, 1), rating(3.0, 2), rating(9.0, 9), rating(Missing("left out"), 1)],
            "You rated your mood 2 times this week, between 3 and 6 of 10.",
        ),
        ([rating(20.0, 1, "phq-9")], "You have not rated your mood this week."),
    ],
)
def test_ratings_are_counted_and_not_judged(check_ins, told):
    assert said(made(check_ins=check_ins).ratings) == told


def test_days_to_come_are_not_shown_as_days_without_a_note():
    days = made(now=datetime(2026, 4, 8, 9, tzinfo=UTC)).tallies[-1].days
    assert [day.ahead for day in days] == [False] * 3 + [True] * 4


def test_weeks_before_the_diary_began_are_not_drawn():
    assert len(made(weeks_of_notes(weeks=6)).tallies) == 6
    assert len(made().tallies) == 2
