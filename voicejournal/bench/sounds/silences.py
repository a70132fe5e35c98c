"""Speech cut into runs and set apart again by silences of known length: the truth for pauses.

Unlike the talker made of arithmetic, the runs are taken from recordings, with the soft onsets,
fading ends and closures that speech has.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voicejournal.extract.voice.frames.framing import runs
from voicejournal.extract.voice.frames.loudness import frame_levels
from voicejournal.model.audio import SAMPLE_RATE_HZ, Waveform
from voicejournal.model.units import Span

HOP = 16
WIDTH = 160
BELOW_LOUDEST_DB = 38.0
"""A run is cut where its sound falls this far under its loudest 10 ms."""
APART_S = 0.12
"""A stretch this long under the level parts two runs; shorter ones are closures inside one."""
RUN_MIN_S = 0.35
FADE_S = 0.003
RUN_RMS = 0.05
"""Every run is brought to one level, so that a condition means the same for all."""
ROOM_DB = -60.0
"""Noise of a quiet room under the speech; nothing that is recorded is ever quite silent."""
SILENCES_S = (0.08, 0.12, 0.16, 0.2, 0.28, 0.32, 0.38, 0.45, 0.55, 0.7, 0.9, 1.2, 1.8, 2.6)
"""Four that are no pause, ten that are; each is planted twice."""
LEAD_S = 0.6

Sound = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Planted:
    """Speech with silences planted in it, and where they lie."""

    waveform: Waveform
    silences: tuple[Span, ...]
    """Every one, those that are too short for a pause too."""


def cut_runs(waveform: Waveform, *, below_db: float = BELOW_LOUDEST_DB) -> tuple[Sound, ...]:
    """Cut clean speech into runs, each trimmed to where it can be heard.

    Args:
        waveform: Speech in a quiet room.
        below_db: How far under the loudest sound a run ends; less where the room is louder.
    """
    samples = waveform.samples
    levels = frame_levels(samples, width=WIDTH, hop=HOP)
    heard = runs(levels > np.percentile(levels, 99) - below_db) * HOP
    apart = heard[1:, 0] - heard[:-1, 1] >= APART_S * SAMPLE_RATE_HZ
    starts = heard[np.concatenate([[True], apart]), 0] if len(heard) else []
    ends = heard[np.concatenate([apart, [True]]), 1] if len(heard) else []
    pairs = zip(starts, ends, strict=True)
    return tuple(_even(samples[a:b]) for a, b in pairs if b - a >= RUN_MIN_S * SAMPLE_RATE_HZ)


def plant(
    spoken: Sequence[Sound], *, silences_s: Sequence[float] = SILENCES_S * 2, seed: int = 1
) -> Planted:
    """Join runs by silences, in an order drawn by the seed, over the noise of a quiet room."""
    random = np.random.default_rng(seed)
    sounds = [np.zeros(_count(LEAD_S))]
    silences = []
    at = len(sounds[0])
    for i, seconds in enumerate(random.permutation(np.asarray(silences_s))):
        run = spoken[i % len(spoken)]
        start, stop = at + len(run), at + len(run) + _count(seconds)
        silences.append(Span(start / SAMPLE_RATE_HZ, stop / SAMPLE_RATE_HZ))
        sounds += [run, np.zeros(stop - start)]
        at = stop
    sounds += [spoken[len(silences) % len(spoken)], np.zeros(_count(LEAD_S))]
    whole = np.concatenate(sounds)
    whole += 10 ** (ROOM_DB / 20) * RUN_RMS * pink(len(whole), random)
    return Planted(Waveform(whole.astype(np.float32)), tuple(silences))


def pink(count: int, random: np.random.Generator) -> Sound:
    """Return noise whose power falls with frequency, as that of rooms does, at RMS 1."""
    spectrum = np.fft.rfft(random.standard_normal(count))
    spectrum /= np.sqrt(np.maximum(np.arange(len(spectrum)), 1))
    noise: Sound = np.fft.irfft(spectrum, count)
    noise /= np.sqrt(np.mean(np.square(noise)))
    return noise


def _even(part: NDArray[np.float32]) -> Sound:
    run = part.astype(np.float64)
    edge = np.minimum(np.arange(len(run)), np.arange(len(run))[::-1])
    run *= np.minimum(1, edge / (FADE_S * SAMPLE_RATE_HZ))
    run *= RUN_RMS / np.sqrt(np.mean(np.square(run)))
    return run


def _count(seconds: float) -> int:
    return round(float(seconds) * SAMPLE_RATE_HZ)
