"""What a microphone hears where nobody speaks: hiss, hum, breath, clicks, nothing at all."""

import numpy as np

from small_voices.voices import RATE_HZ, Sound

BREATH_S = (0.3, 1.2)
CLICK_S = (0.002, 0.03)
HUM_HZ = (50.0, 60.0)
STIRS_PER_S = 0.6
LEVEL_DB = (-75.0, -35.0)
"""Of a quiet room as phones record it, in dB of full scale (assumed)."""


def quiet(count: int, rng: np.random.Generator) -> Sound:
    """Return so many samples of a room in which nobody speaks."""
    kind = rng.random()
    if kind < 0.1:
        return np.zeros(count, np.float32)
    sound = hiss(count, rng) + (hum(count, rng) if kind < 0.3 else np.float32(0))
    level = np.float32(10 ** (rng.uniform(*LEVEL_DB) / 20))
    return level * stirred(sound, rng) if kind > 0.5 else level * sound


def hiss(count: int, rng: np.random.Generator) -> Sound:
    """Return noise, its spectrum tilted by chance, mean square 1."""
    spectrum = np.fft.rfft(rng.standard_normal(count))
    frequency = np.fft.rfftfreq(count, 1 / RATE_HZ)
    spectrum *= (1 + frequency / 200) ** -rng.uniform(0, 1.5)
    noise = np.fft.irfft(spectrum, count)
    return np.asarray(noise / np.sqrt(np.square(noise).mean()), np.float32)


def hum(count: int, rng: np.random.Generator) -> Sound:
    """Return a mains hum with its overtones."""
    time = np.arange(count) / RATE_HZ
    base = rng.choice(HUM_HZ)
    tones = (
        rng.uniform(0, 2) / number * np.sin(2 * np.pi * base * number * time + rng.uniform(0, 6))
        for number in range(1, 6)
    )
    return np.asarray(sum(tones), np.float32)


def stirred(
    sound: Sound, rng: np.random.Generator, *, loud: tuple[float, float] = (3, 40)
) -> Sound:
    """Return a sound with breaths and clicks in it, `loud` times as loud as itself."""
    stirred = sound.copy()
    level = float(np.sqrt(np.square(sound).mean())) + 1e-5
    for _ in range(rng.poisson(STIRS_PER_S * len(sound) / RATE_HZ)):
        part = _breath(rng) if rng.random() < 0.5 else _click(rng)
        first = int(rng.integers(max(1, len(sound) - len(part))))
        part = part[: len(sound) - first]
        stirred[first : first + len(part)] += np.float32(level * rng.uniform(*loud)) * part
    return stirred


def _breath(rng: np.random.Generator) -> Sound:
    """Return air drawn in: a band of noise that swells and goes."""
    count = int(rng.uniform(*BREATH_S) * RATE_HZ)
    spectrum = np.fft.rfft(rng.standard_normal(count))
    frequency = np.fft.rfftfreq(count, 1 / RATE_HZ)
    middle, width = rng.uniform(700, 3000), rng.uniform(500, 2000)
    spectrum *= np.exp(-(((frequency - middle) / width) ** 2))
    noise = np.fft.irfft(spectrum, count) * np.hanning(count)
    return np.asarray(noise / (np.sqrt(np.square(noise).mean()) + 1e-9), np.float32)


def _click(rng: np.random.Generator) -> Sound:
    """Return a key, a tap: noise that dies away within milliseconds."""
    count = int(0.1 * RATE_HZ)
    dying = np.exp(-np.arange(count) / (rng.uniform(*CLICK_S) * RATE_HZ))
    return np.asarray(rng.standard_normal(count) * dying, np.float32)
