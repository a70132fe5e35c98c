"""Patterns of words, kept as data: regular expressions over tokens that stand between spaces.

A file of patterns holds lists of them beside `[parts]`, named lists of words that `{name}`
stands for. Tokens are those of a lexicon, so French elisions stand alone (`j’ ai`), and so does
every mark that ends a clause, as a comma.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from voicejournal import Word
from voicejournal_standard.reading.tokens import tokens_of

CLAUSE_ENDS = tuple(",;:—–…")
"""Marks that a clause ends with."""
PART = re.compile(r"\{([a-z_]+)\}")

Patterns = tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Script:
    """A run of words as patterns see it."""

    text: str
    places: tuple[tuple[int, int], ...]
    """Where each token starts in `text`, and of which word it is a part."""

    def words_at(self, start: int, end: int) -> tuple[int, int]:
        """Return the first word, and the one after the last, under a stretch of the text."""
        under = [word for place, word in self.places if start <= place < end]
        return (min(under), max(under) + 1) if under else (0, 0)


def script_of(words: Sequence[Word], language: str) -> Script:
    """Write words as patterns see them."""
    places: list[tuple[int, int]] = []
    text = ""
    for at, word in enumerate(words):
        for token in tokens_of((word,), language):
            places.append((len(text), at))
            text += f"{token.text} "
        if word.text.endswith(CLAUSE_ENDS):
            text += ", "
    return Script(text.rstrip(), tuple(places))


@cache
def patterns(name: str) -> Mapping[str, Patterns]:
    """Read a file of patterns, e.g. `safety.en`.

    Raises:
        KeyError: A pattern names a part that the file does not hold.
    """
    written = files("voicejournal_standard").joinpath(f"lexicon/{name}.toml").read_text("utf-8")
    lists: dict[str, Any] = tomllib.loads(written)
    parts: dict[str, list[str]] = lists.pop("parts", {})
    return {
        key: tuple(re.compile(_whole_words(entry, parts)) for entry in entries)
        for key, entries in lists.items()
    }


def _whole_words(entry: str, parts: Mapping[str, Sequence[str]]) -> str:
    return rf"(?<!\S)(?:{_filled(entry, parts)})(?!\S)"


def _filled(entry: str, parts: Mapping[str, Sequence[str]]) -> str:
    def listed(found: re.Match[str]) -> str:
        return "(?:" + "|".join(_filled(one, parts) for one in parts[found[1]]) + ")"

    return PART.sub(listed, entry.replace("'", "’"))


def found_in(entries: Patterns, text: str) -> list[re.Match[str]]:
    """Return where patterns occur, in order; of two that overlap the one that starts first."""
    hits = sorted(
        (hit for entry in entries for hit in entry.finditer(text)),
        key=lambda hit: (hit.start(), -hit.end()),
    )
    kept: list[re.Match[str]] = []
    for hit in hits:
        if not kept or hit.start() >= kept[-1].end():
            kept.append(hit)
    return kept


def occurs(entries: Patterns, text: str) -> bool:
    """Tell whether any of some patterns occurs."""
    return any(entry.search(text) for entry in entries)
