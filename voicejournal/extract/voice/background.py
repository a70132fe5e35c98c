"""What lies behind the voice: how loud it is, and where nothing else is heard.

Silero tells speech from noise, but takes people talking behind the patient for the patient, and
now and then passes over a word. The level, and the voice in it, put both right.
"""

from dataclasses import dataclass

import numpy as np
import scipy.ndimage
from numpy.typing import NDArray

from voicejournal.extract.voice.bands import BAND_HOP_S, TINY, Power
from voicejournal.extract.voice.framing import HOP_S, runs
from voicejournal.extract.voice.pitch import track_pitch
from voicejournal.model.audio import SAMPLE_RATE_HZ
from voicejournal.model.units import Span

SYLLABLE_FRAMES = 31
"""155 ms: the level of a syllable, not of a sound in it."""
FLOOR_FRAMES = 41
FLOOR_PERCENTILE, LOUD_PERCENTILE = 3, 95
RANGE_DB = 65.0
"""Levels are looked at this far under the loudest."""
HALFWAY = 0.5
"""Of the way from the background's level to the voice's, in dB."""
APART_MIN_DB = 9.0
"""With less between them, level tells nothing apart."""
QUIET_MIN_S = 0.2
HEARD_SHARE = 0.6
"""In room noise at 10 dB the network hears the silence in 0.75 of the quiet stretches and more,
with people talking at 15 dB in less than 0.5; measured on planted silences."""
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
    """The level of every syllable's length, and between what it moves."""

    level: NDArray[np.float64]
    """In dB, one frame each `BAND_HOP_S`, shape (n_frames,)."""
    low: float
    high: float

    @property
    def halfway(self) -> float:
        """Level that parts the voice from what lies behind it, in dB."""
        return self.low + HALFWAY * (self.high - self.low)


def background_of(power: Power) -> Background:
    """Return how loud the sound is, syllable by syllable."""
    level = 10 * np.log10(power.mean(axis=1, dtype=np.float64) + TINY)
    level = np.maximum(level, np.percentile(level, 99) - RANGE_DB)
    syllables = scipy.ndimage.uniform_filter1d(level, SYLLABLE_FRAMES)
    floor = scipy.ndimage.uniform_filter1d(level, FLOOR_FRAMES)
    return Background(
        level=syllables,
        low=float(np.percentile(floor, FLOOR_PERCENTILE)),
        high=float(np.percentile(syllables, LOUD_PERCENTILE)),
    )


def overheard(background: Background, speech: Mask) -> Mask:
    """Return where the network hears speech, but only what lies behind the voice sounds.

    Empty unless it does so nearly throughout: then people are talking in the background. A
    stretch that is quiet and still heard as speech is otherwise a soft ending.
    """
    found = np.zeros(len(speech), np.bool_)
    if background.high - background.low < APART_MIN_DB:
        return found
    quiet = runs(background.level < background.halfway)
    quiet = quiet[np.diff(quiet, axis=1)[:, 0] * BAND_HOP_S >= QUIET_MIN_S]
    heard = [float(np.count_nonzero(~speech[a:b])) for a, b in quiet]
    if sum(heard) > HEARD_SHARE * np.diff(quiet, axis=1).sum():
        return found
    for (first, after), silent in zip(quiet, heard, strict=True):
        if silent < COVERED_SHARE * (after - first):
            found[first:after] = True
    return found


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
