"""How loud each frame is, and how loud the speech in a note is."""

import librosa
import numpy as np
from numpy.typing import NDArray

from voicejournal.extract.voice.frames.framing import HOP, blocks, frame_count
from voicejournal.model.audio import Waveform

FRAME_WIDTH = 512
"""32 ms: two periods of a deep voice."""
SILENT_DB = -200.0
"""Written for frames of exact zeros, whose level has no logarithm."""
SCALED_TO_DB = -20.0
"""Level that speech is brought to before a detector hears it (dBFS, RMS)."""
TOP_PERCENTILE = 99.5
SPEECH_PERCENTILE = 95.0
SPEECH_RANGE_DB = 35.0
"""Frames this far under the loudest are silence and would pull the percentile down."""
AUDIBLE_DB = -85.0
"""Below the rounding noise of a 14-bit recording there is nothing to bring up."""


def frame_levels(
    samples: NDArray[np.float32], *, width: int = FRAME_WIDTH, hop: int = HOP
) -> NDArray[np.float64]:
    """Return the RMS level of each frame in dBFS, shape (n_frames,)."""
    levels = np.empty(frame_count(len(samples), hop))
    for place, block in blocks(samples, width=width, hop=hop):
        rms = librosa.feature.rms(y=block, frame_length=width, hop_length=hop, center=False)[0]
        levels[place] = 20 * np.log10(rms + 10 ** (SILENT_DB / 20))
    return levels


def speech_gain(levels: NDArray[np.float64]) -> float | None:
    """Return the factor that brings the note's speech to `SCALED_TO_DB`, None in silence.

    The louder frames set it: P95 of those within `SPEECH_RANGE_DB` of the loudest, so that
    neither a click nor the share of silence in the note moves it.
    """
    top = float(np.percentile(levels, TOP_PERCENTILE))
    if top < AUDIBLE_DB:
        return None
    loud = levels[levels > top - SPEECH_RANGE_DB]
    return float(10 ** ((SCALED_TO_DB - np.percentile(loud, SPEECH_PERCENTILE)) / 20))


def active_level(waveform: Waveform, inside: NDArray[np.bool_]) -> float:
    """Return the RMS level of the frames marked `inside`, in dBFS."""
    power, count = 0.0, 0
    for place, block in blocks(waveform.samples, width=HOP):
        chosen = block.reshape(-1, HOP)[inside[place]]
        power += float(np.sum(np.square(chosen, dtype=np.float64)))
        count += chosen.size
    return 10 * float(np.log10(power / count)) if power > 0 else SILENT_DB
