"""Runs of speech: what is said from one pause, or another voice's turn, to the next."""

from voicejournal.model.units import Span
from voicejournal.model.voice import Heard


def speech_runs(heard: Heard) -> tuple[Span, ...]:
    """Return the stretches between pauses, gaps that are no pause included."""
    breaks = sorted((*heard.pauses, *heard.away), key=lambda one: one.start)
    starts = [heard.speech[0].start, *(one.end for one in breaks)]
    ends = [*(one.start for one in breaks), heard.speech[-1].end]
    return tuple(Span(start, end) for start, end in zip(starts, ends, strict=True))
