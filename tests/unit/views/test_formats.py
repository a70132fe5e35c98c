from datetime import UTC, date, datetime

import pytest
from flask_babel import force_locale

from voicejournal.model.note import Problem
from voicejournal.model.week import Week
from voicejournal.views import formats

WHEN = datetime(2026, 11, 9, 23, 30, tzinfo=UTC)


@pytest.fixture(params=["en", "fr"])
def spoken(request, app):
    with app.test_request_context(), force_locale(request.param):
        yield request.param


def expect(spoken, actual, *, en, fr):
    assert actual == {"en": en, "fr": fr}[spoken]


def test_a_day_is_the_patients_day(spoken):
    expect(
        spoken, formats.day(WHEN, "Europe/Paris"), en="Tuesday 10 November", fr="mardi 10 novembre"
    )
    expect(spoken, formats.day(WHEN, "UTC"), en="Monday 9 November", fr="lundi 9 novembre")


def test_a_time_of_day(spoken):
    expect(spoken, formats.time_of_day(WHEN, "Europe/Paris"), en="00:30", fr="0\u00a0h\u00a030")


def test_numbers_carry_three_figures_and_their_own_point(spoken):
    expect(spoken, formats.number(0.654), en="0.65", fr="0,65")
    expect(spoken, formats.number(12.34), en="12.3", fr="12,3")
    expect(spoken, formats.number(1234.5), en="1,234", fr="1\u202f234")


def test_a_number_stays_with_its_unit(spoken):
    expect(spoken, formats.quantity(0.6, "s"), en="0.60\u00a0s", fr="0,60\u00a0s")
    expect(
        spoken,
        formats.quantity(3.9, "syllable/s"),
        en="3.90\u00a0syllables/s",
        fr="3,90\u00a0syllabes/s",
    )


def test_a_share_is_written_in_per_cent(spoken):
    expect(spoken, formats.quantity(0.342, "1"), en="34%", fr="34\u00a0%")
    expect(spoken, formats.tick(0.3, "1"), en="30%", fr="30\u00a0%")


def test_an_axis_carries_no_idle_decimals(spoken):
    expect(spoken, formats.tick(0.5, "s"), en="0.5", fr="0,5")
    expect(spoken, formats.tick(200.0, "Hz"), en="200", fr="200")


@pytest.mark.parametrize(
    ("monday", "en", "fr"),
    [
        (date(2026, 11, 9), "9–15 November 2026", "9–15 novembre 2026"),
        (date(2026, 9, 28), "28 September – 4 October 2026", "28 septembre – 4 octobre 2026"),
        (
            date(2026, 12, 28),
            "28 December 2026 – 3 January 2027",
            "28 décembre 2026 – 3 janvier 2027",
        ),
    ],
)
def test_a_week_names_its_first_and_last_day(spoken, monday, en, fr):
    expect(spoken, formats.week_span(Week(monday, "Europe/Paris")), en=en, fr=fr)


@pytest.mark.parametrize(("seconds", "written"), [(0, "0:00"), (65.9, "1:05"), (3661, "1:01:01")])
def test_clock(seconds, written):
    assert formats.clock(seconds) == written


def test_a_stage_that_could_not_run_is_named(spoken):
    problem = Problem(stage="speakers", reason="not installed")
    expect(
        spoken,
        formats.stage_problem(problem),
        en="Voices were not told apart: nothing is installed for it.",
        fr="Les voix n’ont pas été distinguées\u00a0: rien n’est installé pour cela.",
    )


def test_an_analyzer_that_gave_no_answer_is_named_without_its_reason(spoken):
    problem = Problem(stage="pace", reason="it failed with ValueError")
    said = formats.stage_problem(problem)
    assert "pace" in said
    assert "ValueError" not in said
