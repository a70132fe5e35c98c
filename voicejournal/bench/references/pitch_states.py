"""The likeliest course of pitch and voicing through a stretch of sound (Viterbi).

A voice's pitch moves a few semitones between frames, so of all changes between two frames only
a band near the diagonal is searched. Everything outside it has one and the same probability,
that of rounding to nothing, and is tried once a frame from the best state of all.
"""

from functools import cache

import librosa
import numpy as np
from numpy.typing import NDArray

from voicejournal.extract.voice.frames.compiled import compiled

REACH = 41
"""Bins of a tenth of a semitone that pitch may move in 10 ms: pYIN's 35.92 octaves a second,
rounded to whole semitones as librosa rounds it."""
HALF = REACH // 2
SWITCH = 0.01
"""Probability that a voice sets in or stops between two frames."""
TINY = np.finfo(np.float64).tiny
IMPOSSIBLE_LOG = float(np.log(TINY))


def likeliest_states(
    observed: NDArray[np.float64], voiced: NDArray[np.float64]
) -> NDArray[np.int64]:
    """Return the state of each frame: a bin where voiced, that bin + n_bins where not.

    Args:
        observed: Probability of each bin of pitch, shape (n_frames, n_bins).
        voiced: Probability that the frame is voiced, shape (n_frames,).
    """
    frames, bins = observed.shape
    values = np.full((frames, 2, bins + 2 * HALF), -np.inf)
    steps = _steps(bins)
    states = np.empty(frames, np.int64)
    _forward(observed, voiced, steps, values)
    _backward(values, steps, states)
    return states


@cache
def _steps(bins: int) -> NDArray[np.float64]:
    """Return log P(bin j + i - HALF before, bin j now): voicing kept, then switched.

    Shape (2, REACH, n_bins). The logarithm is of the product, as in librosa: of two ways that
    are equally likely, its rounding chooses one.
    """
    change = librosa.sequence.transition_local(bins, REACH, window="triangle", wrap=False)
    steps = np.full((2, REACH, bins), -np.inf)
    for i in range(REACH):
        now = np.arange(max(0, HALF - i), min(bins, bins + HALF - i))
        for switched, share in enumerate(librosa.sequence.transition_loop(2, 1 - SWITCH)[0]):
            steps[switched, i, now] = np.log(share * change[now + i - HALF, now] + TINY)
    return steps


@compiled
def _forward(
    observed: NDArray[np.float64],
    voiced: NDArray[np.float64],
    steps: NDArray[np.float64],
    values: NDArray[np.float64],
) -> None:
    """Fill in the log probability of the best course to each state; column 0 voiced, 1 not."""
    frames, bins = observed.shape
    silent, sounding = np.empty(bins), np.empty(bins)
    for t in range(frames):
        if t == 0:
            sounding[:] = np.log(1 / (2 * bins) + TINY)
            silent[:] = sounding
        else:
            _step(values[t - 1], observed[t - 1], steps, sounding, silent)
        nothing = np.log((1 - voiced[t]) / bins + TINY)
        for j in range(bins):
            seen = observed[t, j]
            values[t, 0, HALF + j] = sounding[j] + (np.log(seen) if seen > 0 else IMPOSSIBLE_LOG)
            values[t, 1, HALF + j] = silent[j] + nothing


@compiled
def _step(
    before: NDArray[np.float64],
    seen: NDArray[np.float64],
    steps: NDArray[np.float64],
    sounding: NDArray[np.float64],
    silent: NDArray[np.float64],
) -> None:
    """Write the best way into each voiced and each unvoiced state from the frame before.

    Nearly always the voiced states worth leaving are the few whose pitch was seen; the others
    are searched only where silence is no better way into every state.
    """
    sounding[:] = before.max() + IMPOSSIBLE_LOG
    silent[:] = sounding
    _from_all(before[1], steps[0], silent)
    _from_all(before[1], steps[1], sounding)
    unseen = _from_seen(before[0], seen, steps, sounding, silent)
    if unseen >= min(sounding.min(), silent.min()):
        _from_all(before[0], steps[0], sounding)
        _from_all(before[0], steps[1], silent)


@compiled
def _from_all(
    before: NDArray[np.float64], steps: NDArray[np.float64], best: NDArray[np.float64]
) -> None:
    """Raise `best` to the best way into each bin from any in reach, four steps at a time."""
    for j in range(best.size):
        best[j] = max(best[j], before[j] + steps[0, j])
    for i in range(1, REACH, 4):
        step, step1, step2, step3 = steps[i], steps[i + 1], steps[i + 2], steps[i + 3]
        for j in range(best.size):
            a, b = before[i + j] + step[j], before[i + j + 1] + step1[j]
            c, d = before[i + j + 2] + step2[j], before[i + j + 3] + step3[j]
            best[j] = max(best[j], max(a, b), max(c, d))  # noqa: PLW3301 -- a tree is quicker


@compiled
def _from_seen(
    before: NDArray[np.float64],
    seen: NDArray[np.float64],
    steps: NDArray[np.float64],
    sounding: NDArray[np.float64],
    silent: NDArray[np.float64],
) -> float:
    """Raise both to the best ways from the bins seen; return the best value of the rest."""
    bins = sounding.size
    unseen = -np.inf
    for k in range(bins):
        value = before[HALF + k]
        if seen[k] == 0:
            unseen = max(unseen, value)
            continue
        for i in range(max(0, HALF + k + 1 - bins), min(REACH, HALF + k + 1)):
            j = HALF + k - i
            sounding[j] = max(sounding[j], value + steps[0, i, j])
            silent[j] = max(silent[j], value + steps[1, i, j])
    return unseen


@compiled
def _backward(
    values: NDArray[np.float64], steps: NDArray[np.float64], states: NDArray[np.int64]
) -> None:
    """Follow the best course back from its end."""
    frames, bins = states.size, steps.shape[2]
    state = _best(values[frames - 1], bins)
    states[frames - 1] = state
    for t in range(frames - 2, -1, -1):
        state = _came_from(values[t], steps, state // bins, state % bins)
        states[t] = state


@compiled
def _came_from(before: NDArray[np.float64], steps: NDArray[np.float64], kind: int, j: int) -> int:
    """Return the state before that led here; of equals the lowest, as numpy's argmax."""
    bins = steps.shape[2]
    best, origin = -np.inf, 0
    for other in range(2):
        step = steps[0 if other == kind else 1]
        for i in range(REACH):
            way = before[other, i + j] + step[i, j]
            if way > best:
                best, origin = way, other * bins + j + i - HALF
    top = _best(before, bins)
    leap = before[top // bins, HALF + top % bins] + IMPOSSIBLE_LOG
    return top if leap > best else origin


@compiled
def _best(values: NDArray[np.float64], bins: int) -> int:
    best, state = -np.inf, 0
    for kind in range(2):
        for j in range(bins):
            if values[kind, HALF + j] > best:
                best, state = values[kind, HALF + j], kind * bins + j
    return state
