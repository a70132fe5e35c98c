from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicejournal.model.week import Week
from voicejournal.summary.week import local_day, previous, week_of, weeks_of, weeks_until

ZONES = [
    "Europe/Paris",
    "Europe/London",
    "America/New_York",
    "America/Havana",
    "Asia/Beirut",
    "America/Asuncion",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Asia/Kathmandu",
    "UTC",
]
moments = st.integers(0, 30 * 366 * 24 * 60).map(
    lambda minutes: datetime(2005, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
zones = st.sampled_from(ZONES)


def test_week_starts_on_monday_in_the_patients_zone():
    sunday_night_in_paris = datetime(2026, 3, 1, 22, 59, tzinfo=UTC)
    assert week_of(sunday_night_in_paris, "Europe/Paris").monday == date(2026, 2, 23)
    monday_in_paris = sunday_night_in_paris + timedelta(minutes=1)
    assert week_of(monday_in_paris, "Europe/Paris").monday == date(2026, 3, 2)


def test_the_week_of_the_spring_change_has_an_hour_less():
    week = Week(date(2026, 3, 23), "Europe/Paris")
    start, end = week.start, week.end
    assert end - start == timedelta(days=7) - timedelta(hours=1)


@given(moments, zones)
def test_every_moment_lies_in_its_week(moment, zone):
    week = week_of(moment, zone)
    start, end = week.start, week.end
    assert start <= moment < end


@given(moments, zones)
def test_weeks_partition_time_across_clock_changes(moment, zone):
    week = week_of(moment, zone)
    assert previous(week).end == week.start
    assert week_of(week.start, zone) == week
    assert week_of(week.end, zone) == previous(week, -1)
    assert week_of(week.start - timedelta(microseconds=1), zone) == previous(week)


@given(moments, zones)
def test_a_moment_is_in_the_week_of_its_calendar_day(moment, zone):
    day = moment.astimezone(ZoneInfo(zone)).date()
    week = week_of(moment, zone)
    assert week.monday <= day < week.monday + timedelta(days=7)
    assert local_day(moment, zone) == day.isoformat()


@given(st.lists(moments, max_size=12), zones)
def test_the_weeks_of_many_moments_are_those_of_each(several, zone):
    assert weeks_of(several, zone) == {week_of(one, zone) for one in several}


def test_a_moment_without_a_zone_belongs_to_no_week():
    with pytest.raises(ValueError, match="zone"):
        week_of(datetime(2026, 3, 2), "UTC")  # noqa: DTZ001 - the point of the test


def test_weeks_run_oldest_first_and_end_with_the_one_asked_for():
    week = Week(date(2026, 3, 16), "UTC")
    mondays = [one.monday for one in weeks_until(week, 3)]
    assert mondays == [date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 16)]


def test_a_week_cannot_start_on_a_tuesday():
    with pytest.raises(ValueError, match="Monday"):
        Week(date(2026, 3, 3), "UTC")
