"""What lies behind the voice: how loud it is, and where nothing else is heard.

Silero tells speech from noise, but takes people talking behind the patient for the patient, and
now and then passes over a word. The level, and the voice in it, put both right.
"""

from dataclasses import dataclass

import numpy as np
import scipy.ndimage
from numpy.typing import NDArray

from voicejournal.extract.voice.frames.bands import BAND_HOP_S, TINY, Power
from voicejournal.extract.voice.frames.framing import HOP_S, runs
from voicejournal.extract.voice.phonation.pitch import track_pitch
from voicejournal.model.audio import SAMPLE_RATE_HZ
from voicejournal.model.units import Span

SYLLABLE_FRAMES = 31
"""155 ms: the level of a syllable, not of a sound in it."""
LOUD_PERCENTILE = 95
LOWEST_DB = 65.0
"""Levels are looked at this far under the loudest."""
RANGE_DB = 25.0
"""Levels are parted within this range under the loudest: a background further down is silence
beside the voice, and its own silences are not what parts it from the voice."""
LEVELS = 60
ON_THE_QUIET_SIDE_DB = 1.0
"""A soft syllable taken for background invents a pause; the level is set a little lower."""
QUIET_MIN_S = 0.25
HEARD_SHARE = 0.6
"""Alone or in a room's noise (to 10 dB), the network hears silence in two thirds and more of the
quiet stretches; over one to six people talking at 15 dB, in 0.05 to 0.53. Measured on planted
silences; 12 people are a noise, and heard as such."""
OVERHEARD_SHARE = 0.15
"""Less of a note than this is soft endings, not people talking."""
COVERED_SHARE = 0.7
"""A quiet stretch whose silence the network has heard this far needs no help."""
DOUBT = 0.3
"""Probability that the network gives, at the highest, to a word it passes over."""
DOUBT_MIN_S = 0.1
AS_LOUD_DB = 12.0
VOICED_SHARE, VOICED_STRENGTH = 0.7, 0.75
"""Share of frames with pitch, and their median autocorrelation: breath and echo have less."""

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Background:
    """The level of every syllable's length, and what parts the voice from what is behind it."""

    level: NDArray[np.float64]
    """In dB, one frame each `BAND_HOP_S`, shape (n_frames,)."""
    high: float
    """Level of the louder syllables, in dB."""
    halfway: float
    """Level between the voice and its background, in dB."""


def background_of(power: Power) -> Background:
    """Return how loud the sound is, syllable by syllable."""
    level = 10 * np.log10(power.mean(axis=1, dtype=np.float64) + TINY)
    level = np.maximum(level, np.percentile(level, 99) - LOWEST_DB)
    syllables = scipy.ndimage.uniform_filter1d(level, SYLLABLE_FRAMES)
    high = float(np.percentile(syllables, LOUD_PERCENTILE))
    return Background(level=syllables, high=high, halfway=_parting(syllables, high - RANGE_DB))


def _parting(level: NDArray[np.float64], lowest: float) -> float:
    """Return the level that best parts the loud from the quiet frames.

    Source:
        Otsu (1979), A threshold selection method from gray-level histograms, IEEE SMC 9.
    """
    counts, edges = np.histogram(np.maximum(level, lowest), LEVELS)
    share = counts / counts.sum()
    middle = (edges[1:] + edges[:-1]) / 2
    below, mean = np.cumsum(share)[:-1], np.cumsum(share * middle)[:-1]
    whole = float(share @ middle)
    between = (whole * below - mean) ** 2 / np.maximum(below * (1 - below), 1e-9)
    return float(edges[1 + np.argmax(between)]) - ON_THE_QUIET_SIDE_DB


def overheard(background: Background, speech: Mask) -> Mask:
    """Return where the network hears speech, but only what lies behind the voice sounds.

    Empty unless it does so nearly throughout: then people are talking in the background. A
    stretch that is quiet and still heard as speech is otherwise a soft ending.
    """
    found = np.zeros(len(speech), np.bool_)
    quiet = runs(background.level < background.halfway)
    quiet = quiet[np.diff(quiet, axis=1)[:, 0] * BAND_HOP_S >= QUIET_MIN_S]
    silent = [float(np.count_nonzero(~speech[a:b])) for a, b in quiet]
    if sum(silent) > HEARD_SHARE * np.diff(quiet, axis=1).sum():
        return found
    for (first, after), unheard in zip(quiet, silent, strict=True):
        if unheard < COVERED_SHARE * (after - first):
            found[first:after] = True
    return found if found.mean() >= OVERHEARD_SHARE else np.zeros_like(found)


def passed_over(
    background: Background,
    speech: Mask,
    probability: NDArray[np.float64],
    samples: NDArray[np.float32],
) -> Mask:
    """Return where a voice sounds, as loud as the rest, that the network was not sure of.

    Args:
        background: Levels.
        speech: Where the network is sure, shape (n_frames,).
        probability: What it gives each frame, shape (n_frames,).
        samples: The note, 16 kHz.
    """
    loud = max(background.high - AS_LOUD_DB, background.halfway)
    stretches = [
        (int(a), int(b))
        for a, b in runs((background.level > loud) & ~speech)
        if (b - a) * BAND_HOP_S >= DOUBT_MIN_S and probability[a:b].max() >= DOUBT
    ]
    found = np.zeros(len(speech), np.bool_)
    if stretches:
        voiced = _voiced(samples, stretches)
        for (first, after), is_voice in zip(stretches, voiced, strict=True):
            found[first:after] = is_voice
    return found


def _voiced(samples: NDArray[np.float32], stretches: list[tuple[int, int]]) -> list[bool]:
    end = len(samples) / SAMPLE_RATE_HZ
    spans = [Span(a * BAND_HOP_S, min(b * BAND_HOP_S, end)) for a, b in stretches]
    pitch = track_pitch(samples, spans)
    return [_is_voice(pitch.hertz, pitch.strength, span) for span in spans]


def _is_voice(hertz: NDArray[np.float64], strength: NDArray[np.float64], span: Span) -> bool:
    place = slice(int(np.ceil(span.start / HOP_S)), int(np.ceil(span.end / HOP_S)))
    sounds = ~np.isnan(hertz[place])
    if not sounds.any() or sounds.mean() < VOICED_SHARE:
        return False
    return bool(np.median(strength[place][sounds]) >= VOICED_STRENGTH)
