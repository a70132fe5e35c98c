import math
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicejournal.findings.baseline import Baseline, comparable, learn, on_one_device
from voicejournal.findings.watched import WATCHED, Watched
from voicejournal.summary.week import week_of
from voicejournal.testing import a_note, a_voice, moved
from voicejournal.testing.notes import MONDAY_NOON

MEDIAN = next(one for one in WATCHED if one.name == "pause_median")
LEVEL = next(one for one in WATCHED if one.name == "level")
WEEK = week_of(MONDAY_NOON, "Europe/Paris")


def noted(days, seconds=60.0, value=0.6, **more):
    note = a_note(measures={"pause_median": value, "level": -20.0}, duration=seconds, **more)
    return moved(note, days=days, note_id=f"day {days}")


@given(
    st.sampled_from(WATCHED),
    st.floats(min_value=0.02, max_value=0.98),
)
def test_a_scale_and_its_inverse_agree(watched: Watched, value):
    value = max(value, 0.5) if watched.name == "long_pause_rate" else value
    assert watched.unscaled(watched.scaled(value)) == pytest.approx(value)


def test_a_usual_is_the_median_of_the_notes():
    before = [noted(-day, value=value) for day, value in enumerate([0.4, 0.6, 0.9] * 4, start=1)]
    assert learn(MEDIAN, before, WEEK).usual.value == pytest.approx(0.6)


def test_nine_notes_are_too_few_and_ten_are_enough():
    notes = [noted(-day) for day in range(1, 11)]
    assert learn(MEDIAN, notes[:9], WEEK) is None
    assert learn(MEDIAN, notes, WEEK).notes == 10


def test_the_spread_of_steady_notes_leans_on_the_assumed_one():
    steady = Baseline(watched=MEDIAN, unit="s", values=(0.6,) * 10, span_days=20)
    assert steady.spread == pytest.approx(MEDIAN.prior_sd * math.sqrt(8 / 17))


def test_the_spread_of_many_notes_is_the_persons_own():
    values = tuple(statistics.NormalDist(0, 0.5).inv_cdf((i + 0.5) / 400) for i in range(400))
    own = Baseline(watched=MEDIAN, unit="s", values=tuple(map(math.exp, values)), span_days=60)
    assert own.spread == pytest.approx(0.5, rel=0.02)


def test_the_band_lies_two_spreads_around_the_median_on_the_scale():
    steady = Baseline(watched=MEDIAN, unit="s", values=(0.6,) * 10, span_days=20)
    low, high = steady.usual.band
    assert low * high == pytest.approx(0.6**2)
    assert math.log(high / low) == pytest.approx(4 * steady.spread)


def test_notes_with_little_speech_too_old_or_later_are_left_out():
    notes = [noted(0), noted(1, seconds=8.0), noted(-58), noted(8)]
    assert [note.note_id for note in comparable(notes, WEEK)] == ["day 0"]


def test_numbers_of_another_method_are_not_compared():
    old = noted(-3, voice=a_voice(duration=60, measures={}, version="older"))
    assert [note.note_id for note in comparable([old, noted(0)], WEEK)] == ["day 0"]


def test_what_was_added_to_a_method_does_not_part_notes():
    with_words = noted(-3, voice=a_voice(duration=60, measures={}, version="test+words"))
    assert len(comparable([with_words, noted(0)], WEEK)) == 2


def test_loudness_is_compared_on_one_microphone_only():
    notes = [noted(0, device_key="a"), noted(1, device_key="b"), noted(2, device_key="a")]
    assert [one.note_id for one in on_one_device(notes, notes, LEVEL)] == ["day 0", "day 2"]
    assert len(on_one_device(notes, notes, MEDIAN)) == 3
