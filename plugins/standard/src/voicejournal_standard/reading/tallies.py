"""What is counted in the words of a note: how often, and where."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from voicejournal import Word, join_words
from voicejournal_standard.reading.negation import negations
from voicejournal_standard.reading.passages import Passage
from voicejournal_standard.reading.patterns import found_in, patterns
from voicejournal_standard.reading.tokens import Token, find, lexicon

DENIED_WITHIN = 3
"""Words after a negation whose sense it turns."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was counted: some words of a passage."""

    passage: Passage
    first: int
    end: int
    """The word after the last."""

    @property
    def words(self) -> tuple[Word, ...]:
        """The words themselves."""
        return self.passage.words[self.first : self.end]

    @property
    def said(self) -> str:
        """The words, bare and in lower case, to be listed."""
        bare = join_words(self.words).lower().strip(" .,;:!?…—–-\"'“”«»")
        return bare.replace("'", "’")

    def near(self, around: int) -> Passage:
        """Return the words with some of those around them."""
        return self.passage.near(self.first, self.end, around)


def listed(name: str, passages: Sequence[Passage]) -> tuple[Place, ...]:
    """Find the entries of a word list."""
    return tuple(
        _place(passage, hit)
        for passage in passages
        for hit in find(lexicon(passage.note.language)[name], passage.tokens)
    )


def affirmed(name: str, passages: Sequence[Passage]) -> tuple[Place, ...]:
    """Find the entries of a word list that no negation turns."""
    return tuple(
        place for place in listed(name, passages) if not _denied(place.passage, place.first)
    )


def denied(passages: Sequence[Passage]) -> tuple[Place, ...]:
    """Find every negation."""
    return tuple(
        _place(passage, hit)
        for passage in passages
        for hit in negations(passage.tokens, passage.note.language)
    )


def matched(file: str, name: str, passages: Sequence[Passage]) -> tuple[Place, ...]:
    """Find patterns of a file, e.g. `hard` of `self_criticism`."""
    return tuple(place for passage in passages for place in _matched(file, name, passage))


def _matched(file: str, name: str, passage: Passage) -> Iterator[Place]:
    entries = patterns(f"{file}.{passage.note.language}")[name]
    for hit in found_in(entries, passage.script.text):
        yield Place(passage, *passage.script.words_at(*hit.span()))


def _place(passage: Passage, hit: Sequence[Token]) -> Place:
    return Place(passage, hit[0].at, hit[-1].at + 1)


def _denied(passage: Passage, first: int) -> bool:
    ends = [hit[-1].at for hit in negations(passage.tokens, passage.note.language)]
    return any(0 < first - end <= DENIED_WITHIN for end in ends)
