"""Sounds with known properties."""

import numpy as np

from voicejournal.model.audio import SAMPLE_RATE_HZ, Waveform


def tone(hertz: float, *, seconds: float = 1.0, level_db: float = -20.0) -> Waveform:
    """Make a sine of `level_db` dBFS; 0 is a sine that just reaches full scale."""
    times = np.arange(round(seconds * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    peak = 10 ** (level_db / 20)
    return Waveform((peak * np.sin(2 * np.pi * hertz * times)).astype(np.float32))


def silence(*, seconds: float = 1.0) -> Waveform:
    """Make digital silence."""
    return Waveform(np.zeros(round(seconds * SAMPLE_RATE_HZ), dtype=np.float32))
