import pytest

from voicejournal.bench.pitch import bench_pitch
from voicejournal.bench.talker import talk


@pytest.fixture(scope="module")
def rows():
    talked = talk(0.3, 2.0, 0.3)
    return {row.tracker: row for row in bench_pitch(talked.waveform, talked.hertz)}


def test_three_trackers_hear_the_same_sound(rows):
    assert set(rows) == {"librosa.pyin", "librosa.yin", "voicejournal"}
    assert all(row.times_real_time > 0 for row in rows.values())


def test_ours_finds_the_pitch_that_was_sung(rows):
    assert rows["voicejournal"].difference_st < 0.05
    assert rows["voicejournal"].gross_share < 0.01
    assert rows["voicejournal"].voiced_s == pytest.approx(2.0 * 0.18 / 0.23, abs=0.3)


def test_without_a_truth_pyin_is_the_reference():
    rows = bench_pitch(talk(0.3, 1.0, 0.3).waveform)
    assert {row.tracker: row.difference_st for row in rows}["librosa.pyin"] == 0
