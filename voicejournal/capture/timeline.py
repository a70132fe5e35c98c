"""Lay decoded frames on the container's own clock."""

from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from voicejournal.errors import TooLongError
from voicejournal.model.audio import SAMPLE_RATE_HZ
from voicejournal.model.units import Span

GAP_MIN_S = 0.015
"""Timestamps jitter by a few milliseconds; more than this is sound that the recorder lost."""
BLOCK_S = 60
"""Memory is claimed a minute at a time, so that a long note takes once its own size."""


class Timeline:
    """Mono sound, growing frame by frame; what the recorder lost is silence in it."""

    def __init__(self, *, max_seconds: float, rate_hz: int = SAMPLE_RATE_HZ) -> None:
        """Start empty; refuse to grow beyond `max_seconds`."""
        self._rate_hz = rate_hz
        self._limit = int(max_seconds * rate_hz)
        self._samples = np.empty(0, np.float32)
        self._length = 0
        self._taken = 0
        self._origin: float | None = None
        self._shape: tuple[str, str, int] | None = None
        self._resampler = _resampler(rate_hz)
        self.gaps: list[Span] = []

    def place(self, frame: Any) -> None:
        """Append a decoded PyAV frame, after silence where its timestamp is ahead of the sound."""
        if frame.pts is not None and frame.time_base is not None:
            time = float(frame.pts * frame.time_base)
            if self._origin is None:
                self._origin = time
            lag = time - self._origin - (self._taken + self._length) / self._rate_hz
            if lag > GAP_MIN_S:
                self._fill(lag)
        # The resampler checks that timestamps run evenly; ours are already dealt with.
        frame.pts = None
        self._resample(frame)

    def finish(self) -> NDArray[np.float32]:
        """Return the samples, shape (n_samples,), without a copy."""
        self._flush()
        self._samples.resize(self._length, refcheck=False)
        return self._samples

    def take(self, *, at_least: int = 0) -> NDArray[np.float32]:
        """Return the samples placed since the last time, and hold them no longer.

        Args:
            at_least: With fewer samples none are returned; 0: all there are, to the very last.
        """
        if not at_least:
            self._flush()
        if self._length < at_least:
            return np.empty(0, np.float32)
        taken = self._samples[: self._length].copy()
        self._taken += self._length
        self._length = 0
        return taken

    def _fill(self, seconds: float) -> None:
        self._flush()
        start = self._length
        count = round(seconds * self._rate_hz)
        self._reserve(count)
        self._samples[start : start + count] = 0
        self._length += count
        gap = Span(
            (self._taken + start) / self._rate_hz, (self._taken + self._length) / self._rate_hz
        )
        self.gaps.append(gap)

    def _resample(self, frame: Any) -> None:
        shape = (frame.format.name, frame.layout.name, frame.sample_rate)
        if shape != self._shape:
            self._flush()
            self._shape = shape
        for resampled in self._resampler.resample(frame):
            self._append(resampled)

    def _flush(self) -> None:
        """Take what the resampler still holds; it takes no frame after that, so start another."""
        if self._shape is not None:
            for resampled in self._resampler.resample(None):
                self._append(resampled)
        self._shape = None
        self._resampler = _resampler(self._rate_hz)

    def _append(self, frame: Any) -> None:
        # FFmpeg's own downmix adds the sides at full strength and clips; the mean does not.
        samples = frame.to_ndarray().mean(axis=0)
        self._reserve(len(samples))
        place = self._samples[self._length : self._length + len(samples)]
        np.clip(samples, -1, 1, out=place)
        np.nan_to_num(place, copy=False)  # a damaged float file may hold anything
        self._length += len(samples)

    def _reserve(self, count: int) -> None:
        needed = self._length + count
        if self._taken + needed > self._limit:
            minutes = self._limit / self._rate_hz / 60
            msg = f"The recording is longer than the {minutes:.0f} minutes accepted here."
            raise TooLongError(msg, fix="Send it in shorter parts.")
        if needed > len(self._samples):
            block = BLOCK_S * self._rate_hz
            self._samples.resize(-(-needed // block) * block, refcheck=False)


def _resampler(rate_hz: int) -> Any:
    return av.AudioResampler(format="fltp", rate=rate_hz)
