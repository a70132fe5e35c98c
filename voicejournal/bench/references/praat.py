"""Praat, through parselmouth, taking the quantities that we take.

Settings are Praat's own defaults, at our hop of 10 ms and our range of pitch from Praat's usual
floor on.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voicejournal.bench.tracks import Track
from voicejournal.model.audio import Waveform
from voicejournal.model.units import Missing, Span

NEEDED = Missing("Praat is not here: uv pip install 'voicejournal[bench]'")
HOP_S = 0.01
FLOOR_HZ, CEILING_HZ = 75.0, 500.0
PERIOD_S = (0.0001, 0.02)
LARGEST_PERIOD_FACTOR, LARGEST_STRENGTH_FACTOR = 1.3, 1.6
NOT_HARMONIC_DB = -100.0
"""Praat writes -200 dB where a frame has no pitch."""
CEPSTRUM = ("To PowerCepstrogram", 60, 0.002, 5000, 50)
PROMINENCE = (
    "Get CPPS", True, 0.01, 0.001, 60, 330, 0.05, "parabolic", 0.001, 0.05, "Straight", "Robust",
)  # fmt: skip
SILENCES = ("To TextGrid (silences)", 100, 0, -25, 0.1, 0.1, "silent", "sounding")
SYLLABLE_FLOOR_HZ = 50.0
SYLLABLE_PITCH = (0.02, 30, 4, False, 0.03, 0.25, 0.01, 0.35, 0.25, 450)
SYLLABLE_BELOW_DB, SYLLABLE_DIP_DB = 25.0, 2.0
"""As in De Jong & Wempe's script (2009)."""


@dataclass(frozen=True, slots=True)
class PraatQuality:
    """Praat's numbers for one sound, in our units."""

    jitter: float
    shimmer: float
    hnr: float
    cpps: float


class Praat:
    """Praat's measures of one waveform at a time."""

    def __init__(self, module: Any, call: Any) -> None:
        """Hold the loaded library."""
        self._module, self._call = module, call
        self.version = str(module.PRAAT_VERSION)

    def pitch(self, waveform: Waveform) -> Track:
        """Track pitch by the autocorrelation method."""
        found = self._sound(waveform).to_pitch_ac(
            time_step=HOP_S, pitch_floor=FLOOR_HZ, pitch_ceiling=CEILING_HZ
        )
        hertz = np.asarray(found.selected_array["frequency"], np.float64)
        return Track(np.asarray(found.xs()), np.where(hertz > 0, hertz, np.nan))

    def perturbation(self, waveform: Waveform) -> tuple[float, float]:
        """Return jitter (local, %) and shimmer (local, dB)."""
        sound = self._sound(waveform)
        pulses = self._call(sound, "To PointProcess (periodic, cc)", FLOOR_HZ, CEILING_HZ)
        limits = (0, 0, *PERIOD_S, LARGEST_PERIOD_FACTOR)
        jitter = self._call(pulses, "Get jitter (local)", *limits)
        shimmer = self._call(
            [sound, pulses], "Get shimmer (local_dB)", *limits, LARGEST_STRENGTH_FACTOR
        )
        return 100 * float(jitter), float(shimmer)

    def harmonicity(self, waveform: Waveform) -> float:
        """Return the median harmonics-to-noise ratio of the frames that have one, in dB."""
        found = self._sound(waveform).to_harmonicity_cc(HOP_S, FLOOR_HZ, 0.1, 1.0)
        values = found.values[0]
        harmonic = values[values > NOT_HARMONIC_DB]
        return float(np.median(harmonic)) if len(harmonic) else float("nan")

    def prominence(self, waveform: Waveform) -> float:
        """Return the smoothed cepstral peak prominence of the whole sound, in dB."""
        cepstra = self._call(self._sound(waveform), *CEPSTRUM)
        return float(self._call(cepstra, *PROMINENCE))

    def quality(self, waveform: Waveform) -> PraatQuality:
        """Return all four measures of how the voice sounds."""
        jitter, shimmer = self.perturbation(waveform)
        return PraatQuality(jitter, shimmer, self.harmonicity(waveform), self.prominence(waveform))

    def intensity(self, waveform: Waveform) -> NDArray[np.float64]:
        """Return the level of each frame in dB."""
        found = self._sound(waveform).to_intensity(FLOOR_HZ, HOP_S)
        return np.asarray(found.values[0], np.float64)

    def speech(self, waveform: Waveform) -> tuple[Span, ...]:
        """Return what is not silent by Praat's usual threshold."""
        grid = self._call(self._sound(waveform), *SILENCES)
        found = []
        for i in range(1, int(self._call(grid, "Get number of intervals", 1)) + 1):
            if self._call(grid, "Get label of interval", 1, i) == "sounding":
                start = self._call(grid, "Get start time of interval", 1, i)
                found.append(Span(start, self._call(grid, "Get end time of interval", 1, i)))
        return tuple(found)

    def syllables(self, waveform: Waveform) -> NDArray[np.float64]:
        """Return the times of syllable nuclei as De Jong & Wempe's script finds them."""
        sound = self._sound(waveform)
        loudness = sound.to_intensity(minimum_pitch=SYLLABLE_FLOOR_HZ)
        level, times = loudness.values[0], loudness.xs()
        pitch = sound.to_pitch_ac(*SYLLABLE_PITCH)
        threshold = max(np.percentile(level, 99) - SYLLABLE_BELOW_DB, level.min())
        middle = level[1:-1]
        tops = (middle > level[:-2]) & (middle >= level[2:]) & (middle > threshold)
        peaks = np.flatnonzero(tops) + 1
        dips = [level[a:b].min() for a, b in pairwise(peaks)]
        kept = peaks[:-1][level[peaks[:-1]] - np.array(dips) > SYLLABLE_DIP_DB]
        voiced = [not np.isnan(pitch.get_value_at_time(times[i])) for i in kept]
        return np.asarray(times[kept[np.array(voiced, bool)]], np.float64)

    def _sound(self, waveform: Waveform) -> Any:
        samples = waveform.samples.astype(np.float64)
        return self._module.Sound(samples, sampling_frequency=waveform.rate_hz)


def find_praat() -> Praat | Missing:
    """Load Praat if it is installed."""
    try:
        import parselmouth  # noqa: PLC0415 -- an extra
        from parselmouth.praat import call  # noqa: PLC0415
    except ImportError:
        return NEEDED
    return Praat(parselmouth, call)
