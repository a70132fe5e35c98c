"""Sounds in which nobody speaks, planted between the sentences of a recording.

What a recogniser writes under them was invented; every word's true place is known.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import scipy.signal
from numpy.typing import NDArray

from voicejournal.model.audio import SAMPLE_RATE_HZ, Waveform
from voicejournal.model.units import Span

Sound = NDArray[np.float64]
Spoken = tuple[tuple[str, Span], ...]
"""The true words of a recording, each with its place."""

ROOM_RMS = 1e-4
"""The room is never silent: -80 dBFS."""
FADE_S = 0.02
AUDIBLE = 0.01
"""Samples above this belong to speech when its level is taken."""


@dataclass(frozen=True, slots=True)
class Plant:
    """One sound to be planted."""

    kind: str
    at_s: float
    """Where the recording is cut open."""
    seconds: float
    under_db: float = 10.0
    """How far it lies under the level of the speech."""


@dataclass(frozen=True, slots=True, eq=False)
class Planted:
    """A recording with sounds planted in it, and the truth about it."""

    waveform: Waveform
    spoken: Spoken
    plants: tuple[tuple[str, Span], ...]
    """Kind and place of each planted sound."""


def plant(waveform: Waveform, spoken: Spoken, plants: Sequence[Plant], *, seed: int) -> Planted:
    """Cut a recording open and plant sounds in it; the words after them come later."""
    random = np.random.default_rng(seed)
    level = _level(waveform)
    parts: list[NDArray[np.float32]] = []
    placed: list[tuple[str, Span]] = []
    ordered = sorted(plants, key=lambda one: one.at_s)
    cut, shift = 0, 0.0
    for one in ordered:
        at = round(one.at_s * SAMPLE_RATE_HZ)
        sound = planted_sound(one, level, random)
        parts += [waveform.samples[cut:at], sound]
        placed.append((one.kind, Span(one.at_s + shift, one.at_s + shift + one.seconds)))
        cut, shift = at, shift + len(sound) / SAMPLE_RATE_HZ
    whole = np.concatenate([*parts, waveform.samples[cut:]])
    return Planted(Waveform(whole), _shifted(spoken, ordered), tuple(placed))


def between_sentences(spoken: Spoken, *, least_s: float = 0.6) -> list[float]:
    """Return the middles of the gaps between words that are this long, longest first."""
    gaps = [(b.start - a.end, (a.end + b.start) / 2) for (_, a), (_, b) in pairwise(spoken)]
    return [middle for length, middle in sorted(gaps, reverse=True) if length >= least_s]


def planted_sound(one: Plant, level: float, random: np.random.Generator) -> NDArray[np.float32]:
    """Make one sound, as loud as wanted beside speech of RMS `level`."""
    count = round(one.seconds * SAMPLE_RATE_HZ)
    sound = KINDS[one.kind](count, random)
    rms = float(np.sqrt(np.mean(np.square(sound))))
    if rms > 0:
        edge = np.minimum(np.arange(count), np.arange(count)[::-1]) / (FADE_S * SAMPLE_RATE_HZ)
        sound = sound * np.minimum(1, edge) * level * 10 ** (-one.under_db / 20) / rms
    return (sound + ROOM_RMS * random.standard_normal(count)).astype(np.float32)


def _level(waveform: Waveform) -> float:
    loud = waveform.samples[np.abs(waveform.samples) > AUDIBLE].astype(np.float64)
    return float(np.sqrt(np.mean(np.square(loud))))


def _shifted(spoken: Spoken, plants: Sequence[Plant]) -> Spoken:
    def shift(span: Span) -> Span:
        late = sum(one.seconds for one in plants if one.at_s < (span.start + span.end) / 2)
        return Span(span.start + late, span.end + late)

    return tuple((text, shift(span)) for text, span in spoken)


def _silence(count: int, _random: np.random.Generator) -> Sound:
    return np.zeros(count)


def _white(count: int, random: np.random.Generator) -> Sound:
    return random.standard_normal(count)


def _pink(count: int, random: np.random.Generator) -> Sound:
    spectrum = np.fft.rfft(random.standard_normal(count))
    pink: Sound = np.fft.irfft(spectrum / np.sqrt(np.maximum(np.arange(len(spectrum)), 1)), count)
    return pink


def _breath(count: int, random: np.random.Generator) -> Sound:
    """Breathe in and out: swells of noise, brighter in than out."""
    sound = np.zeros(count)
    at = 0
    while at < count:
        length = round(random.uniform(0.7, 1.4) * SAMPLE_RATE_HZ)
        band = (500, 3000) if random.random() < 0.5 else (300, 1800)  # noqa: PLR2004 -- a coin
        shape = scipy.signal.butter(2, band, "band", fs=SAMPLE_RATE_HZ, output="sos")
        swell = scipy.signal.sosfilt(shape, random.standard_normal(length)) * np.hanning(length)
        sound[at : at + length] = swell[: count - at]
        at += length + round(random.uniform(0.2, 0.6) * SAMPLE_RATE_HZ)
    return sound


def _hum(count: int, random: np.random.Generator) -> Sound:
    """Hum like the mains, 50 Hz and its harmonics."""
    time = np.arange(count) / SAMPLE_RATE_HZ
    hum: Sound = sum(
        (np.sin(2 * np.pi * 50 * n * time + random.uniform(0, 6)) / n for n in (1, 2, 3, 4, 6, 8)),
        np.zeros(count),
    )
    return hum


def _music(count: int, random: np.random.Generator) -> Sound:
    """Play plucked major chords, one each half second."""
    sound = np.zeros(count)
    beat = SAMPLE_RATE_HZ // 2
    for first in range(0, count, beat):
        root = 110 * 2 ** (int(random.integers(12)) / 12)
        length = min(2 * beat, count - first)
        for step in (0, 4, 7, 12):
            sound[first : first + length] += _plucked(root * 2 ** (step / 12), length)
    return sound


def _plucked(hertz: float, count: int) -> Sound:
    time = np.arange(count) / SAMPLE_RATE_HZ
    tones = [np.sin(2 * np.pi * hertz * n * time) / n**1.5 for n in range(1, 7)]
    plucked: Sound = np.minimum(1, time / 0.01) * np.exp(-2.2 * time) * np.sum(tones, axis=0)
    return plucked


def _clicks(count: int, random: np.random.Generator) -> Sound:
    """Click like a door: a short burst and a low thud."""
    sound = np.zeros(count)
    length = round(0.08 * SAMPLE_RATE_HZ)
    time = np.arange(length) / SAMPLE_RATE_HZ
    at = round(0.2 * SAMPLE_RATE_HZ)
    while at + length < count:
        burst = random.standard_normal(length) * np.exp(-time / 0.012)
        thud = 2 * np.sin(2 * np.pi * random.uniform(80, 200) * time) * np.exp(-time / 0.03)
        sound[at : at + length] += burst + thud
        at += round(random.uniform(0.15, 1.2) * SAMPLE_RATE_HZ)
    return sound


KINDS: Mapping[str, Callable[[int, np.random.Generator], Sound]] = {
    "silence": _silence,
    "breath": _breath,
    "white noise": _white,
    "pink noise": _pink,
    "hum": _hum,
    "music": _music,
    "clicks": _clicks,
}
