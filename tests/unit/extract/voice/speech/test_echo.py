import numpy as np
import pytest

from voicejournal.bench.sounds import rooms
from voicejournal.bench.sounds.silences import Planted
from voicejournal.extract.voice import hear
from voicejournal.extract.voice.frames.bands import BAND_HOP_S
from voicejournal.extract.voice.speech.echo import before_the_tail

LOUD_DB, SAID_S, SILENT_S = 45.0, 1.0, 0.5
HEARD_FOR_S = 0.2
"""So long after the voice the threshold is crossed."""


def spoken(*rates, loud_db=LOUD_DB):
    """Return a level that ends as often as there are rates, each time falling at its own (dB/s)."""
    time = np.arange(0, SAID_S + SILENT_S, BAND_HOP_S)
    falls = [np.maximum(0, loud_db - rate * np.maximum(0, time - SAID_S)) for rate in rates]
    starts = np.arange(len(rates)) * (SAID_S + SILENT_S)
    edges = np.stack([starts, starts + SAID_S + HEARD_FOR_S], axis=1)
    return edges, np.concatenate([*falls, np.full(10, loud_db)])


def ends(rates, **how):
    edges, over = spoken(*rates, **how)
    ended = before_the_tail(edges, over, least_s=0.1)
    assert np.array_equal(ended[:, 0], edges[:, 0])
    return ended[:, 1] - ended[:, 0] - SAID_S


@pytest.mark.parametrize("rate", [100.0, 150.0, 240.0])
def test_where_every_sound_dies_away_alike_it_ends_halfway_down_the_fall(rate):
    assert ends([rate] * 6) == pytest.approx(HEARD_FOR_S / 2, abs=0.006)


@pytest.mark.parametrize(
    "rates",
    [[500.0] * 6, [90, 230, 140, 250, 110, 200], [150.0] * 4],
    ids=["fast", "each another", "too few to tell"],
)
def test_falls_that_no_room_explains_leave_the_ends_where_they_were(rates):
    assert ends(rates) == pytest.approx(HEARD_FOR_S)


def test_noise_that_cuts_the_falls_short_tells_of_no_room():
    assert ends([150.0] * 6, loud_db=20.0) == pytest.approx(HEARD_FOR_S)


def test_a_stretch_keeps_the_least_length():
    edges, over = spoken(*[150.0] * 6)
    ended = before_the_tail(edges, over, least_s=1.15)
    assert ended[:, 1] - ended[:, 0] == pytest.approx(1.15)


def test_a_note_without_speech_or_hardly_longer_than_a_fall_is_left_alone():
    assert len(before_the_tail(np.zeros((0, 2)), np.zeros(300), least_s=0.1)) == 0
    edges = np.array([[0.0, 0.02]])
    assert np.array_equal(before_the_tail(edges, np.full(5, 40.0), least_s=0.1), edges)


@pytest.mark.parametrize("decay_s", [0.3, 0.4, 0.5])
def test_an_echo_leaves_most_of_a_short_silence(talk, decay_s):
    said, silence = 1.2, 0.4
    dry = talk(0.5, *[said, silence] * 6, said, 0.5)
    truth = [0.5 + said + i * (said + silence) for i in range(6)]
    pauses = hear(rooms.with_echo(Planted(dry, ()), decay_s=decay_s).waveform).pauses
    assert len(pauses) == len(truth)
    for pause, start in zip(pauses, truth, strict=True):
        assert start < pause.start < start + 0.12
        assert pause.end == pytest.approx(start + silence, abs=0.03)
