"""Who says that they feel what: words of feeling with the one who feels, never inferred."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from voicejournal_standard.reading.passages import Passage
from voicejournal_standard.reading.patterns import Patterns, found_in, occurs, patterns
from voicejournal_standard.reading.safety import reported_by_another
from voicejournal_standard.reading.tokens import LANGUAGES

Whose = Literal["own", "others"]
How = Literal["own", "before", "denied", "others", "supposed"]
NEAR = 4
"""Words before a feeling in which a matrix clause may deny or suppose it."""


@dataclass(frozen=True, slots=True)
class Feeling:
    """One word of feeling, as it was said."""

    passage: Passage
    word: str
    first: int
    end: int
    """The words from the one who feels to the feeling."""
    how: How


def feelings(passage: Passage) -> tuple[Feeling, ...]:
    """Return what a sentence says that somebody feels, in order."""
    if passage.note.language not in LANGUAGES:
        return ()
    lists = patterns(f"feelings.{passage.note.language}")
    text = passage.script.text
    return tuple(
        one for hit in found_in(lists["feelings"], text) for one in _read(hit, passage, lists)
    )


def _read(hit: re.Match[str], passage: Passage, lists: Mapping[str, Patterns]) -> Iterator[Feeling]:
    whose = _whose(hit, passage, lists)
    if whose is None or (whose == "own" and _reported(hit, passage.note.language)):
        return
    how = _how(hit, whose, lists)
    first, end = passage.script.words_at(*hit.span())
    for word in (hit["word"], hit.groupdict().get("also")):
        if word:
            yield Feeling(passage, word.replace("’ ", "’"), first, end, how)


def _whose(hit: re.Match[str], passage: Passage, lists: Mapping[str, Patterns]) -> Whose | None:
    """Return who feels, None where it is nobody: `the story was sad`."""
    who = hit.groupdict().get("who") or ""
    if not who or _is(lists["joined"], who):
        return _inherited(hit, passage, lists)
    if _is(lists["own"], who):
        return "own"
    named = occurs(lists["others"], who) or _is_name(hit, passage)
    return "others" if named else _to_be(who)


def _to_be(who: str) -> Whose | None:
    """Return whose an infinitive is: taken for the speaker's, and supposed later."""
    return "own" if who in {"to", "à", "pas"} else None


def _inherited(hit: re.Match[str], passage: Passage, lists: Mapping[str, Patterns]) -> Whose | None:
    """`I came home and felt …`: the subject before; without any, the speaker."""
    before = hit.string[: hit.start() + len(hit.groupdict().get("who") or "")]
    subjects = found_in((*lists["subjects"], *lists["others"]), before)
    if subjects:
        return "own" if _is(lists["own"], subjects[-1][0]) else "others"
    return "others" if _starts_with_name(passage, hit) else "own"


def _is_name(hit: re.Match[str], passage: Passage) -> bool:
    """Tell whether the word before the verb is written like a name."""
    word, _ = passage.script.words_at(*hit.span("who"))
    return passage.words[word].text[:1].isupper()


def _starts_with_name(passage: Passage, hit: re.Match[str]) -> bool:
    """Tell whether a sentence begins with somebody: `Mark called and was worried`."""
    first, _ = passage.script.words_at(*hit.span())
    return first > 1 and passage.words[0].text[:1].isupper()


def _how(hit: re.Match[str], whose: Whose, lists: Mapping[str, Patterns]) -> How:
    inside = f"{hit.groupdict().get('who') or ''} {_between(hit)}"
    near = _near(hit)
    if occurs(lists["denied"], inside) or _ends(lists["denied_before"], near):
        return "denied" if whose == "own" else "others"
    if whose == "own" and occurs(lists["before"], f"{hit.string} ,"):
        return "before"
    if occurs(lists["supposed"], inside) or occurs(lists["supposed_before"], near):
        return "supposed"
    return whose


def _between(hit: re.Match[str]) -> str:
    """Return the words from the verb to the feeling, without it."""
    start = hit.end("who") if hit.groupdict().get("who") else hit.start()
    return hit.string[start : hit.start("word")]


def _near(hit: re.Match[str]) -> str:
    """Return the last words before, in the same clause or the one that governs it."""
    before = hit.string[: hit.start()].split(" , ")[-1].split()
    who = hit.groupdict().get("who") or ""
    return " ".join([*before[-NEAR:], who if who in {"to", "sans"} else ""]).strip()


def _reported(hit: re.Match[str], language: str) -> bool:
    return reported_by_another(hit.string[: hit.start()].rpartition(",")[2], language)


def _ends(entries: Sequence[re.Pattern[str]], text: str) -> bool:
    return any(re.search(f"{entry.pattern}$", text) for entry in entries)


def _is(entries: Sequence[re.Pattern[str]], word: str) -> bool:
    return any(entry.fullmatch(word) for entry in entries)
