"""A sentence as the parts that it is held to: words, numbers, negations, quotations."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from voicejournal.model.text import Language
from voicejournal.summary.retelling.lists import Lists, lists_of

TokenKind = Literal["word", "number", "negator", "quote"]

QUOTATION = re.compile(r"“([^“”«»\"]+)”|«([^“”«»\"]+)»|\"([^“”«»\"]+)\"")
MARKS = re.compile(r"[“”«»\"]")
PART = re.compile(r"\d+(?:[.,:/]\d+)*|%|[^\W\d_]+(?:-[^\W\d_]+)*'?")
PLAIN = re.compile(r"[\w\s.,;:!?…'’“”«»\"()%×/–—−-]*")
"""The signs that a sentence of the page is written with."""


@dataclass(frozen=True, slots=True)
class Token:
    """One part of a sentence that says something."""

    kind: TokenKind
    value: str
    """Stem of a word, digits of a number, words of a quotation as they stand."""


def tidy(text: str) -> str:
    """Return a text with one form of each letter, apostrophe and space."""
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
    return tuple(_tokens(plain, lists_of(language)))


def _tokens(plain: str, lists: Lists) -> Iterator[Token]:
    at = 0
    for found in QUOTATION.finditer(plain):
        yield from _words(plain[at : found.start()], lists)
        yield Token("quote", next(one for one in found.groups() if one).strip())
        at = found.end()
    yield from _words(plain[at:], lists)


def _words(text: str, lists: Lists) -> Iterator[Token]:
    for part in _uncontracted(text.casefold(), lists.language):
        if part[0].isdigit():
            yield Token("number", part.replace(",", "."))
        elif part in lists.negators:
            yield Token("negator", part)
        elif value := _number(part, lists):
            yield Token("number", value)
        elif part not in lists.glue:
            yield Token("word", lists.stem(part))


def _uncontracted(text: str, language: Language) -> Iterator[str]:
    """Yield words, each by itself: `wasn't` is `was`, `not`; `n'est` is `n`, `est`."""
    if language == "en":
        text = re.sub(r"\bcannot\b|\bcan't\b", "can not", text)
        text = re.sub(r"\bwon't\b", "will not", text)
        text = re.sub(r"n't\b", " not", text)
    for part in PART.findall(text):
        word = part.strip("'-")
        if word:
            yield word


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
