"""A sentence as the parts that it is held to: words, numbers, negations, quotations."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from voicejournal.model.text import Language
from voicejournal.summary.retelling.lists import Lists, joined, lists_of

TokenKind = Literal["word", "number", "negator", "quote", "article"]

QUOTATION = re.compile(r"“([^“”«»\"]+)”|«([^“”«»\"]+)»|\"([^“”«»\"]+)\"")
MARKS = re.compile(r"[“”«»\"]|(?<!\w)'|'(?!\w)")
PART = re.compile(r"(?<!\w)-?\d+(?:[.,:/]\d+)*|%|[^\W\d_]+(?:-[^\W\d_]+)*'?")
PLAIN = re.compile(r"[\w\s.,;:!?…'’“”«»\"()%×/–—−-]*")
"""The signs that a sentence of the page is written with."""
ONE = "1"
LOOKED_PAST = 2
"""Words that may stand between an article and what it counts: “one other silence”."""


@dataclass(frozen=True, slots=True)
class Token:
    """One part of a sentence that says something."""

    kind: TokenKind
    value: str
    """Stem of a word, digits of a number, words of a quotation as they stand."""


def tidy(text: str) -> str:
    """Return a text with one form of each letter, apostrophe, minus and space."""
    plain = unicodedata.normalize("NFC", text).replace("’", "'").replace("−", "-")
    return " ".join(plain.split())


def is_plain(text: str) -> bool:
    """Tell whether a text is written with nothing but what sentences are written with.

    Letters of another script, invisible signs, digits of other scripts and markup are not.
    """
    if not PLAIN.fullmatch(text) or "_" in text:
        return False
    return all(
        one.isascii() or not one.isalnum() or unicodedata.name(one, "").startswith("LATIN ")
        for one in text
    )


def tokens(text: str, language: Language, *, quoted: bool = False) -> tuple[Token, ...] | None:
    """Return what a sentence says, in order; None where its quotation marks do not pair.

    Args:
        text: One sentence.
        language: Its language.
        quoted: All of it is somebody's own words.
    """
    plain = tidy(text)
    if quoted:
        return (Token("quote", plain),)
    if MARKS.search(QUOTATION.sub("", plain)):
        return None
    lists = lists_of(language)
    return tuple(_counted(tuple(_tokens(plain, lists)), lists))


def _counted(found: Sequence[Token], lists: Lists) -> Iterator[Token]:
    """Make an article before what is counted the number one, and leave the others out."""
    for at, one in enumerate(found):
        if one.kind != "article":
            yield one
        elif any(next_.value in lists.counted for next_ in found[at + 1 : at + 1 + LOOKED_PAST]):
            yield Token("number", ONE)


def _tokens(plain: str, lists: Lists) -> Iterator[Token]:
    at = 0
    for found in QUOTATION.finditer(plain):
        yield from _words(plain[at : found.start()], lists)
        yield Token("quote", next(one for one in found.groups() if one).strip())
        at = found.end()
    yield from _words(plain[at:], lists)


def _words(text: str, lists: Lists) -> Iterator[Token]:
    text = text.casefold()
    for bound in lists.bounds:
        end = "" if bound.endswith("'") else r"\b"
        text = re.sub(rf"\b{bound}{end}", f"{joined(bound)} ", text)
    for part in _uncontracted(text, lists.language):
        if part[-1].isdigit():
            yield Token("number", part.replace(",", "."))
        elif part in lists.articles:
            yield Token("article", part)
        elif part in lists.negators:
            yield Token("negator", part)
        elif value := _number(part, lists):
            yield Token("number", value)
        elif part not in lists.glue:
            yield Token("word", lists.stem(part))


def _uncontracted(text: str, language: Language) -> Iterator[str]:
    """Yield words, each by itself: `wasn't` is `was`, `not`; `n'est` is `n`, `est`.

    The `s` of an owner is none of seconds.
    """
    if language == "en":
        text = re.sub(r"\bcannot\b|\bcan't\b", "can not", text)
        text = re.sub(r"\bwon't\b", "will not", text)
        text = re.sub(r"n't\b", " not", text)
        text = re.sub(r"'s\b", "", text)
    for part in PART.findall(text):
        yield part if part == "s'" else part.rstrip("'")


def _number(word: str, lists: Lists) -> str:
    """Return the digits of a number written in words, empty where it is none."""
    if word in lists.numbers:
        return lists.numbers[word]
    singular = word.removesuffix("s")
    if singular in lists.numbers:
        return lists.numbers[singular]
    parts = word.split("-")
    if len(parts) > 1 and all(one in lists.numbers for one in parts):
        values = [lists.numbers[one] for one in parts]
        return str(sum(map(int, values))) if all(map(str.isdigit, values)) else ""
    return ""
