"""The frames that every track of a note shares: one each 10 ms, centred on its moment."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from voicejournal.model.audio import SAMPLE_RATE_HZ
from voicejournal.model.units import Span

HOP_S = 0.01
HOP = int(HOP_S * SAMPLE_RATE_HZ)
BLOCK_FRAMES = 6000
"""A minute at a time: memory stays the same for a note of an hour."""
CACHED_FRAMES = 128
"""So few frames, and their spectra, stay in the processor's cache; a minute's at once do not."""


def frame_count(n_samples: int, hop: int = HOP) -> int:
    """Return how many frames cover `n_samples`; the first is centred on sample 0."""
    return 1 + n_samples // hop


def blocks(
    samples: NDArray[np.float32], *, width: int, hop: int = HOP
) -> Iterator[tuple[slice, NDArray[np.float32]]]:
    """Yield the sound block by block, each long enough for its frames, zeros beyond the ends.

    Yields:
        The frames' place in a track, and the samples from the first frame's left edge on.
    """
    count = frame_count(len(samples), hop)
    for first in range(0, count, BLOCK_FRAMES):
        last = min(first + BLOCK_FRAMES, count)
        start = first * hop - width // 2
        stop = (last - 1) * hop - width // 2 + width
        inside = samples[max(0, start) : min(len(samples), stop)]
        before, after = max(0, -start), max(0, stop - len(samples))
        whole = np.pad(inside, (before, after)) if before or after else inside
        yield slice(first, last), whole


def windows(block: NDArray[np.float32], *, width: int, hop: int = HOP) -> NDArray[np.float32]:
    """Return the frames of one block as a view, shape (n_frames, width)."""
    return sliding_window_view(block, width)[::hop]


def frames_inside(spans: Sequence[Span], count: int) -> NDArray[np.bool_]:
    """Mark the frames whose centre lies in one of the spans, shape (count,)."""
    inside = np.zeros(count, np.bool_)
    for span in spans:
        inside[int(np.ceil(span.start / HOP_S)) : int(np.ceil(span.end / HOP_S))] = True
    return inside


def runs(mask: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Return where the mask is true as rows of first frame and frame after last."""
    change = np.diff(np.concatenate([[0], mask.astype(np.int8), [0]]))
    return np.stack([np.flatnonzero(change == 1), np.flatnonzero(change == -1)], axis=1)
