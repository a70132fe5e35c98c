"""Words as a lexicon sees them: lower case, bare, French elisions taken apart."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from voicejournal import Word

LANGUAGES = frozenset({"en", "fr"})
ELISION = re.compile(r"^(j|m|t|s|l|d|n|c|qu|jusqu|lorsqu|puisqu|quoiqu)’(?=.)")
BARE = re.compile(r"^[^\w]+|[^\w’]+$")

Lexicon = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Token:
    """One word of the lexicon's kind, and the spoken word that it is part of."""

    text: str
    at: int
    """Index of the spoken word."""


@cache
def lexicon(language: str) -> Lexicon:
    """Read the word lists of a language, `en` or `fr`."""
    written = files("voicejournal_standard").joinpath(f"lexicon/{language}.toml").read_text("utf-8")
    return {name: tuple(words) for name, words in tomllib.loads(written).items()}


def tokens_of(words: Sequence[Word], language: str) -> tuple[Token, ...]:
    """Take spoken words apart: `J'ai` → `j’`, `ai`; `Ai-je ?` → `ai`, `je`."""
    return tuple(
        Token(text, at) for at, word in enumerate(words) for text in _parts(word.text, language)
    )


@lru_cache(maxsize=20_000)
def _parts(written: str, language: str) -> tuple[str, ...]:
    return tuple(_taken_apart(written, language))


def _taken_apart(written: str, language: str) -> Iterable[str]:
    plain = BARE.sub("", written.lower().replace("'", "’"))
    for part in re.split(r"[-‐–—]", plain):
        rest = part
        while language == "fr" and (elided := ELISION.match(rest)):
            yield elided.group()
            rest = rest[elided.end() :]
        if rest.strip("’"):
            yield rest


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Entries of a word list, longest first, by their first word or its beginning."""

    exact: dict[str, list[tuple[str, ...]]]
    begun: list[tuple[str, ...]]

    def starting(self, word: str) -> Iterator[tuple[str, ...]]:
        yield from self.exact.get(word, ())
        yield from self.begun


@cache
def _patterns(entries: tuple[str, ...]) -> _Patterns:
    split = sorted((tuple(entry.split()) for entry in entries), key=len, reverse=True)
    exact: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for pattern in split:
        if not pattern[0].endswith("*"):
            exact[pattern[0]].append(pattern)
    return _Patterns(exact, [pattern for pattern in split if pattern[0].endswith("*")])


def find(entries: tuple[str, ...], tokens: Sequence[Token]) -> tuple[tuple[Token, ...], ...]:
    """Return where entries of a list occur: longest first, none inside another, in order."""
    patterns = _patterns(entries)
    found: list[tuple[Token, ...]] = []
    at = 0
    while at < len(tokens):
        near = patterns.starting(tokens[at].text)
        size = next((len(p) for p in near if _matches(p, tokens[at : at + len(p)])), 0)
        if size:
            found.append(tuple(tokens[at : at + size]))
        at += size or 1
    return tuple(found)


def _matches(pattern: Sequence[str], tokens: Sequence[Token]) -> bool:
    return len(pattern) == len(tokens) and all(
        token.text.startswith(want[:-1]) if want.endswith("*") else token.text == want
        for want, token in zip(pattern, tokens, strict=True)
    )
