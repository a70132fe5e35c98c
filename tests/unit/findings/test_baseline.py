import math
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicejournal.extract.voice import BUILT_IN
from voicejournal.findings.baseline import Baseline, learn, resemblance
from voicejournal.findings.readings import Reading
from voicejournal.findings.watched import BY_NAME, WATCHED, Watched, width
from voicejournal.model.microphone import MOVED_BY

MEDIAN = BY_NAME["pause_median"]
INFOS = {one.info.name: one.info for one in BUILT_IN}


def reading(day, value=0.6, width=1.0):
    return Reading(day, float(day), value, MEDIAN.scaled(value), width)


def a_baseline(values, width=1.0):
    readings = [reading(day, value, width) for day, value in enumerate(values)]
    return Baseline(watched=MEDIAN, unit="s", readings=readings, until=float(len(values)))


@given(st.sampled_from(list(BY_NAME.values())), st.floats(min_value=0.02, max_value=0.98))
def test_a_scale_and_its_inverse_agree(watched: Watched, value):
    value = max(value, 0.5) if watched.name == "long_pause_rate" else value
    assert watched.unscaled(watched.scaled(value)) == pytest.approx(value)


def test_what_hears_the_device_is_what_the_table_of_measures_says():
    told = {one.name: INFOS[one.name].moved_by for one in WATCHED if one.name in INFOS}
    bound = {name for name, moved_by in told.items() if moved_by & {"microphone", "codec", "gain"}}
    assert bound == set(MOVED_BY)
    assert {name: told[name] for name in bound} == dict(MOVED_BY)


def test_a_usual_is_the_median_of_the_notes():
    assert a_baseline([0.4, 0.6, 0.9] * 4).usual.value == pytest.approx(0.6)


def test_nine_notes_are_too_few_and_ten_are_enough():
    readings = [reading(day) for day in range(10)]
    assert learn(MEDIAN, "s", readings[:9], 10.0) is None
    assert learn(MEDIAN, "s", readings, 10.0).notes == 10


def test_the_spread_of_steady_notes_leans_on_the_assumed_one():
    assert a_baseline([0.6] * 10).spread == pytest.approx(MEDIAN.prior_sd * math.sqrt(8 / 17))


def test_the_spread_of_many_notes_is_the_persons_own():
    values = [statistics.NormalDist(0, 0.5).inv_cdf((i + 0.5) / 400) for i in range(400)]
    assert a_baseline([math.exp(one) for one in values]).spread == pytest.approx(0.5, rel=0.02)


def test_the_band_lies_two_spreads_around_the_median_on_the_scale():
    steady = a_baseline([0.6] * 10)
    low, high = steady.usual.band
    assert low * high == pytest.approx(0.6**2)
    assert math.log(high / low) == pytest.approx(4 * steady.spread)


def test_one_odd_note_counts_for_four_spreads_at_most():
    assert a_baseline([0.6] * 10).away([reading(20, 60.0)]) == [4.0]


def test_a_short_note_has_to_go_further_to_be_as_far_away():
    steady = a_baseline([0.6] * 10)
    short, long = steady.away([reading(20, 0.7, width=1.5), reading(21, 0.7)])
    assert 1.5 * short == pytest.approx(long)


def test_short_notes_scatter_more_and_long_ones_less():
    assert width(0.5, 10.0) > width(0.5, 20.0) == 1.0 > width(0.5, 60.0)
    assert width(0.0, 10.0) == 1.0


def test_strangers_add_up_and_notes_of_one_day_hardly():
    apart = [reading(day) for day in range(0, 900, 100)]
    together = [Reading(at, 0.1 * at, 0.6, 0.0, 1.0) for at in range(9)]
    assert resemblance(apart, None, 900.0) == pytest.approx(9.0, rel=1e-6)
    assert resemblance(together, None, 7.0) > 25.0


def test_days_that_resemble_each_other_count_for_less_than_strangers():
    week = [reading(day) for day in range(7)]
    # Known sum of an autoregression: 7 + 2 Σ (7 − j) 0.3^j.
    expected = 7 + 2 * sum((7 - j) * 0.3**j for j in range(1, 7))
    assert resemblance(week, None, 7.0) == pytest.approx(expected)
