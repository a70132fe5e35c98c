import numpy as np
import pytest

from voicejournal.bench.accuracy.pauses import DETECTORS, ECHO, OURS, bench_pauses, judge_pauses
from voicejournal.bench.sounds.silences import Planted
from voicejournal.bench.sounds.talker import talk
from voicejournal.model.units import Span


@pytest.fixture(scope="module")
def talked():
    spoken = talk(0.5, 2.0, 0.6, 2.0, 0.5)
    return Planted(spoken.waveform, spoken.pauses)


def judged(talked, found, silences, room="clean"):
    planted = Planted(talked.waveform, tuple(silences))
    return judge_pauses(OURS, lambda _: found, room, [planted])


def test_our_pauses_lie_where_they_were_planted(talked):
    row = judge_pauses(OURS, DETECTORS[OURS], "clean", [talked])
    assert (row.planted, row.missed, row.invented_a_minute) == (1, 0, 0)
    assert row.edge_p90_ms < 30
    assert all(verdict.met for verdict in row.verdicts)


def test_pauses_that_are_not_there_count_as_missed_and_invented(talked):
    row = judged(talked, [Span(3, 3.6)], [Span(0.6, 1.2)])
    assert row.missed == 1
    assert row.invented_a_minute == pytest.approx(60 / talked.waveform.duration)
    assert not any(verdict.met for verdict in row.verdicts)


@pytest.mark.parametrize(("room", "asked"), [("clean", 3), (ECHO, 2), ("babble 15 dB", 0)])
def test_an_echo_excuses_rough_edges_but_no_missed_pause(talked, room, asked):
    row = judged(talked, [], [Span(0.6, 1.2)], room)
    assert len(row.verdicts) == asked
    assert [one.target for one in row.verdicts if one.met is False] == ["missed ≤ 5 %"][:asked]


def test_silences_around_the_threshold_are_held_against_nobody(talked):
    row = judged(talked, [Span(1.0, 1.25)], [Span(1.0, 1.25), Span(2.0, 2.2)])
    assert (row.planted, row.invented_a_minute) == (0, 0)


def test_edges_are_measured_at_both_ends(talked):
    row = judged(talked, [Span(1.01, 1.97)], [Span(1.0, 2.0)])
    assert row.edge_median_ms == pytest.approx(20)


def test_every_detector_meets_every_room(material, monkeypatch):
    monkeypatch.setattr("voicejournal.bench.accuracy.pauses.TALKS", 1)
    monkeypatch.setattr("voicejournal.bench.accuracy.pauses.CROWD_S", 2.0)
    rows = bench_pauses(material)
    assert {row.detector for row in rows} == set(DETECTORS)
    assert len({row.room for row in rows}) == 5
    assert all(np.isfinite(row.missed_share) for row in rows)
