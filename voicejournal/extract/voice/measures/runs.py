"""Runs of speech: what is said from one pause to the next."""

from voicejournal.model.units import Span
from voicejournal.model.voice import Heard


def speech_runs(heard: Heard) -> tuple[Span, ...]:
    """Return the stretches between pauses, gaps that are no pause included."""
    starts = [heard.speech[0].start, *(pause.end for pause in heard.pauses)]
    ends = [*(pause.start for pause in heard.pauses), heard.speech[-1].end]
    return tuple(Span(start, end) for start, end in zip(starts, ends, strict=True))
