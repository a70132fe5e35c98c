"""What is spoken of: words and short expressions without their endings, and where they are said."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from voicejournal import NoteView
from voicejournal_standard.reading.passages import Passage, own_passages
from voicejournal_standard.reading.tokens import Token

SHORTEST = 3
"""Letters of a word that may be a theme."""
STEM = 3
"""Letters that an ending never eats into; one more where the ending is long."""
LONG_ENDING = 3
LONGEST = 3
"""Words of an expression."""

ENDINGS = {
    "en": ("nesses", "ness", "ings", "ing", "edly", "ed", "ies", "es", "s", "ly", "e", "y"),
    "fr": (
        "issements", "issement", "ements", "ement", "aient", "antes", "ante", "ants", "ions",
        "ait", "ais", "ant", "ons", "ées", "ée", "és", "er", "ez", "é", "es", "e", "s", "x",
    ),
}  # fmt: skip
"""Endings taken off, longest first: enough to bring forms of one word together, no more."""


@dataclass(frozen=True, slots=True)
class Said:
    """One place where a term was said."""

    note: NoteView
    passage: Passage
    first: int
    end: int
    written: str
    """As it was said, bare; with capitals where it is written like a name."""


@cache
def stop_words(language: str) -> frozenset[str]:
    """Return the words that say nothing of what is spoken of."""
    written = files("voicejournal_standard").joinpath("lexicon/stop.toml").read_text("utf-8")
    return frozenset(str(tomllib.loads(written)[language]).split())


@lru_cache(maxsize=20_000)
def stem(word: str, language: str) -> str:
    """Take the ending off a word: `walked`, `walking` → `walk`; `livres` → `livr`."""
    for ending in ENDINGS[language]:
        if word.endswith(ending) and len(word) - len(ending) >= STEM + (len(ending) >= LONG_ENDING):
            bare = word[: -len(ending)]
            doubled = language == "en" and bare[-1] == bare[-2] and bare[-1] not in "ls"
            return bare[:-1] if doubled else bare
    return word


def terms(notes: Sequence[NoteView], language: str) -> dict[str, list[Said]]:
    """Return every term of some notes in one language, with its places, in order."""
    found: dict[str, list[Said]] = defaultdict(list)
    for note in notes:
        if note.language == language:
            for passage in own_passages(note):
                for term, said in _of(passage, language):
                    found[term].append(said)
    return found


def _of(passage: Passage, language: str) -> Iterator[tuple[str, Said]]:
    """Yield runs that begin and end with words that say something, none of the kind between."""
    tokens = passage.tokens
    full = [_full(token.text, language) for token in tokens]
    for first in (at for at, says in enumerate(full) if says):
        for end in range(first + 1, min(first + LONGEST, len(tokens)) + 1):
            if full[end - 1] and not (end - first == LONGEST and full[first + 1]):
                run = tokens[first:end]
                yield _term(run, language), _said(run, passage)


def _full(word: str, language: str) -> bool:
    return len(word) >= SHORTEST and word.isalpha() and word not in stop_words(language)


def _term(run: Sequence[Token], language: str) -> str:
    return " ".join(stem(token.text, language) for token in run)


def _said(run: Sequence[Token], passage: Passage) -> Said:
    first, end = run[0].at, run[-1].at + 1
    written = " ".join(token.text for token in run).replace("’ ", "’")
    name = first > 0 and passage.words[first].text[:1].isupper()
    return Said(passage.note, passage, first, end, written.title() if name else written)
