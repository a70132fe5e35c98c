import numpy as np
import pytest

from voicejournal.bench.tracks import Agreement, Track, compare

NONE = float("nan")


def track(*hertz):
    return Track.each_hop(np.array(hertz, float))


SUNG = (NONE,) * 10 + (100.0,) * 30 + (NONE,) * 10


def test_a_track_agrees_with_itself():
    same = compare(track(*SUNG), track(*SUNG))
    assert (same.gross_error, same.voicing_error, same.median_st) == (0, 0, 0)


def test_an_octave_is_a_gross_error_and_a_semitone_is_not():
    hertz = np.array(SUNG)
    hertz[15:18] = 200
    hertz[20:] *= 2 ** (1 / 12)
    found = compare(Track.each_hop(hertz), track(*SUNG))
    assert found.gross_error == pytest.approx(3 / 30)
    assert found.median_st == pytest.approx(1)


def test_voice_where_there_is_none_is_a_voicing_error():
    hertz = np.array(SUNG)
    hertz[:5] = 100
    assert compare(Track.each_hop(hertz), track(*SUNG)).voicing_error == pytest.approx(5 / 50)


def test_a_constant_lag_is_forgiven():
    late = Track(np.arange(50) * 0.01 + 0.02, np.array(SUNG))
    assert compare(late, track(*SUNG)).voicing_error == 0


def test_agreements_add_up():
    one = compare(track(*SUNG), track(*SUNG))
    both = one + one
    assert (both.frames, both.both_voiced, len(both.distances_st)) == (100, 60, 60)
    assert np.isnan(Agreement().gross_error)
