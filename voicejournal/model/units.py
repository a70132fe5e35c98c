"""Units, spans and the value we could not measure."""

from dataclasses import dataclass
from typing import NewType

Seconds = NewType("Seconds", float)
Hertz = NewType("Hertz", float)
Decibels = NewType("Decibels", float)


@dataclass(frozen=True, slots=True)
class Missing:
    """A value that could not be had, and why. Never zero, NaN or an empty string instead."""

    reason: str


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one note's sound, in seconds from its beginning."""

    start: float
    end: float

    def __post_init__(self) -> None:
        """Refuse a span that runs backwards or starts before the sound."""
        if not 0 <= self.start <= self.end:
            msg = f"a span runs forwards from 0 s, not {self.start} to {self.end}"
            raise ValueError(msg)

    @property
    def duration(self) -> float:
        """Length in seconds."""
        return self.end - self.start

    def overlap(self, other: "Span") -> float:
        """Seconds that both spans share."""
        return max(0.0, min(self.end, other.end) - max(self.start, other.start))
