"""Pitch by librosa, at the settings that compare."""

import librosa
import numpy as np

from voicejournal.bench.tracks import Track
from voicejournal.extract.voice.phonation.pitch import CEILING_HZ, FLOOR_HZ
from voicejournal.model.audio import Waveform

FRAME = 1024
HOP = 160
PYIN = f"librosa.pyin, 16 kHz, frames of {FRAME}, hop {HOP}"
YIN = "librosa.yin, quiet frames left out"
GATE_DB = 30.0
"""YIN decides nothing about voicing: frames this far under the loudest are left out."""


def pyin(waveform: Waveform) -> Track:
    """Track pitch as librosa's pYIN does."""
    hertz, _, _ = librosa.pyin(
        waveform.samples, fmin=FLOOR_HZ, fmax=CEILING_HZ, sr=waveform.rate_hz,
        frame_length=FRAME, hop_length=HOP,
    )  # fmt: skip
    return Track.each_hop(np.asarray(hertz, np.float64))


def yin(waveform: Waveform) -> Track:
    """Track pitch as librosa's YIN does, in frames loud enough to hold a voice."""
    hertz = librosa.yin(
        waveform.samples, fmin=FLOOR_HZ, fmax=CEILING_HZ, sr=waveform.rate_hz,
        frame_length=FRAME, hop_length=HOP,
    ).astype(np.float64)  # fmt: skip
    level = librosa.feature.rms(y=waveform.samples, frame_length=FRAME, hop_length=HOP)[0]
    quiet = level[: len(hertz)] < level.max() * 10 ** (-GATE_DB / 20)
    hertz[: len(quiet)][quiet] = np.nan
    return Track.each_hop(hertz)
