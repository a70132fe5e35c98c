"""A talker made of arithmetic: pulses through formants, in syllables, with a known pitch.

Silero takes it for speech, and every pause and every frame's pitch is known exactly.
"""

from dataclasses import dataclass

import numpy as np
import scipy.signal
from numpy.typing import NDArray

from voicejournal.model.audio import SAMPLE_RATE_HZ, Waveform
from voicejournal.model.units import Span

VOWELS_HZ = (
    (730, 1090, 2440, 3500),
    (270, 2290, 3010, 3700),
    (300, 870, 2240, 3400),
    (530, 1840, 2480, 3500),
    (570, 840, 2410, 3400),
)
"""Formants of five vowels (Peterson & Barney 1952, men)."""
BANDWIDTHS_HZ = (80, 90, 120, 150)
SYLLABLE_S = 0.18
CONSONANT_S = 0.05
RAMP_S = 0.03
VOWEL_PEAK, HISS_RMS = 0.3, 0.05
INTONATION = (0.9, 1.15)
"""Each syllable is sung on one note, drawn between these shares of the talker's pitch."""
HOP_S = 0.01

Sound = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Talk:
    """Speech that was constructed, and the truth about it."""

    waveform: Waveform
    pauses: tuple[Span, ...]
    hertz: Sound
    """Pitch each 10 ms, NaN where no vowel sounds, shape (n_frames,)."""


def talk(*parts: float, hertz: float = 120.0, noise: float = 1e-4, seed: int = 1) -> Talk:
    """Construct silence, speech, silence, speech … of so many seconds each.

    Args:
        parts: Lengths in seconds; the first is silence.
        hertz: The talker's usual pitch.
        noise: RMS of white noise throughout.
        seed: Of vowels, intonation and noise.
    """
    random = np.random.default_rng(seed)
    sounds: list[Sound] = []
    tracks: list[Sound] = []
    for i, seconds in enumerate(parts):
        count = round(seconds * SAMPLE_RATE_HZ)
        sound, pitch = _speech(count, hertz, random) if i % 2 else _silence(count)
        sounds.append(sound)
        tracks.append(pitch)
    whole = np.concatenate(sounds)
    whole = whole + noise * random.standard_normal(len(whole))
    pitch = np.concatenate(tracks)[:: int(HOP_S * SAMPLE_RATE_HZ)]
    return Talk(Waveform(whole.astype(np.float32)), _pauses(parts), pitch)


def _pauses(parts: tuple[float, ...]) -> tuple[Span, ...]:
    ends = np.cumsum(parts)
    inner = range(2, len(parts) - 1, 2)
    return tuple(Span(float(ends[i] - parts[i]), float(ends[i])) for i in inner)


def _silence(count: int) -> tuple[Sound, Sound]:
    return np.zeros(count), np.full(count, np.nan)


def _speech(count: int, hertz: float, random: np.random.Generator) -> tuple[Sound, Sound]:
    sounds: list[Sound] = []
    tracks: list[Sound] = []
    length = 0
    while length < count:
        note = hertz * random.uniform(*INTONATION)
        vowel = voice(note, SYLLABLE_S, vowel=int(random.integers(len(VOWELS_HZ))))
        hiss = _hiss(random)
        sounds += [VOWEL_PEAK * vowel * _ramps(len(vowel)), hiss]
        tracks += [np.full(len(vowel), note), np.full(len(hiss), np.nan)]
        length += len(vowel) + len(hiss)
    return np.concatenate(sounds)[:count], np.concatenate(tracks)[:count]


def voice(hertz: float, seconds: float, *, vowel: int = 0) -> Sound:
    """Sing one vowel on one note, peaks at 1; each pulse falls at its exact time."""
    sound = _pulses(hertz, seconds)
    for formant, bandwidth in zip(VOWELS_HZ[vowel], BANDWIDTHS_HZ, strict=True):
        radius = np.exp(-np.pi * bandwidth / SAMPLE_RATE_HZ)
        poles = [1, -2 * radius * np.cos(2 * np.pi * formant / SAMPLE_RATE_HZ), radius**2]
        sound = scipy.signal.lfilter([sum(poles)], poles, sound)
    peaked: Sound = sound / np.abs(sound).max()
    return peaked


def _pulses(hertz: float, seconds: float) -> Sound:
    """Return a pulse train as the sum of its harmonics, so that no pulse is rounded to a sample."""
    time = np.arange(int(seconds * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    harmonics = np.arange(1, int(0.45 * SAMPLE_RATE_HZ / hertz) + 1)[:, None]
    pulses: Sound = (np.cos(2 * np.pi * harmonics * hertz * time) / harmonics).sum(axis=0)
    return pulses


def _hiss(random: np.random.Generator) -> Sound:
    hiss = random.standard_normal(int(CONSONANT_S * SAMPLE_RATE_HZ))
    high = scipy.signal.butter(2, 0.4, "high", output="sos")
    shaped: Sound = HISS_RMS * scipy.signal.sosfilt(high, hiss) * np.hanning(len(hiss))
    return shaped


def _ramps(count: int) -> Sound:
    edge = np.minimum(np.arange(count), np.arange(count)[::-1])
    return np.minimum(1, edge / (RAMP_S * SAMPLE_RATE_HZ))
