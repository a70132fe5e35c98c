from dataclasses import replace

import pytest

from tests.unit.views.examples import MONDAY, PARIS
from tests.unit.views.memory import practice
from voicejournal.model.week import Week
from voicejournal.views.charts import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, panel, side, ticks

WEEK = Week(MONDAY, PARIS)


@pytest.fixture
def series(settings):
    return practice(settings).summary("id-daniel", WEEK).series[0]


def test_a_higher_value_stands_higher(series):
    dots = sorted(panel(series, WEEK).dots, key=lambda dot: dot.value)
    assert [dot.y for dot in dots] == sorted((dot.y for dot in dots), reverse=True)


def test_everything_stays_inside_the_drawing(series):
    drawn = panel(series, WEEK)
    assert all(LEFT <= dot.x <= WIDTH - RIGHT for dot in drawn.dots)
    assert all(TOP <= dot.y <= HEIGHT - BOTTOM for dot in drawn.dots)
    assert all(TOP <= tick.at <= HEIGHT - BOTTOM for tick in drawn.values)


def test_a_week_without_notes_breaks_the_line(series):
    empty = [one for one in series.weeks if one.median is None]
    lines = panel(series, WEEK).lines
    assert len(empty) == 1
    assert [len(line.split()) for line in lines] == [2, 3]


def test_the_notes_of_the_week_are_marked(series):
    fresh = [dot for dot in panel(series, WEEK).dots if dot.this_week]
    left, right = panel(series, WEEK).this_week
    assert len(fresh) == 2
    assert all(left <= dot.x <= right for dot in fresh)


def test_notes_outside_the_usual_range_are_told_apart(series):
    low, high = series.band
    sides = {dot.side: dot.value for dot in panel(series, WEEK).dots}
    assert sides["high"] > high
    assert low <= sides["within"] <= high
    assert "low" not in sides


def test_the_band_lies_where_its_values_lie(series):
    drawn = panel(series, WEEK)
    top, bottom = drawn.band
    inside = [dot for dot in drawn.dots if dot.side == "within"]
    assert all(top <= dot.y <= bottom for dot in inside)


def test_without_a_band_nothing_is_outside(series):
    drawn = panel(replace(series, band=None), WEEK)
    assert drawn.band is None
    assert {dot.side for dot in drawn.dots} == {"unknown"}


def test_one_single_value_can_be_drawn(series):
    last = series.weeks[-1]
    one = replace(last, points=last.points[:1], median=last.points[0].value)
    drawn = panel(replace(series, weeks=(one,), band=None), WEEK)
    assert len(drawn.dots) == 1
    assert drawn.values


def test_a_series_without_a_note_is_not_drawn(series):
    empty = tuple(replace(one, points=(), median=None) for one in series.weeks)
    assert panel(replace(series, weeks=empty), WEEK) is None


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(0, 1, [0, 0.5, 1]), (3.4, 4.7, [3.5, 4, 4.5]), (95, 230, [100, 150, 200])],
)
def test_axes_carry_round_numbers(low, high, expected):
    assert ticks(low, high) == expected


def test_negative_values_keep_their_axis():
    assert ticks(-31.0, -18.0) == [-30, -25, -20]


def test_a_missing_value_lies_nowhere():
    assert side(None, (0, 1)) == "unknown"
