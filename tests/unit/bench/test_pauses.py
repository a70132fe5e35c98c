import pytest

from voicejournal.bench.pauses import bench_pauses
from voicejournal.bench.talker import talk
from voicejournal.model.units import Span


@pytest.fixture(scope="module")
def talked():
    return talk(0.5, 2.0, 0.6, 2.0, 0.5)


def test_planted_pauses_are_held_against_what_is_found(talked):
    ours = bench_pauses(talked.waveform, talked.pauses)[-1]
    assert (ours.detector, ours.planted, ours.missed, ours.invented) == ("voicejournal", 1, 0, 0)
    assert ours.edge_p90_ms < 30


def test_pauses_that_are_not_there_count_as_missed_and_invented(talked):
    ours = bench_pauses(talked.waveform, [Span(0.6, 1.2)])[-1]
    assert (ours.missed, ours.invented) == (1, 1)
