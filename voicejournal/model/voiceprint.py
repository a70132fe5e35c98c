"""What a patient's own voice is like, as numbers: to know it again, and for nothing else."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

Likeness = tuple[float, ...]
"""A voice as one model hears it. Only the angle between two of the same model means anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voiceprint:
    """A patient's voice, as heard in some of their notes."""

    model: str
    """Engine and model: voices of different models are not compared."""
    heard: tuple[Likeness, ...]
    """One of each note that it was taken from, each of length 1."""

    @property
    def mean(self) -> Likeness:
        """The direction in which all of them lie."""
        return unit([sum(values) for values in zip(*self.heard, strict=True)])

    def likeness(self, voice: Likeness) -> float:
        """Return how alike a voice is: 1 the same, 0 nothing in common (cosine)."""
        return sum(a * b for a, b in zip(self.mean, unit(voice), strict=True))


def unit(values: Sequence[float]) -> Likeness:
    """Return numbers in the same proportion, of length 1.

    Raises:
        ValueError: They are all zero, or not numbers: no voice.
    """
    length = math.sqrt(sum(value * value for value in values))
    if not math.isfinite(length) or length == 0:
        msg = "numbers without a direction are no voice"
        raise ValueError(msg)
    return tuple(value / length for value in values)
