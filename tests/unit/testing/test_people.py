import math
import statistics

import numpy as np
import pytest

from voicejournal.model.change import long_enough, sure_values
from voicejournal.testing.people import Life, a_person


def person(seed=1, **life):
    return a_person(Life(**life), np.random.default_rng(seed))


def series(who, measure):
    return [math.log(sure_values(note)[measure]) for note in who.notes]


def test_the_same_seed_is_the_same_person():
    assert person(2).notes[7].voice.measure("level") == person(2).notes[7].voice.measure("level")
    assert person(2).check_ins == person(2).check_ins
    assert person(2).notes[0].recorded_at != person(3).notes[0].recorded_at


@pytest.mark.parametrize("wanted", [3.0, 6.0])
def test_people_record_about_as_often_as_told(wanted):
    who = person(notes_per_week=wanted, weeks=60)
    assert len(who.notes) / 60 == pytest.approx(wanted, rel=0.15)
    assert all(long_enough(note) for note in who.notes)


def test_neighbouring_days_resemble_each_other():
    found = [
        np.corrcoef(days[:-1], days[1:])[0, 1]
        for seed in range(5)
        if (days := series(person(seed, weeks=100, notes_per_week=7.0), "pitch_sd"))
    ]
    assert statistics.mean(found) == pytest.approx(0.3, abs=0.06)


def test_a_shift_moves_a_whole_domain_and_one_measure_of_another():
    still, moved = person(5, shift=0.0), person(5, shift=3.0)
    at = [n for n, note in enumerate(still.notes) if note.recorded_at >= still.weeks[14].start]
    for measure, side in (("pause_median", 1), ("run_median", -1), ("pitch_sd", 1)):
        apart = np.subtract(series(moved, measure), series(still, measure))
        assert all(side * apart[at] > 0.1)
        assert not any(apart[: at[0]])
    assert series(moved, "pitch_range") == series(still, "pitch_range")


def test_a_new_phone_is_heard_in_loudness_and_quality_alone():
    old, new = person(6), person(6, new_phone_week=20)
    assert sure_values(new.notes[-1])["level"] - sure_values(old.notes[-1])["level"] > 2.0
    assert sure_values(new.notes[-1])["pitch_sd"] == sure_values(old.notes[-1])["pitch_sd"]
    assert new.notes[-1].device.device_key != new.notes[0].device.device_key


def test_short_notes_scatter_more():
    def spread(seconds):
        return statistics.mean(
            statistics.stdev(series(person(seed, speech_s=seconds), "pitch_sd"))
            for seed in range(6)
        )

    assert spread(12.0) > 1.2 * spread(60.0)
