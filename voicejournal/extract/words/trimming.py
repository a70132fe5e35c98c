"""Word times trimmed to the speech they lie on.

Recognisers stretch a word over the silence after it, and begin the first word of a sentence in
the silence before it. The word is where it lies on speech; where it does so on both sides of a
pause, it is where it lies longer.
"""

from collections.abc import Sequence
from dataclasses import replace

from voicejournal.extract.words.evidence import Sounding
from voicejournal.model.transcript import Word
from voicejournal.model.units import Span
from voicejournal.model.voice import PAUSE_MIN_S

REACH_S = 0.25
"""A word with no speech under it moves to speech this near."""


def trimmed(words: Sequence[Word], sounding: Sounding) -> tuple[Word, ...]:
    """Return the words with the times of those that are kept trimmed, still running forwards."""
    placed = []
    at = 0.0
    for word in words:
        if word.kept:
            span = _placed(word.span, sounding)
            start = max(span.start, at)
            word = replace(word, start=start, end=max(span.end, start))  # noqa: PLW2901 -- the same word, trimmed
            at = word.start
        placed.append(word)
    return tuple(placed)


def _placed(span: Span, sounding: Sounding) -> Span:
    near = sounding.near(span, REACH_S)
    if not near:
        return span
    home = max(_runs(near), key=lambda run: (run.overlap(span), -_between(run, span)))
    start = min(max(span.start, home.start), home.end)
    return Span(start, min(max(span.end, start), home.end))


def _runs(speech: Sequence[Span]) -> list[Span]:
    """Join stretches of speech that no pause parts."""
    runs: list[Span] = []
    for one in speech:
        if runs and one.start - runs[-1].end < PAUSE_MIN_S:
            runs[-1] = Span(runs[-1].start, one.end)
        else:
            runs.append(one)
    return runs


def _between(run: Span, span: Span) -> float:
    """Seconds between a run of speech and a span."""
    return max(run.start - span.end, span.start - run.end, 0.0)
