"""Where somebody stopped in the middle of what they were saying."""

from dataclasses import dataclass

from voicejournal.model.units import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Hesitation:
    """A long pause inside a clause, and the words it came before."""

    pause: Span
    """From the waveform."""
    words: tuple[int, ...]
    """Places in the note's transcript of the words said next, up to the first that carries
    content; never empty."""
