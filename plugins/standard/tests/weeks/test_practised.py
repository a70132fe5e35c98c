"""What of the programme was done, told with the exercises themselves as evidence."""

from datetime import UTC, date, datetime, timedelta

import pytest
from voicejournal_standard.weeks.practised import practised

from voicejournal import ExerciseDone, ExerciseId, Text, Week
from voicejournal.findings.week import view_week
from voicejournal.model.change import Comparison
from voicejournal.model.programme import Given, GivenId, Programme

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
WEEK = Week(date(2026, 3, 2), "UTC")
NOTHING = Comparison(notes=0, learned_from=0, needed=8, needed_in_week=3)


def done(name="breathing", days=1.0, before=None, after=None, *, lower=True, given=True):
    return ExerciseDone(
        exercise_id=ExerciseId(f"{name}{days}"),
        exercise=name,
        title=Text(name.title(), f"{name} fr"),
        done_at=MONDAY + timedelta(days=days),
        before=before,
        after=after,
        lower_is_better=lower,
        given=given,
    )


def given(name, since=-7.0, until=None):
    return Given(
        given_id=GivenId(name),
        name=name,
        given_by="m",
        given_at=MONDAY + timedelta(days=since),
        stopped_at=None if until is None else MONDAY + timedelta(days=until),
    )


def told(exercises, programme=()):
    made = Programme(given=tuple(programme), done=tuple(exercises))
    return {one.kind: one for one in practised(view_week(WEEK, [], NOTHING, (), made))}


def test_a_week_without_exercises_says_nothing():
    assert told([done(days=-3.0)], [given("breathing")]) == {}


def test_what_was_given_and_done_is_counted():
    programme = [given("breathing"), given("worry"), given("old", until=-1.0), given("prompt:x")]
    one = told([done(days=1.0), done(days=2.0), done("grounding", given=False)], programme)
    said = one["progress.programme"]
    assert said.claim.en == (
        "Exercises given: 2; done this week: 1. Breathing, 2 times; Grounding, 1 time."
    )
    assert len(said.evidence) == 3


def test_what_nobody_gave_is_told_without_a_count():
    said = told([done(given=False)])["progress.programme"]
    assert said.claim.fr == "Fait cette semaine\u00a0: breathing fr, 1\u00a0fois."


@pytest.mark.parametrize(
    ("ratings", "lower", "points"),
    [([(7, 4), (6, 4)], True, 2.5), ([(3, 5), (2, 6)], False, 3.0)],
)
def test_ratings_that_eased_are_told_as_a_median_on_the_side_that_is_better(ratings, lower, points):
    exercises = [
        done(days=day, before=before, after=after, lower=lower)
        for day, (before, after) in enumerate(ratings, start=1)
    ]
    said = told(exercises)["progress.eased"]
    assert said.value == points
    assert ("fell" if lower else "rose") in said.claim.en
    assert [one.exercise_id for one in said.evidence] == ["breathing2", "breathing1"]


@pytest.mark.parametrize(
    "exercises",
    [
        [done(before=7, after=2)],
        [done(days=1, before=7, after=7), done(days=2, before=4, after=6)],
        [done(days=-3.0, before=7, after=2), done(days=1)],
        [done(days=1, before=7), done(days=2, after=2)],
    ],
    ids=["once", "not better", "not rated this week", "rated by half"],
)
def test_nothing_is_said_to_ease_on_thin_ground(exercises):
    assert "progress.eased" not in told(exercises)
