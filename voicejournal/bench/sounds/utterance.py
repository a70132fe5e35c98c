"""Utterances made of syllables: their pitch, voicing and number are known at every moment."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import scipy.signal
from numpy.typing import NDArray

from voicejournal.bench.sounds.glottis import sung
from voicejournal.bench.sounds.talker import VOWELS_HZ
from voicejournal.model.audio import SAMPLE_RATE_HZ, Waveform

PHRASE_SYLLABLES = (4, 10)
BETWEEN_PHRASES_S = (0.35, 1.2)
FALL_ST = 3.0
"""Pitch falls this far within a phrase."""
ACCENT_ST = 2.5
"""Largest rise on a syllable."""
ACCENT_S = 0.12
VOWEL_SHARE = (0.55, 0.75)
"""Share of a syllable that its vowel takes; the rest is a consonant before it."""
LENGTHS = (0.75, 1.25)
"""A syllable lasts between these shares of the usual."""
RAMP_S = 0.015
VOWEL_RMS, HISS_RMS = 0.08, 0.012
LEVELS_DB = (-6.0, 0.0)
JITTER, SHIMMER, HNR_DB = 0.006, 0.04, 25.0
"""Of a healthy voice (Teixeira et al. 2013: under 1.04 %, 3.8 % and over 7 dB are usual)."""
HISS_FROM_HZ = 2500
LEAD_S = 0.5
ROOM_RMS = 1e-5
TRACK_HOP = SAMPLE_RATE_HZ // 100

Sound = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Utterance:
    """Speech that was constructed, and the truth about it."""

    waveform: Waveform
    hertz: Sound
    """Pitch each 10 ms, NaN where no vowel sounds, shape (n_frames,)."""
    nuclei: Sound
    """Times at which the vowels are in their middle, in seconds."""
    span_s: float
    """From the first consonant to the end of the last vowel."""


def utter(seconds: float, *, hertz: float = 120.0, rate: float = 4.5, seed: int = 1) -> Utterance:
    """Construct about so many seconds of phrases with silences between them.

    Args:
        seconds: No phrase begins after these.
        hertz: The talker's usual pitch.
        rate: Syllables per second within a phrase.
        seed: Of vowels, lengths, melody and noise.
    """
    random = np.random.default_rng(seed)
    sounds, tracks = [_silence(LEAD_S)], [np.full(_count(LEAD_S), np.nan)]
    nuclei: list[float] = []
    at = LEAD_S
    while at < seconds:
        sound, track, middles = _phrase(hertz, rate, random)
        nuclei += [at + middle for middle in middles]
        last_s = at + len(sound) / SAMPLE_RATE_HZ
        silence = random.uniform(*BETWEEN_PHRASES_S)
        sounds += [sound, _silence(silence)]
        tracks += [track, np.full(_count(silence), np.nan)]
        at = last_s + _count(silence) / SAMPLE_RATE_HZ
    whole = np.concatenate(sounds)
    whole += ROOM_RMS * random.standard_normal(len(whole))
    waveform = Waveform(whole.astype(np.float32))
    pitch = np.concatenate(tracks)[::TRACK_HOP]
    return Utterance(waveform, pitch, np.array(nuclei), last_s - LEAD_S)


def _phrase(
    hertz: float, rate: float, random: np.random.Generator
) -> tuple[Sound, Sound, list[float]]:
    count = int(random.integers(*PHRASE_SYLLABLES))
    lengths = random.uniform(*LENGTHS, count) / rate
    melody = _melody(hertz, lengths, random)
    sound, track = np.zeros(len(melody)), np.full(len(melody), np.nan)
    middles = []
    edges = np.concatenate([[0], np.cumsum(lengths)])
    for start, end in pairwise(edges):
        opens = end - random.uniform(*VOWEL_SHARE) * (end - start)
        consonant, vowel = slice(_count(start), _count(opens)), slice(_count(opens), _count(end))
        sound[consonant] = _consonant(consonant.stop - consonant.start, random)
        sound[vowel] = _vowel(melody[vowel], random)
        track[vowel] = melody[vowel]
        middles.append((opens + end) / 2)
    return sound, track, middles


def _melody(hertz: float, lengths: Sound, random: np.random.Generator) -> Sound:
    """Return the pitch of each sample of a phrase: it falls, and rises on some syllables."""
    end = float(lengths.sum())
    time = np.arange(_count(end)) / SAMPLE_RATE_HZ
    semitones = FALL_ST * (0.5 - time / end)
    for middle in np.cumsum(lengths) - lengths / 2:
        rise = random.uniform(-0.3, 1) * ACCENT_ST
        semitones += rise * np.exp(-0.5 * np.square((time - middle) / ACCENT_S))
    melody: Sound = hertz * 2 ** (semitones / 12)
    return melody


def _vowel(melody: Sound, random: np.random.Generator) -> Sound:
    which, seed = int(random.integers(len(VOWELS_HZ))), int(random.integers(1 << 31))
    sound = sung(melody, vowel=which, jitter=JITTER, shimmer=SHIMMER, hnr_db=HNR_DB, seed=seed)
    level = VOWEL_RMS * 10 ** (random.uniform(*LEVELS_DB) / 20)
    edge = np.minimum(np.arange(len(sound)), np.arange(len(sound))[::-1])
    ramped: Sound = level * sound * np.minimum(1, edge / (RAMP_S * SAMPLE_RATE_HZ))
    return ramped


def _consonant(count: int, random: np.random.Generator) -> Sound:
    """Hiss in every second consonant on average, else the silence of closed lips."""
    if random.random() < 0.5:  # noqa: PLR2004 -- a coin
        return np.zeros(count)
    sos = scipy.signal.butter(2, HISS_FROM_HZ, "high", fs=SAMPLE_RATE_HZ, output="sos")
    hiss: Sound = scipy.signal.sosfilt(sos, random.standard_normal(count)) * np.hanning(count)
    return HISS_RMS * hiss


def _silence(seconds: float) -> Sound:
    return np.zeros(_count(seconds))


def _count(seconds: float) -> int:
    return round(float(seconds) * SAMPLE_RATE_HZ)
