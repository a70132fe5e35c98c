import numpy as np
import pytest

from voicejournal.extract.voice.pitch import track_pitch
from voicejournal.model.units import Span

SAID = (Span(0.2, 1.8),)


@pytest.mark.parametrize("hertz", [75.0, 110.0, 220.0, 330.0, 440.0])
def test_a_pulse_train_measures_its_own_pitch(hertz, steady_voice):
    track = track_pitch(steady_voice(hertz, 2.0), SAID)
    heard = track.hertz[25:175]
    assert np.all(np.abs(heard - hertz) < 1.0)
    assert np.all(track.strength[25:175] > 0.9)


def test_a_rising_voice_is_followed():
    time = np.arange(32_000) / 16_000
    hertz = 120 * 2 ** (time / 4)
    phase = 2 * np.pi * np.cumsum(hertz) / 16_000
    voice = sum(np.cos(k * phase) / k for k in range(1, 20)).astype(np.float32)
    track = track_pitch(voice, SAID)
    expected = 120 * 2 ** (np.arange(len(track.hertz)) * 0.01 / 4)
    error = 12 * np.log2(track.hertz[30:170] / expected[30:170])
    assert np.nanmedian(np.abs(error)) < 0.05


def test_noise_has_no_pitch():
    noise = np.random.default_rng(0).standard_normal(32_000).astype(np.float32)
    voiced = ~np.isnan(track_pitch(noise, SAID).hertz)
    assert voiced[20:180].mean() < 0.05


def test_pitch_is_sought_in_speech_alone(steady_voice):
    track = track_pitch(steady_voice(150.0, 2.0), SAID)
    assert np.all(np.isnan(track.hertz[:20]))
    assert np.all(np.isnan(track.hertz[181:]))
    assert np.all(track.strength[:20] == 0)
    assert np.all(np.isnan(track_pitch(steady_voice(150.0, 2.0), ()).hertz))


def test_one_knock_does_not_silence_a_soft_voice(steady_voice):
    voice = 0.02 * steady_voice(150.0, 2.0)
    voice[16_000] = 1.0
    voiced = ~np.isnan(track_pitch(voice, SAID).hertz)
    assert voiced[25:95].all()


def test_gain_changes_no_pitch(steady_voice):
    voice = steady_voice(180.0, 2.0)
    loud, soft = track_pitch(voice, SAID), track_pitch(voice * np.float32(0.01), SAID)
    assert np.allclose(loud.hertz, soft.hertz, rtol=1e-4, equal_nan=True)
