"""Sentences of a transcript, by punctuation, and by silences where there is none."""

from collections.abc import Iterator, Sequence

from voicejournal import Span, Word
from voicejournal_standard.reading.around import split_at

ENDS = tuple(".?!…")
CLOSING = "\"'”’»)"
LONGEST_WORDS = 30
"""A run of more words without punctuation is cut at its longest silences."""
BREATH_S = 0.7
"""Without punctuation, a capital after such a silence begins a sentence."""


def punctuated(words: Sequence[Word]) -> bool:
    """Tell whether the recogniser wrote punctuation at all; some models do not."""
    return any(_ends(word) for word in words)


def sentences(words: Sequence[Word], pauses: Sequence[Span]) -> Iterator[tuple[Word, ...]]:
    """Part all words, quarantined ones included, into sentences; no word is lost."""
    marked = punctuated(words)
    run: list[Word] = []
    for word in words:
        if run and not marked and _begins(run[-1], word, pauses):
            yield from _cut(run, pauses)
            run = []
        run.append(word)
        if _ends(word):
            yield from _cut(run, pauses)
            run = []
    yield from _cut(run, pauses)


def _ends(word: Word) -> bool:
    return word.text.rstrip(CLOSING).endswith(ENDS)


def _begins(before: Word, word: Word, pauses: Sequence[Span]) -> bool:
    silent = any(
        pause.duration >= BREATH_S and before.start < pause.start + pause.duration / 2 < word.start
        for pause in pauses
    )
    return silent and word.text[:1].isupper()


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
