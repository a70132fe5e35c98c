"""Sentences of a transcript, by punctuation, and by silences where there is none."""

from collections.abc import Iterator, Sequence

from voicejournal import Span, Word
from voicejournal_standard.around import split_at

ENDS = tuple(".?!…")
CLOSING = "\"'”’»)"
LONGEST_WORDS = 30
"""A run of more words without punctuation is cut at its longest silences."""


def sentences(words: Sequence[Word], pauses: Sequence[Span]) -> Iterator[tuple[Word, ...]]:
    """Part all words, quarantined ones included, into sentences; no word is lost."""
    run: list[Word] = []
    for word in words:
        run.append(word)
        if word.text.rstrip(CLOSING).endswith(ENDS):
            yield from _cut(run, pauses)
            run = []
    yield from _cut(run, pauses)


def _cut(run: Sequence[Word], pauses: Sequence[Span]) -> Iterator[tuple[Word, ...]]:
    if len(run) <= LONGEST_WORDS:
        if run:
            yield tuple(run)
        return
    within = [pause for pause in pauses if run[0].start < pause.start < run[-1].start]
    if not within:
        yield tuple(run)
        return
    longest = max(within, key=lambda pause: pause.duration)
    before, after = split_at(longest, run)
    others = [pause for pause in within if pause != longest]
    yield from _cut(before, others)
    yield from _cut(after, others)
