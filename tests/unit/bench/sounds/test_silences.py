import numpy as np
import pytest

from voicejournal.bench.sounds.silences import RUN_RMS, cut_runs, pink, plant
from voicejournal.bench.sounds.talker import talk


@pytest.fixture(scope="module")
def spoken():
    return cut_runs(talk(0.5, 2.0, 0.6, 1.5, 0.5).waveform)


def test_speech_is_cut_where_it_is_silent(spoken):
    assert [len(run) / 16_000 for run in spoken] == pytest.approx([2.0, 1.5], abs=0.06)
    assert [np.sqrt(np.mean(run**2)) for run in spoken] == pytest.approx([RUN_RMS] * 2)


def test_silences_lie_where_they_are_told_to(spoken):
    planted = plant(spoken, silences_s=[0.3, 0.9])
    assert sorted(silence.duration for silence in planted.silences) == pytest.approx([0.3, 0.9])
    samples = planted.waveform.samples
    for silence in planted.silences:
        inside = samples[round(silence.start * 16_000) : round(silence.end * 16_000)]
        assert np.sqrt(np.mean(inside**2)) < RUN_RMS / 500


def test_the_seed_draws_the_order(spoken):
    first, same, other = (plant(spoken, seed=seed).silences for seed in (1, 1, 2))
    assert first == same != other


def test_pink_noise_loses_3_db_an_octave():
    noise = pink(2**16, np.random.default_rng(0))
    power = np.abs(np.fft.rfft(noise)) ** 2
    octaves = [power[2**k : 2 ** (k + 1)].mean() for k in range(8, 14)]
    assert np.diff(10 * np.log10(octaves)).mean() == pytest.approx(-3, abs=0.3)
