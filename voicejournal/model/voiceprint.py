"""What a patient's own voice is like, as numbers: to know it again, and for nothing else."""

import hashlib
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

OWN_VOICE = "own_voice"
"""The step that keeps what a patient's voice is like in one note."""
ENOUGH = 3
"""Notes that a voiceprint is made of: one may be somebody else's, three that are alike are not
(assumed)."""
ALIKE = 0.5
"""Cosine of two notes of one voice, at least. Assumed: pyannote.audio's own pipelines part
voices at a cosine distance of 0.6 to 0.7, a likeness of 0.3 to 0.4; a stranger taken for the
patient does more harm than a patient who is not known again."""

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
    def mark(self) -> str:
        """Differs from that of every other voiceprint."""
        written = f"{self.model} {self.heard}"
        return hashlib.sha256(written.encode()).hexdigest()[:12]

    @property
    def mean(self) -> Likeness:
        """The direction in which all of them lie."""
        return unit([sum(values) for values in zip(*self.heard, strict=True)])

    def likeness(self, voice: Likeness) -> float:
        """Return how alike a voice is: 1 the same, 0 nothing in common (cosine)."""
        return _cosine(self.mean, unit(voice))


def heard_by(engine: str, model: str) -> str:
    """Return what stands in a voiceprint for the model that it was made by."""
    return f"{engine}:{model}"


def voiceprint_of(kept: Iterable[Voiceprint], model: str) -> Voiceprint | None:
    """Return the voiceprint that the first notes of a patient make, None while they do not.

    Args:
        kept: Of single notes, oldest first.
        model: Whose voices are asked for.
    """
    heard = [voice for one in kept if one.model == model for voice in one.heard]
    for first in heard:
        like = [one for one in heard if _cosine(first, one) >= ALIKE][:ENOUGH]
        if len(like) == ENOUGH:
            return Voiceprint(model=model, heard=tuple(like))
    return None


def _cosine(one: Likeness, other: Likeness) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


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
