import pytest

from voicejournal.bench.accuracy.pitch import OURS, bench_pitch
from voicejournal.bench.references.librosa import PYIN
from voicejournal.bench.references.pyin import FAST_PYIN


@pytest.fixture(scope="module")
def rows(material):
    found = bench_pitch(material, seconds=2)
    return {(row.tracker, row.sound): row for row in found}


def test_our_pyin_is_librosas(rows):
    row = rows[FAST_PYIN, "recordings, against librosa.pyin"]
    assert (row.gross_error, row.voicing_error, row.median_st) == (0, 0, pytest.approx(0))


def test_ours_finds_the_pitch_that_was_sung(rows):
    row = rows[OURS, "constructed, clean"]
    assert row.gross_error < 0.005
    assert row.voicing_error <= 0.015
    assert row.median_st < 0.1


def test_every_tracker_hears_the_same_sounds(rows):
    sounds = {sound for tracker, sound in rows if tracker == PYIN}
    assert sounds == {
        "constructed, clean",
        "constructed, pink noise 10 dB",
        "constructed, babble 10 dB",
    }


def test_without_praat_nothing_is_held_against_it(rows):
    assert not any("Praat" in tracker or "Praat" in sound for tracker, sound in rows)
