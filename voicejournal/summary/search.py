"""Words in notes: found however they are written, with or without accents and capitals."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from voicejournal.model.found import Found, Hit, Written
from voicejournal.model.transcript import Transcript
from voicejournal.model.typed import Typed
from voicejournal.model.units import Span

FEWEST_LETTERS = 2
"""A single letter stands in every note."""
AROUND_WORDS = 8
"""Words shown on either side of what was found."""
MOST_IN_ONE_NOTE = 3
MOST_HITS = 60
"""As many as anybody scrolls through (assumed)."""
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
_MARKS = re.compile("[\u0300-\u036f]")
"""Accents, parted from their letters (Unicode, Combining Diacritical Marks)."""
_TOKEN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Text:
    """Words of one note, in order, each with where to listen."""

    words: tuple[str, ...]
    spans: tuple[Span | None, ...]


def fold(text: str) -> str:
    """Return text as it is compared: no capitals, no accents, no ligatures."""
    plain = text.casefold()
    if plain.isascii():
        return plain
    return _MARKS.sub("", unicodedata.normalize("NFKD", plain.translate(_LIGATURES)))


def tokens(text: str) -> tuple[str, ...]:
    """Return the words that a text consists of, folded; an apostrophe parts words."""
    return tuple(_TOKEN.findall(fold(text)))


def too_short(query: str) -> bool:
    """Tell whether a query would find nearly everything."""
    return sum(map(len, tokens(query))) < FEWEST_LETTERS


def may_hold(query: str) -> Callable[[str], bool]:
    """Return a quick look at a whole text: False only where the words stand nowhere in it."""
    wanted = tokens(query)

    def look(text: str) -> bool:
        folded = fold(text)
        return all(one in folded for one in wanted)

    return look


def search(query: str, notes: Iterable[Written]) -> Found:
    """Find words in notes.

    Args:
        query: One word or several that follow one another; the last one may be begun only.
        notes: Newest first. They are read one by one, and no further than they are needed.
    """
    wanted = tokens(query)
    hits: list[Hit] = []
    more = False
    for note in notes:
        found = list(_in_note(wanted, note))
        hits += found[:MOST_IN_ONE_NOTE]
        more = more or len(found) > MOST_IN_ONE_NOTE or len(hits) > MOST_HITS
        if len(hits) > MOST_HITS:
            break
    return Found(hits=tuple(hits[:MOST_HITS]), more=more)


def _in_note(wanted: Sequence[str], note: Written) -> Iterator[Hit]:
    text = _text(note)
    folded = fold("\n".join(text.words)).split("\n")
    parts = [(part, at) for at, word in enumerate(folded) for part in _TOKEN.findall(word)]
    size = len(wanted)
    for place in range(len(parts) - size + 1):
        if _matches(wanted, [part for part, _ in parts[place : place + size]]):
            yield _hit(note, text, parts[place][1], parts[place + size - 1][1])


def _matches(wanted: Sequence[str], there: Sequence[str]) -> bool:
    return list(wanted[:-1]) == there[:-1] and there[-1].startswith(wanted[-1])


def _hit(note: Written, text: _Text, first: int, last: int) -> Hit:
    begin, end = text.spans[first], text.spans[last]
    return Hit(
        card=note.card,
        before=" ".join(text.words[max(0, first - AROUND_WORDS) : first]),
        words=" ".join(text.words[first : last + 1]),
        after=" ".join(text.words[last + 1 : last + 1 + AROUND_WORDS]),
        span=Span(begin.start, end.end) if begin and end else None,
    )


def _text(note: Written) -> _Text:
    if isinstance(note.typed, Typed):
        words = tuple(note.typed.text.split())
        return _Text(words, (None,) * len(words))
    if isinstance(note.transcript, Transcript):
        kept = note.transcript.kept_words
        return _Text(tuple(one.text for one in kept), tuple(one.span for one in kept))
    return _Text((), ())
