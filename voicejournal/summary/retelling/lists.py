"""The words of each language that a retold sentence is measured by."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from voicejournal.model.text import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """The lists of one language; `words.toml` says what each is for."""

    language: Language
    glue: frozenset[str]
    articles: frozenset[str]
    negators: frozenset[str]
    numbers: Mapping[str, str]
    bounds: tuple[str, ...]
    counted: frozenset[str]
    """Stems, as in all that follow."""
    hinges: frozenset[str]
    week: str
    times: frozenset[str]
    same: Mapping[str, str]
    """Stem → the first of its group."""

    def stem(self, word: str) -> str:
        """Return a word without the ending of number and gender, the first of its group."""
        stem = bare(word, self.language)
        return self.same.get(stem, stem)


@cache
def lists_of(language: Language) -> Lists:
    """Read the lists of one language."""
    text = (files(__package__) / "words.toml").read_text(encoding="utf-8")
    told = tomllib.loads(unicodedata.normalize("NFC", text))[language]
    same = {
        bare(word, language): bare(group[0], language)
        for group in told["synonyms"]
        for word in group
    }

    def stems(name: str) -> frozenset[str]:
        found = (bare(one, language) for one in told[name].split())
        return frozenset(same.get(one, one) for one in found)

    return Lists(
        language=language,
        glue=frozenset(told["glue"].split()),
        articles=frozenset(told["articles"].split()),
        negators=frozenset(told["negators"].split()),
        numbers=told["numbers"],
        bounds=tuple(told["bounds"]),
        counted=stems("counted"),
        hinges=stems("hinges") | {bare(joined(one), language) for one in told["bounds"]},
        week=bare(told["week"], language),
        times=stems("times"),
        same=same,
    )


def joined(bound: str) -> str:
    """Make one word of a bound."""
    return bound.replace(" ", "-").rstrip("'")


def bare(word: str, language: Language) -> str:
    """Take the ending of number, in French that of gender too, off a word."""
    if language == "fr":
        word = re.sub(r"(?<=\w{3})[sx]$", "", word)
        return re.sub(r"(?<=\w{4})e$", "", word)  # of a shorter one it would make another word
    return re.sub(r"(?<=\w\w[^s])s$", "", word)
