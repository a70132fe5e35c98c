"""What about a recording makes its numbers less sure; codes, worded where they are shown."""

import numpy as np

from voicejournal.extract.voice.framing import BLOCK_FRAMES, HOP, frames_inside
from voicejournal.extract.voice.loudness import active_level
from voicejournal.model.units import Span
from voicejournal.model.voice import Heard

SPEECH_MIN_S = 0.5
"""Less speech than this is a cough or a click."""
SHORT_S = 20.0
"""Numbers from less speech than this swing too much to compare between notes."""
QUIET_DBFS = -45.0
"""Speech this faint sits near the noise of a phone's microphone."""
NOISY_DB = 15.0
"""Least distance between speech and what is heard in the pauses."""
CLIPPED_AMPLITUDE = 0.98
CLIPPED_SHARE = 1e-3
"""Clean speech touches full scale in far fewer of its samples."""
FLOOR_FRAMES_MIN = 10


def has_speech(speech: tuple[Span, ...]) -> bool:
    """Tell whether there is enough speech to measure anything."""
    return sum(span.duration for span in speech) >= SPEECH_MIN_S


def find_caveats(heard: Heard) -> tuple[str, ...]:
    """Return the caveats of a note: `no_speech`, or any of `short`, `quiet`, `clipped`, `noisy`."""
    if not has_speech(heard.speech):
        return ("no_speech",)
    inside = frames_inside(heard.speech, len(heard.level_db))
    checks = {
        "short": sum(span.duration for span in heard.speech) < SHORT_S,
        "quiet": active_level(heard.waveform, inside) < QUIET_DBFS,
        "clipped": clipped_share(heard) > CLIPPED_SHARE,
        "noisy": speech_over_noise(heard, inside) < NOISY_DB,
    }
    return tuple(code for code, found in checks.items() if found)


def clipped_share(heard: Heard) -> float:
    """Return the share of samples of speech that stand at full scale."""
    samples, rate = heard.waveform.samples, heard.waveform.rate_hz
    clipped = total = 0
    step = BLOCK_FRAMES * HOP
    for span in heard.speech:
        for first in range(int(span.start * rate), int(span.end * rate), step):
            part = samples[first : min(first + step, int(span.end * rate))]
            clipped += int(np.count_nonzero(np.abs(part) >= CLIPPED_AMPLITUDE))
            total += len(part)
    return clipped / max(total, 1)


def speech_over_noise(heard: Heard, inside: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> float:
    """Return how far speech stands above the silences beside it, in dB."""
    speech = float(np.percentile(heard.level_db[inside], 75))
    outside = heard.level_db[~inside]
    if len(outside) < FLOOR_FRAMES_MIN:
        return speech - float(np.percentile(heard.level_db, 5))
    return speech - float(np.median(outside))
