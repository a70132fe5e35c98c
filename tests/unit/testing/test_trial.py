"""The budget of false alarms and the delays, on people enough to notice when either is lost."""

from dataclasses import replace

import pytest

from voicejournal.findings.thresholds import Thresholds
from voicejournal.testing.trial import LIVES, try_out


@pytest.fixture(scope="module")
def daily():
    return try_out("daily", LIVES["one note a day"], people=24, seed=7)


def test_people_without_a_change_are_told_of_less_than_one_a_month(daily):
    assert daily.months > 100
    # Over voice, words, ratings and questionnaires together; simulated at length: 0.5.
    assert 0.2 < daily.per_month <= 1.0


def test_a_shift_of_one_spread_is_found_within_four_weeks_and_a_larger_one_within_two(daily):
    assert daily.found[1.0][28] >= 0.8
    assert daily.found[1.5][14] >= 0.85
    for shares in daily.found.values():
        assert shares[14] <= shares[28] <= shares[42] <= 1.0


def test_other_thresholds_are_really_used():
    life = replace(LIVES["6 notes a week"], voice_only=True)
    loose = Thresholds(domain=1.0, measure=1.5, month=1.5)
    assert try_out("loose", life, people=3, thresholds=loose).per_month > 2.0


def test_the_same_seed_gives_the_same_table():
    life = LIVES["3 notes a week"]
    assert try_out("a", life, people=2, seed=5) == try_out("a", life, people=2, seed=5)
