"""The words of each language that a retold sentence is measured by."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from voicejournal.model.text import Language

SHORTEST_STEM = 3
"""Characters of a word below which no ending is taken off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """The lists of one language; `words.toml` says what each is for."""

    language: Language
    glue: frozenset[str]
    negators: frozenset[str]
    guarded: frozenset[str]
    hinges: frozenset[str]
    numbers: Mapping[str, str]
    same: Mapping[str, str]
    """Word → the first of its group."""

    def stem(self, word: str) -> str:
        """Return a word without the ending of number and gender, the first of its group."""
        stem = bare(word, self.language)
        return self.same.get(stem, stem)


@cache
def lists_of(language: Language) -> Lists:
    """Read the lists of one language."""
    text = (files(__package__) / "words.toml").read_text(encoding="utf-8")
    told = tomllib.loads(unicodedata.normalize("NFC", text))[language]

    def stems(name: str) -> frozenset[str]:
        return frozenset(bare(one, language) for one in told[name].split())

    hinges = stems("hinges")
    return Lists(
        language=language,
        glue=frozenset(told["glue"].split()),
        negators=frozenset(told["negators"].split()),
        guarded=stems("guarded") | hinges,
        hinges=hinges,
        numbers=told["numbers"],
        same={
            bare(word, language): bare(group[0], language)
            for group in told["synonyms"]
            for word in group
        },
    )


def bare(word: str, language: Language) -> str:
    """Take the ending of number, in French that of gender too, off a word."""
    if len(word) <= SHORTEST_STEM:
        return word
    if language == "fr":
        return re.sub(r"(?<=\w{3})e?[sx]?$", "", word)
    return re.sub(r"(?<=[^s])s$", "", word)
