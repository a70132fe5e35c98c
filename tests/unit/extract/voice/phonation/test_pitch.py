import numpy as np
import pytest

from voicejournal.bench.sounds.utterance import utter
from voicejournal.extract.voice.phonation.pitch import track_pitch
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


@pytest.fixture(scope="module")
def singers(sing):
    return [sing(hertz, 8.0, i) for i, hertz in enumerate((95.0, 130.0, 200.0, 260.0))]


@pytest.mark.parametrize("under_db", [None, 10.0])
def test_gliding_voices_are_followed_in_quiet_and_in_a_noisy_room(singers, pink, mixed, under_db):
    gross = wrong = both = frames = 0
    for sound, truth in singers:
        heard = sound if under_db is None else mixed(sound, pink(len(sound)), under_db)
        hertz = track_pitch(heard, (Span(0.0, 8.0),)).hertz[: len(truth)]
        octaves = np.log2(hertz / truth)
        octaves = octaves[~np.isnan(octaves)]
        gross += np.count_nonzero(np.abs(2**octaves - 1) > 0.2)
        wrong += np.count_nonzero(np.isnan(hertz) != np.isnan(truth))
        both, frames = both + len(octaves), frames + len(truth)
    assert gross / both <= 0.005
    assert wrong / frames <= 0.015


def test_a_voice_that_falls_far_is_not_lifted_by_an_octave():
    time = np.arange(64_000) / 16_000
    hertz = np.where(time < 3.4, 200.0, 200.0 * 2 ** (-(time - 3.4) / 0.6 * 9 / 12))
    phase = 2 * np.pi * np.cumsum(hertz) / 16_000
    voice = 0.1 * sum(np.cos(k * phase) / k for k in range(1, 20)).astype(np.float32)
    heard = track_pitch(voice, (Span(0.0, 4.0),)).hertz[:390]
    assert np.all(np.abs(12 * np.log2(heard[5:] / hertz[::160][5:390])) < 1)


def test_a_stretch_measures_the_same_wherever_its_block_begins(singers):
    sound, _ = singers[1]
    apart = np.concatenate([sound, np.zeros(16_000, np.float32)])
    many = np.tile(apart, 8)
    spans = tuple(Span(9.0 * i, 9.0 * i + 8) for i in range(8))
    hertz = track_pitch(many, spans).hertz
    assert len(hertz) > 7_000
    for i in range(1, 8):
        assert np.allclose(hertz[900 * i : 900 * i + 800], hertz[:800], equal_nan=True)


def test_a_vowel_that_breaks_off_is_voiced_while_it_sounds_and_no_longer():
    wrong = frames = 0
    for hertz, seed in ((85.0, 70), (150.0, 72), (260.0, 75)):
        said = utter(6.0, hertz=hertz, seed=seed)
        found = track_pitch(said.waveform.samples, (Span(0.0, said.waveform.duration),)).hertz
        truth = said.hertz
        wrong += np.count_nonzero(np.isnan(found[: len(truth)]) != np.isnan(truth))
        frames += len(truth)
    assert wrong / frames <= 0.008


def test_a_voice_that_fades_is_followed_to_its_end(steady_voice):
    voice = steady_voice(120.0, 1.0)
    fade = 10 ** (-20 * np.clip(np.linspace(-1, 1, len(voice)), 0, 1) / 20)
    hertz = track_pitch((voice * fade).astype(np.float32), (Span(0.0, 1.0),)).hertz
    assert not np.isnan(hertz[3:97]).any()
