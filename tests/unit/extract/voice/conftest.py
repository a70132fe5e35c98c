"""A singer whose pitch glides through phrases and is known at every moment."""

from collections.abc import Callable

import numpy as np
import pytest
import scipy.signal

from voicejournal.bench.sounds.talker import BANDWIDTHS_HZ, VOWELS_HZ

RATE = 16_000
FALL_ST, ACCENT_ST = 3.0, 4.0
RAMP_S = 0.015


@pytest.fixture(scope="session")
def sing() -> Callable[..., tuple[np.ndarray, np.ndarray]]:
    """Voiced stretches of .15-.8 s with silence or hiss between; samples and pitch each 10 ms."""
    return _sing


@pytest.fixture(scope="session")
def pink() -> Callable[..., np.ndarray]:
    """Noise of a room, RMS 1."""
    return _pink


@pytest.fixture(scope="session")
def mixed() -> Callable[[np.ndarray, np.ndarray, float], np.ndarray]:
    """Add noise at so many dB under the loud parts of the sound."""
    return _mixed


def _sing(hertz: float, seconds: float, seed: int) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    melody = _melody(hertz, seconds, random)
    sound, truth, at = np.zeros(len(melody)), np.full(len(melody), np.nan), 0.15
    while at < seconds - 0.9:
        place = slice(int(at * RATE), int((at + random.uniform(0.15, 0.8)) * RATE))
        sound[place] = _vowel(melody[place], random)
        truth[place] = melody[place]
        between = random.uniform(0.06, 0.4)
        hiss = slice(place.stop, min(place.stop + int(between * RATE), len(sound)))
        if random.random() < 0.5:
            sound[hiss] += _hiss(hiss.stop - hiss.start, random)
        at = place.stop / RATE + between
    sound += 1e-5 * random.standard_normal(len(sound))
    return sound.astype(np.float32), truth[::160]


def _melody(hertz: float, seconds: float, random: np.random.Generator) -> np.ndarray:
    time = np.arange(int(seconds * RATE)) / RATE
    semitones = -FALL_ST * time / seconds
    for middle in random.uniform(0, seconds, int(2.5 * seconds)):
        width = random.uniform(0.08, 0.2)
        rise = random.uniform(-0.3, 1) * ACCENT_ST
        semitones += rise * np.exp(-0.5 * np.square((time - middle) / width))
    return hertz * 2 ** (semitones / 12)


def _vowel(melody: np.ndarray, random: np.random.Generator) -> np.ndarray:
    phase = 2 * np.pi * np.cumsum(melody) / RATE
    harmonics = range(1, int(0.45 * RATE / melody.max()) + 1)
    sound = sum(np.cos(k * phase) / k for k in harmonics)
    vowel = VOWELS_HZ[random.integers(len(VOWELS_HZ))]
    for formant, bandwidth in zip(vowel, BANDWIDTHS_HZ, strict=True):
        radius = np.exp(-np.pi * bandwidth / RATE)
        poles = [1, -2 * radius * np.cos(2 * np.pi * formant / RATE), radius**2]
        sound = scipy.signal.lfilter([sum(poles)], poles, sound)
    sound *= 0.1 * 10 ** (random.uniform(-8, 0) / 20) / np.sqrt(np.mean(np.square(sound)))
    edge = np.minimum(np.arange(len(sound)), np.arange(len(sound))[::-1])
    return sound * np.minimum(1, edge / (RAMP_S * RATE))


def _hiss(count: int, random: np.random.Generator) -> np.ndarray:
    high = scipy.signal.butter(2, 3000, "high", fs=RATE, output="sos")
    return 0.015 * scipy.signal.sosfilt(high, random.standard_normal(count)) * np.hanning(count)


def _pink(count: int, seed: int = 5) -> np.ndarray:
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(count))
    spectrum /= np.sqrt(np.maximum(np.arange(len(spectrum)), 1))
    noise = np.fft.irfft(spectrum, count)
    return noise / noise.std()


def _mixed(sound: np.ndarray, noise: np.ndarray, under_db: float) -> np.ndarray:
    power = np.square(sound[: len(sound) // 320 * 320].reshape(-1, 320)).mean(axis=1)
    active = np.sqrt(power[power > 1e-3 * power.max()].mean())
    noise = np.resize(noise, len(sound))
    return (sound + active * 10 ** (-under_db / 20) * noise / noise.std()).astype(np.float32)
