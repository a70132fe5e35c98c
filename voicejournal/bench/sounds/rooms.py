"""Rooms and microphones that disturb a recording in known ways."""

from collections.abc import Sequence

import numpy as np
import scipy.signal
from numpy.typing import NDArray

from voicejournal.bench.sounds.silences import Planted, pink
from voicejournal.model.audio import SAMPLE_RATE_HZ, Waveform

ACTIVE_SHARE = 1e-3
"""Frames with this share of the loudest one's power count as speech when noise is added."""
ACTIVE_FRAME = 320
PEAK = 0.6
DECAY_DB = 60.0
DIRECT_OVER_TAIL = 0.08
"""Amplitude of the tail's beginning beside the direct sound, about 2 m from the talker."""
FIRST_ECHO = 40
"""Samples before the first wall answers."""
BREATH_HZ = (400, 3500)
BREATH_UNDER_DB = 20.0
BREATH_IN_S = 0.5
"""Silences from this length on are breathed in."""
BREATH_MAX_S = 0.45

Sound = NDArray[np.float64]


def with_noise(planted: Planted, noise: Sound, *, under_db: float) -> Planted:
    """Add noise `under_db` under the active level of the speech, repeated to its length."""
    sound = planted.waveform.samples.astype(np.float64)
    whole = np.resize(noise, len(sound))
    scale = active_rms(sound) / np.sqrt(np.mean(np.square(whole))) * 10 ** (-under_db / 20)
    return _as_planted(planted, sound + scale * whole)


def with_pink_noise(planted: Planted, *, under_db: float, seed: int = 1) -> Planted:
    """Add the noise of a room."""
    noise = pink(len(planted.waveform.samples), np.random.default_rng(seed))
    return with_noise(planted, noise, under_db=under_db)


def with_echo(planted: Planted, *, decay_s: float = 0.4, seed: int = 3) -> Planted:
    """Add the reverberation of a room whose sound dies away within `decay_s` (by 60 dB)."""
    random = np.random.default_rng(seed)
    count = round(decay_s * SAMPLE_RATE_HZ)
    tail = random.standard_normal(count) * 10 ** (-DECAY_DB / 20 * np.arange(count) / count)
    response = DIRECT_OVER_TAIL * tail
    response[1:FIRST_ECHO] = 0
    response[0] = 1
    sound = planted.waveform.samples.astype(np.float64)
    return _as_planted(planted, scipy.signal.fftconvolve(sound, response)[: len(sound)])


def with_breath(planted: Planted, *, seed: int = 9) -> Planted:
    """Breathe in during every longer silence."""
    random = np.random.default_rng(seed)
    sound = planted.waveform.samples.astype(np.float64)
    band = scipy.signal.butter(2, BREATH_HZ, "bandpass", fs=SAMPLE_RATE_HZ, output="sos")
    loud = active_rms(sound) * 10 ** (-BREATH_UNDER_DB / 20)
    for silence in planted.silences:
        if silence.duration < BREATH_IN_S:
            continue
        count = round(min(BREATH_MAX_S, 0.6 * silence.duration) * SAMPLE_RATE_HZ)
        breath = scipy.signal.sosfilt(band, random.standard_normal(count)) * np.hanning(count)
        start = round((silence.start + 0.3 * silence.duration) * SAMPLE_RATE_HZ)
        sound[start : start + count] += breath * loud / np.sqrt(np.mean(np.square(breath)))
    return _as_planted(planted, sound)


def babble(voices: Sequence[Waveform], *, seconds: float) -> Sound:
    """Return several people talking at once, each at the same level."""
    count = round(seconds * SAMPLE_RATE_HZ)
    together = np.zeros(count)
    for one in voices:
        together += np.resize(one.samples, count) / active_rms(one.samples)
    return together


def active_rms(sound: NDArray[np.floating]) -> float:
    """Return the RMS of the frames in which something is said."""
    whole = sound[: len(sound) // ACTIVE_FRAME * ACTIVE_FRAME].astype(np.float64)
    power = np.mean(np.square(whole.reshape(-1, ACTIVE_FRAME)), axis=1)
    return float(np.sqrt(np.mean(power[power > ACTIVE_SHARE * power.max()])))


def _as_planted(planted: Planted, sound: Sound) -> Planted:
    loud = sound * (PEAK / np.abs(sound).max())
    return Planted(Waveform(loud.astype(np.float32)), planted.silences)
