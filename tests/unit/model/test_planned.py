"""Rounds of check-ins and hours of reminders, across clock changes."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from voicejournal.model.planned import CheckInPlan, PlanId, Reminder

PARIS = "Europe/Paris"
FIRST = date(2026, 3, 2)


def plan(every_days=14, **more):
    return CheckInPlan(
        plan_id=PlanId("p"),
        instrument="phq-9",
        every_days=every_days,
        first_on=FIRST,
        planned_by="m",
        planned_at=datetime(2026, 3, 1, tzinfo=UTC),
        **more,
    )


@pytest.mark.parametrize(
    ("today", "began"),
    [(-1, None), (0, 0), (13, 0), (14, 14), (27, 14), (28, 28)],
)
def test_a_round_begins_every_so_many_days(today, began):
    found = plan().round_of(FIRST + timedelta(days=today))
    assert found == (None if began is None else FIRST + timedelta(days=began))


@pytest.mark.parametrize(
    ("answered", "today", "due"),
    [
        ((), -1, False),
        ((), 0, True),
        ((-1,), 0, True),
        ((3,), 3, False),
        ((3,), 13, False),
        ((3,), 14, True),
        ((20,), 16, True),
    ],
)
def test_a_check_in_is_due_until_it_was_answered_in_its_round(answered, today, due):
    days = [FIRST + timedelta(days=one) for one in answered]
    assert plan().is_due(days, FIRST + timedelta(days=today)) is due


def test_what_was_stopped_is_never_due():
    assert not plan(stopped_at=datetime(2026, 3, 3, tzinfo=UTC)).is_due((), FIRST)


@pytest.mark.parametrize(
    ("after", "following"),
    [
        ("2026-03-02T17:59:00+00:00", "2026-03-02T18:00:00+00:00"),
        ("2026-03-02T18:00:00+00:00", "2026-03-03T18:00:00+00:00"),
        # Clocks go forward on 29 March: seven in the evening is an hour earlier in UTC.
        ("2026-03-28T18:00:00+00:00", "2026-03-29T17:00:00+00:00"),
        ("2026-10-24T17:00:00+00:00", "2026-10-25T18:00:00+00:00"),
    ],
)
def test_a_reminder_keeps_its_hour_on_the_patients_clock(after, following):
    found = Reminder(at=time(19)).following(datetime.fromisoformat(after), PARIS)
    assert found == datetime.fromisoformat(following)


def test_a_reminder_waits_for_its_day():
    sunday = Reminder(at=time(9), days=(6,))
    found = sunday.following(datetime(2026, 3, 1, 12, tzinfo=UTC), PARIS)
    assert found == datetime(2026, 3, 8, 8, tzinfo=UTC)


def test_a_reminder_needs_a_day():
    with pytest.raises(ValueError, match="a day of the week"):
        Reminder(at=time(9), days=()).following(datetime(2026, 3, 1, tzinfo=UTC), PARIS)
