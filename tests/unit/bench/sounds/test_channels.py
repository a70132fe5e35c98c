import numpy as np
import pytest

from voicejournal.bench.sounds.channels import CHANNELS, level_first
from voicejournal.bench.sounds.utterance import utter
from voicejournal.model.audio import Waveform
from voicejournal.testing.codecs import coded


@pytest.fixture(scope="module")
def sound():
    return level_first(utter(3, seed=2).waveform)


@pytest.mark.parametrize("channel", CHANNELS, ids=lambda one: one.name)
def test_every_channel_keeps_length_and_time_and_does_not_clip(sound, channel):
    out = channel.through(sound)
    assert len(out.samples) == len(sound.samples)
    assert np.abs(out.samples).max() < 1.01
    power = [np.convolve(np.square(one.samples), np.ones(1600), "same") for one in (sound, out)]
    lags = np.arange(-400, 401, 40)
    likeness = [np.corrcoef(power[0], np.roll(power[1], -lag))[0, 1] for lag in lags]
    assert abs(lags[int(np.argmax(likeness))]) <= 120


@pytest.mark.parametrize(("codec", "kbits"), [("libopus", 24), ("aac", 32)])
def test_a_codec_changes_the_sound_but_not_its_level(sound, codec, kbits):
    out = coded(sound, codec, kbits=kbits)
    assert not np.array_equal(out.samples, sound.samples)
    ratio = np.std(out.samples) / np.std(sound.samples)
    assert 20 * np.log10(ratio) == pytest.approx(0, abs=1.5)


def test_six_decibels_are_twice_the_amplitude(sound):
    louder = next(one for one in CHANNELS if one.name == "+6 dB").through(sound)
    assert np.abs(louder.samples).max() == pytest.approx(0.4 * 10 ** (6 / 20), rel=1e-3)


def test_a_telephone_carries_no_low_end():
    time = np.arange(16_000) / 16_000
    hum = Waveform((0.2 * np.sin(2 * np.pi * 100 * time)).astype(np.float32))
    line = next(one for one in CHANNELS if one.disturbance == "bandwidth")
    assert np.std(line.through(hum).samples) < 0.05 * np.std(hum.samples)
