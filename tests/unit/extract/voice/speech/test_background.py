"""The network's answer is put right by the level, and only where it must be."""

import numpy as np
import pytest

from voicejournal.bench.sounds.talker import voice
from voicejournal.extract.voice.frames.bands import BANDS, band_power, over_noise
from voicejournal.extract.voice.speech.background import background_of, overheard, passed_over

SECOND = 200
"""Frames."""


def power_of(*levels_db):
    """Return the power of stretches of a second each, at these levels."""
    random = np.random.default_rng(0)
    levels = np.repeat(np.array(levels_db, float), SECOND) + random.normal(
        0, 1, len(levels_db) * SECOND
    )
    return np.repeat(10 ** (levels[:, None] / 10), BANDS, axis=1).astype(np.float32)


def heard(*sure):
    return np.repeat(np.array(sure, bool), SECOND)


def test_the_level_between_voice_and_background_parts_them():
    background = background_of(power_of(0, -15, 0, -15))
    assert -14 < background.halfway < -1
    assert background.high == pytest.approx(0, abs=1)


def test_a_deep_silence_does_not_hide_the_background():
    background = background_of(power_of(0, -15, -60, 0, -15, -60))
    assert background.halfway > -20


def test_quiet_that_is_always_heard_as_speech_is_somebody_else():
    found = overheard(background_of(power_of(0, -15, 0, -15)), heard(1, 1, 1, 1))
    assert found[SECOND + 20 : 2 * SECOND - 20].all()
    assert not found[20 : SECOND - 20].any()


def test_where_the_network_hears_silence_one_soft_ending_stays_speech():
    levels, sure = power_of(0, -40, 0, -40, 0, -15), heard(1, 0, 1, 0, 1, 1)
    assert not overheard(background_of(levels), sure).any()


def test_a_soft_ending_in_speech_without_pauses_stays_speech():
    levels = power_of(*[0] * 9, -15)
    assert not overheard(background_of(levels), heard(*[1] * 10)).any()


@pytest.mark.parametrize(("doubt", "found"), [(0.4, True), (0.1, False)])
def test_a_voice_that_the_network_doubts_is_speech(doubt, found):
    sound = (0.3 * voice(120.0, 3.0)).astype(np.float32)
    power = band_power(sound, gain=1.0)
    sure = np.arange(len(power)) < 2 * SECOND
    probability = np.where(sure, 0.9, doubt)
    more = passed_over(background_of(power), sure, probability, sound)
    assert more[-SECOND // 2 : -20].all() == found


def test_a_hiss_that_the_network_doubts_is_none():
    random = np.random.default_rng(0)
    sound = (0.3 * voice(120.0, 3.0)).astype(np.float32)
    sound[32_000:] = 0.1 * random.standard_normal(len(sound) - 32_000)
    power = band_power(sound, gain=1.0)
    sure = np.arange(len(power)) < 2 * SECOND
    assert not passed_over(background_of(power), sure, np.where(sure, 0.9, 0.4), sound).any()


def test_steady_noise_stands_nowhere_above_itself():
    noise = np.random.default_rng(0).standard_normal(10 * 16_000).astype(np.float32)
    over = over_noise(band_power(noise, gain=1.0), np.ones(2001, bool))
    assert np.percentile(over, 99) - np.median(over) < 0.8


def test_a_tone_is_in_its_own_band():
    time = np.arange(16_000) / 16_000
    power = band_power(np.sin(2 * np.pi * 1000 * time).astype(np.float32), gain=1.0)
    loudest = power[100].argmax()
    assert (
        power[100][loudest] > 100 * np.delete(power[100], [loudest - 1, loudest, loudest + 1]).max()
    )
