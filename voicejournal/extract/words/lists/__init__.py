"""Word lists, one file a language: data, so that a language is added without code."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from voicejournal.extract.words.spelling import parts_of


@dataclass(frozen=True, slots=True)
class Lists:
    """What is listed of one language; all words in lower case, apostrophes straight."""

    function_words: frozenset[str]
    """Words that carry grammar rather than content."""
    clause_openers: frozenset[str]
    """Function words with which a clause begins: a pause before one lies between clauses."""
    leaning: frozenset[str]
    """Words that need the next: after one of them no clause ends."""
    syllables: dict[str, int]
    """Words that are not said as they are spelt."""
    endings_sounded: frozenset[str] = frozenset()
    """French words in -ent, not -ment, whose ending is heard."""
    endings_silent: frozenset[str] = frozenset()
    """French verbs in -ment, whose ending is not."""


LISTED = ("en", "fr")


@cache
def listed(language: str) -> Lists | None:
    """Read the lists of a language, None where there are none."""
    if language not in LISTED:
        return None
    found = tomllib.loads(_file(language))
    counted = {word: int(count) for count, words in found["syllables"].items() for word in words}
    return Lists(
        function_words=frozenset(_words(found["function_words"])) | set(found["clause_openers"]),
        clause_openers=frozenset(found["clause_openers"]),
        leaning=frozenset(found["leaning"]),
        syllables=counted,
        endings_sounded=frozenset(found.get("endings_sounded", ())),
        endings_silent=frozenset(found.get("endings_silent", ())),
    )


@cache
def inventions() -> dict[str, frozenset[tuple[str, ...]]]:
    """Read what Whisper is known to invent: kind → sentences, each as the words in it."""
    found = tomllib.loads(_file("inventions"))
    return {
        kind: frozenset(tuple(parts_of(one, "")) for one in sentences)
        for kind, sentences in found.items()
    }


def _words(groups: dict[str, list[str]]) -> list[str]:
    return [word for group in groups.values() for word in group]


def _file(name: str) -> str:
    return files("voicejournal.extract.words.lists").joinpath(f"{name}.toml").read_text("utf-8")
