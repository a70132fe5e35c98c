"""openSMILE, taking the extended Geneva minimalistic set (eGeMAPS v02, Eyben et al. 2016)."""

from typing import Any

import numpy as np

from voicejournal.bench.tracks import Track
from voicejournal.model.audio import Waveform
from voicejournal.model.units import Missing

NEEDED = Missing("openSMILE is not here: uv pip install 'voicejournal[bench]'")
PITCH = "F0semitoneFrom27.5Hz_sma3nz"
BASE_HZ = 27.5
BALANCE = {
    "h1_h2": "logRelF0-H1-H2_sma3nz_amean",
    "alpha_ratio": "alphaRatioV_sma3nz_amean",
    "hammarberg_index": "hammarbergIndexV_sma3nz_amean",
}
"""Our measures of the spectrum's balance, and what the set calls them: means of voiced frames."""
FRAME_MIDDLE_S = 0.03
"""Frames are stamped with their beginning; pitch is taken from 60 ms."""


class OpenSmile:
    """eGeMAPS of one waveform at a time."""

    def __init__(self, module: Any) -> None:
        """Prepare both levels of the set: frame by frame, and summed up."""
        levels, chosen = module.FeatureLevel, module.FeatureSet.eGeMAPSv02
        self.version = str(module.__version__)
        self._frames = module.Smile(
            feature_set=chosen, feature_level=levels.LowLevelDescriptors, num_workers=1
        )
        self._summary = module.Smile(
            feature_set=chosen, feature_level=levels.Functionals, num_workers=1
        )

    def everything(self, waveform: Waveform) -> int:
        """Take the whole set and return how many numbers it has."""
        return int(self._summary.process_signal(waveform.samples, waveform.rate_hz).shape[1])

    def balance(self, waveform: Waveform) -> dict[str, float]:
        """Return how the voice's power is spread, in dB, by our names."""
        found = self._summary.process_signal(waveform.samples, waveform.rate_hz).iloc[0]
        return {ours: float(found[theirs]) for ours, theirs in BALANCE.items()}

    def pitch(self, waveform: Waveform) -> Track:
        """Return the set's own pitch."""
        frames = self._frames.process_signal(waveform.samples, waveform.rate_hz)
        semitones = frames[PITCH].to_numpy()
        times = frames.index.get_level_values("start").total_seconds().to_numpy()
        hertz = np.where(semitones > 0, BASE_HZ * 2 ** (semitones / 12), np.nan)
        return Track(times + FRAME_MIDDLE_S, hertz)


def find_opensmile() -> OpenSmile | Missing:
    """Load openSMILE if it is installed."""
    try:
        import opensmile  # noqa: PLC0415 -- an extra
    except ImportError:
        return NEEDED
    return OpenSmile(opensmile)
