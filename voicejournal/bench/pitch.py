"""Our pitch beside librosa's pYIN and YIN, on the same sound."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import librosa
import numpy as np
from numpy.typing import NDArray

from voicejournal.bench.timing import timed
from voicejournal.extract.voice.hearing import hear
from voicejournal.extract.voice.pitch import CEILING_HZ, FLOOR_HZ, track_pitch
from voicejournal.model.audio import SAMPLE_RATE_HZ, Waveform

FRAME = 1024
HOP = 160
GATE_DB = 30.0
"""YIN decides nothing about voicing: frames this far under the loudest are left out."""
GROSS_SHARE = 0.2
"""A pitch further off than this is a gross error, mostly an octave."""

Track = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PitchRow:
    """One tracker on one sound."""

    tracker: str
    times_real_time: float
    difference_st: float
    """Median distance from the truth, or from pYIN where there is none, in semitones."""
    gross_share: float
    voiced_s: float


def bench_pitch(waveform: Waveform, truth: Track | None = None) -> tuple[PitchRow, ...]:
    """Track pitch with each tracker.

    Args:
        waveform: The sound.
        truth: Its pitch each 10 ms, NaN where unvoiced; None: pYIN's is compared against.
    """
    trackers: dict[str, Callable[[Waveform], Track]] = {
        "librosa.pyin": _pyin,
        "librosa.yin": _yin,
        "voicejournal": _ours(waveform),
    }
    tracks = {name: timed(partial(track, waveform)) for name, track in trackers.items()}
    reference = tracks["librosa.pyin"][0] if truth is None else truth
    return tuple(
        _row(name, track, waveform.duration / seconds, reference)
        for name, (track, seconds) in tracks.items()
    )


def _row(tracker: str, track: Track, times_real_time: float, reference: Track) -> PitchRow:
    count = min(len(track), len(reference))
    octaves = np.log2(track[:count] / reference[:count])
    octaves = octaves[~np.isnan(octaves)]
    return PitchRow(
        tracker=tracker,
        times_real_time=times_real_time,
        difference_st=float(np.median(np.abs(12 * octaves))) if len(octaves) else float("nan"),
        gross_share=float(np.mean(np.abs(2**octaves - 1) > GROSS_SHARE)) if len(octaves) else 0.0,
        voiced_s=float(np.count_nonzero(~np.isnan(track)) * HOP / SAMPLE_RATE_HZ),
    )


def _ours(waveform: Waveform) -> Callable[[Waveform], Track]:
    """Return our tracker; where speech is has been found before, as librosa is told nothing."""
    speech = hear(waveform).speech
    return lambda sound: track_pitch(sound.samples, speech).hertz


def _pyin(waveform: Waveform) -> Track:
    hertz, _, _ = librosa.pyin(
        waveform.samples, fmin=FLOOR_HZ, fmax=CEILING_HZ, sr=waveform.rate_hz,
        frame_length=FRAME, hop_length=HOP,
    )  # fmt: skip
    return np.asarray(hertz, np.float64)


def _yin(waveform: Waveform) -> Track:
    hertz = librosa.yin(
        waveform.samples, fmin=FLOOR_HZ, fmax=CEILING_HZ, sr=waveform.rate_hz,
        frame_length=FRAME, hop_length=HOP,
    ).astype(np.float64)  # fmt: skip
    level = librosa.feature.rms(y=waveform.samples, frame_length=FRAME, hop_length=HOP)[0]
    quiet = level[: len(hertz)] < level.max() * 10 ** (-GATE_DB / 20)
    hertz[: len(quiet)][quiet] = np.nan
    return hertz
