"""A talker made of arithmetic: pulses through formants, in syllables, at a known pitch."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest
import scipy.signal

from voicejournal.model.audio import SAMPLE_RATE_HZ, Waveform

# Formants of five vowels of a man (Peterson & Barney 1952), and usual bandwidths, in Hz.
VOWELS = (
    (730, 1090, 2440, 3500),
    (270, 2290, 3010, 3700),
    (300, 870, 2240, 3400),
    (530, 1840, 2480, 3500),
    (570, 840, 2410, 3400),
)
BANDWIDTHS = (80, 90, 120, 150)
NOISE = 1e-4
SYLLABLE_S, CONSONANT_S = 0.18, 0.05
SYLLABLE_RATE = 1 / (SYLLABLE_S + CONSONANT_S)


def pulses(hertz: float, seconds: float) -> np.ndarray:
    """A glottal pulse train; each pulse stands at its exact time, between samples if need be."""
    time = np.arange(int(seconds * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    highest = int(0.45 * SAMPLE_RATE_HZ / hertz)
    harmonics = np.arange(1, highest + 1)[:, None]
    return (np.cos(2 * np.pi * harmonics * hertz * time) / harmonics).sum(axis=0)


def spoken(source: np.ndarray, formants: Sequence[int]) -> np.ndarray:
    for formant, bandwidth in zip(formants, BANDWIDTHS, strict=True):
        radius = np.exp(-np.pi * bandwidth / SAMPLE_RATE_HZ)
        poles = [1, -2 * radius * np.cos(2 * np.pi * formant / SAMPLE_RATE_HZ), radius**2]
        source = scipy.signal.lfilter([sum(poles)], poles, source)
    return source / np.abs(source).max()


def syllable(hertz: float, random: np.random.Generator) -> np.ndarray:
    vowel = spoken(pulses(hertz, SYLLABLE_S), VOWELS[random.integers(len(VOWELS))])
    ramp = np.minimum(np.arange(len(vowel)), np.arange(len(vowel))[::-1]) / (0.03 * SAMPLE_RATE_HZ)
    hiss = random.standard_normal(int(CONSONANT_S * SAMPLE_RATE_HZ))
    hiss = scipy.signal.sosfilt(scipy.signal.butter(2, 0.4, "high", output="sos"), hiss)
    return np.concatenate([0.3 * vowel * np.minimum(1, ramp), 0.05 * hiss * np.hanning(len(hiss))])


def babble(seconds: float, hertz: float = 120.0, seed: int = 1) -> np.ndarray:
    """Syllables one after another; Silero takes them for speech."""
    random = np.random.default_rng(seed)
    count = int(np.ceil(seconds * SYLLABLE_RATE))
    parts = [syllable(hertz * random.uniform(0.9, 1.15), random) for _ in range(count)]
    return np.concatenate(parts)[: int(seconds * SAMPLE_RATE_HZ)]


def note(*parts: float, hertz: float = 120.0, noise: float = NOISE) -> Waveform:
    """Silence, speech, silence, speech … of the lengths given, with faint noise throughout."""
    sounds = [
        babble(seconds, hertz, seed=i) if i % 2 else np.zeros(round(seconds * SAMPLE_RATE_HZ))
        for i, seconds in enumerate(parts)
    ]
    sound = np.concatenate(sounds)
    sound = sound + noise * np.random.default_rng(0).standard_normal(len(sound))
    return Waveform(sound.astype(np.float32))


@pytest.fixture(scope="session")
def talk() -> Callable[..., Waveform]:
    return note


@pytest.fixture(scope="session")
def steady_voice() -> Callable[[float, float], np.ndarray]:
    return lambda hertz, seconds: (0.3 * spoken(pulses(hertz, seconds), VOWELS[0])).astype("f4")
