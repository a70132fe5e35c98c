import numpy as np
import pytest

from voicejournal.bench.sounds import rooms
from voicejournal.bench.sounds.silences import cut_runs, plant
from voicejournal.bench.sounds.talker import talk


@pytest.fixture(scope="module")
def planted():
    return plant(cut_runs(talk(0.5, 2.0, 0.6, 2.0, 0.5).waveform), silences_s=[1.0, 1.0])


def level(planted, start, end):
    part = planted.waveform.samples[round(start * 16_000) : round(end * 16_000)]
    return 20 * np.log10(np.sqrt(np.mean(part.astype(np.float64) ** 2)))


def in_silence(planted):
    silence = planted.silences[0]
    return level(planted, silence.start + 0.5, silence.end)


@pytest.mark.parametrize("under_db", [20.0, 10.0])
def test_noise_lies_as_far_under_the_speech_as_asked(planted, under_db):
    noisy = rooms.with_pink_noise(planted, under_db=under_db)
    speech = level(noisy, 0.6, noisy.silences[0].start)
    assert speech - in_silence(noisy) == pytest.approx(under_db, abs=1.5)
    assert noisy.silences == planted.silences


def test_an_echo_dies_away_by_60_db_in_its_time(planted):
    echoing = rooms.with_echo(planted, decay_s=0.4)
    end = echoing.silences[0].start
    early, late = (level(echoing, end + at, end + at + 0.02) for at in (0.1, 0.3))
    assert early - late == pytest.approx(0.2 * 60 / 0.4, abs=5)


def test_a_breath_is_drawn_in_a_long_silence(planted):
    silence = planted.silences[0]
    breathing = rooms.with_breath(planted)
    drawn = level(breathing, silence.start + 0.4, silence.start + 0.6)
    assert level(breathing, 0.6, silence.start) - drawn == pytest.approx(20, abs=4)


def test_babble_is_everybody_at_one_level():
    loud, soft = (talk(0.1, 2.0, 0.1, hertz=hertz).waveform for hertz in (110.0, 200.0))
    both = rooms.babble([loud, soft], seconds=2.0)
    alone = rooms.babble([soft], seconds=2.0)
    assert len(both) == 32_000
    assert np.sqrt(np.mean(both**2)) == pytest.approx(np.sqrt(2 * np.mean(alone**2)), rel=0.2)
