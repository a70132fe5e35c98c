"""A voice made of single glottal pulses, so that every irregularity of it is known."""

import numpy as np
import scipy.signal
from numpy.typing import NDArray

from voicejournal.bench.sounds.talker import BANDWIDTHS_HZ, VOWELS_HZ
from voicejournal.model.audio import SAMPLE_RATE_HZ

OVERSAMPLING = 4
"""A pulse is placed on a grid this much finer than the sound's, so that its time is kept."""
OPEN_SHARE = 0.6
"""Share of a period in which the folds are open (Klatt & Klatt 1990: 0.5–0.7 in plain voices)."""
RISING_SHARE = 2 / 3
"""Share of the open time in which the flow rises (Rosenberg 1971, pulse C)."""
TO_SPREAD = np.sqrt(np.pi) / 2
"""Two neighbours drawn from a normal distribution differ by 2 / √π of its spread on average."""
WEAKEST = 0.05

Sound = NDArray[np.float64]


def sung(
    hertz: Sound,
    *,
    vowel: int = 0,
    jitter: float = 0.0,
    shimmer: float = 0.0,
    hnr_db: float = 60.0,
    seed: int = 1,
) -> Sound:
    """Sing a vowel whose pulses, and the breath between them, are known.

    Args:
        hertz: Pitch of each sample, shape (n_samples,).
        vowel: Which of `VOWELS_HZ`.
        jitter: Mean difference of neighbouring periods, as a share of the mean period.
        shimmer: The same of the pulses' strength.
        hnr_db: The voice's power over that of the noise added to it.
        seed: Of irregularities and noise.

    Returns:
        The sound at RMS 1, shape (n_samples,).
    """
    random = np.random.default_rng(seed)
    starts, periods = _periods(hertz, jitter * TO_SPREAD, random)
    spread = shimmer * TO_SPREAD
    strengths = np.maximum(WEAKEST, 1 + spread * random.standard_normal(len(starts)))
    sound = _through_the_mouth(_flow(starts, periods, strengths, len(hertz)), vowel)
    sound /= np.sqrt(np.mean(np.square(sound)))
    return sound + 10 ** (-hnr_db / 20) * random.standard_normal(len(sound))


def _periods(hertz: Sound, spread: float, random: np.random.Generator) -> tuple[Sound, Sound]:
    """Return the times of the pulses and how long each lasts, in seconds."""
    starts, periods, at = [], [], 0.0
    end = len(hertz) / SAMPLE_RATE_HZ
    while at < end:
        period = (1 + spread * random.standard_normal()) / hertz[int(at * SAMPLE_RATE_HZ)]
        starts.append(at)
        periods.append(period)
        at += period
    return np.array(starts), np.array(periods)


def _flow(starts: Sound, periods: Sound, strengths: Sound, count: int) -> Sound:
    """Return the change of the air flow through the folds, shape (count,)."""
    rate = OVERSAMPLING * SAMPLE_RATE_HZ
    flow = np.zeros(count * OVERSAMPLING + rate)
    for start, period, strength in zip(starts, periods, strengths, strict=True):
        opened = OPEN_SHARE * period
        rising = RISING_SHARE * opened
        first, after = int(np.ceil(start * rate)), int((start + opened) * rate) + 1
        time = np.arange(first, after) / rate - start
        up = 0.5 * (1 - np.cos(np.pi * time / rising))
        down = np.cos(np.pi / 2 * (time - rising) / (opened - rising))
        flow[first:after] += strength * np.where(time < rising, up, np.maximum(down, 0))
    change = np.diff(flow[: count * OVERSAMPLING], prepend=0)
    fine: Sound = scipy.signal.decimate(change, OVERSAMPLING, ftype="fir")
    return fine


def _through_the_mouth(flow: Sound, vowel: int) -> Sound:
    sound = flow
    for formant, bandwidth in zip(VOWELS_HZ[vowel], BANDWIDTHS_HZ, strict=True):
        radius = np.exp(-np.pi * bandwidth / SAMPLE_RATE_HZ)
        poles = [1, -2 * radius * np.cos(2 * np.pi * formant / SAMPLE_RATE_HZ), radius**2]
        sound = scipy.signal.lfilter([sum(poles)], poles, sound)
    return sound
