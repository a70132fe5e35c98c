"""Where a transcript goes in circles."""

import re
from collections.abc import Iterator, Sequence

from voicejournal.extract.words.spelling import parts_of
from voicejournal.model.transcript import Word

LONGEST = 8
"""Words of the longest phrase that is looked for again."""
TIMES_ONE, TIMES_TWO, TIMES = 5, 4, 3
"""How often one word, two words, a longer phrase are said in a circle: people do say *non, non,
non, non*."""
INSIDE = re.compile(r"(.{2,4}?)\1{3,}")
"""A word that repeats a piece of itself four times: no language has one."""
LAUGHTER = re.compile(r"(?:h?[aeiouéè]h?)+")


def circles(words: Sequence[Word]) -> Iterator[tuple[int, int, int]]:
    """Yield each circle: index of its first word, words of one turn, index after its last.

    A word that goes in circles by itself is a circle without a turn: 0 words.
    """
    plain = [" ".join(parts_of(word.text, "")).lower() for word in words]
    for at, text in enumerate(plain):
        if INSIDE.search(text) and not LAUGHTER.fullmatch(text):
            yield at, 0, at + 1
    at = 0
    while at < len(plain):
        size, after = _circle_at(plain, at)
        if size:
            yield at, size, after
        at = after


def _circle_at(plain: Sequence[str], at: int) -> tuple[int, int]:
    for size in range(1, LONGEST + 1):
        after = at + size
        while after < len(plain) and plain[after] == plain[after - size]:
            after += 1
        if (after - at) // size >= _times(size):
            return size, after
    return 0, at + 1


def _times(size: int) -> int:
    return {1: TIMES_ONE, 2: TIMES_TWO}.get(size, TIMES)
