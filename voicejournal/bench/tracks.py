"""Hold one pitch track against another, frame by frame."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

HOP_S = 0.01
GROSS_SHARE = 0.2
"""A pitch further off than this is a gross error, mostly an octave (Rabiner et al. 1976)."""
LAG_MAX_S, LAG_STEP_S = 0.03, 0.005
"""Trackers stamp a frame with its beginning or its middle: each is allowed one constant lag."""


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """Pitch at even steps; both arrays of shape (n_frames,)."""

    times: NDArray[np.float64]
    hertz: NDArray[np.float64]
    """NaN where no voice sounds."""

    @classmethod
    def each_hop(cls, hertz: NDArray[np.float64]) -> "Track":
        """Return a track with a frame each 10 ms, the first at 0."""
        return cls(HOP_S * np.arange(len(hertz), dtype=np.float64), hertz)

    def at(self, moments: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the pitch of the frame nearest to each moment, NaN beyond the ends."""
        if len(self.times) == 0:
            return np.full(len(moments), np.nan)
        step = float(np.median(np.diff(self.times))) if len(self.times) > 1 else HOP_S
        places = np.rint((moments - self.times[0]) / step).astype(int)
        inside = (places >= 0) & (places < len(self.hertz))
        found = np.full(len(moments), np.nan)
        found[inside] = self.hertz[places[inside]]
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Agreement:
    """How two tracks compare; summed with `+` over recordings."""

    frames: int = 0
    wrong_voicing: int = 0
    both_voiced: int = 0
    gross: int = 0
    distances_st: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))
    """Of frames that both call voiced and that are no gross error."""

    def __add__(self, other: "Agreement") -> "Agreement":
        """Return the agreement over both."""
        return Agreement(
            self.frames + other.frames,
            self.wrong_voicing + other.wrong_voicing,
            self.both_voiced + other.both_voiced,
            self.gross + other.gross,
            np.concatenate([self.distances_st, other.distances_st]),
        )

    @property
    def gross_error(self) -> float:
        """Share of frames voiced in both whose pitch is grossly off."""
        return self.gross / self.both_voiced if self.both_voiced else float("nan")

    @property
    def voicing_error(self) -> float:
        """Share of frames whose voicing differs."""
        return self.wrong_voicing / self.frames if self.frames else float("nan")

    @property
    def median_st(self) -> float:
        """Median distance in semitones."""
        return float(np.median(self.distances_st)) if len(self.distances_st) else float("nan")


def compare(track: Track, truth: Track) -> Agreement:
    """Compare a track with the truth, at the truth's frames and the lag that fits best."""
    lags = np.arange(-LAG_MAX_S, LAG_MAX_S + LAG_STEP_S / 2, LAG_STEP_S)
    shifted = [_compare(track.at(truth.times + lag), truth.hertz) for lag in lags]
    return min(shifted, key=lambda one: one.wrong_voicing + one.gross)


def _compare(found: NDArray[np.float64], truth: NDArray[np.float64]) -> Agreement:
    voiced, sounds = ~np.isnan(found), ~np.isnan(truth)
    both = voiced & sounds
    ratio = found[both] / truth[both]
    gross = np.abs(ratio - 1) > GROSS_SHARE
    return Agreement(
        frames=len(truth),
        wrong_voicing=int(np.count_nonzero(voiced != sounds)),
        both_voiced=int(np.count_nonzero(both)),
        gross=int(np.count_nonzero(gross)),
        distances_st=np.abs(12 * np.log2(ratio[~gross])),
    )
