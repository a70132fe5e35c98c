"""Words that may speak of self-harm or suicide, found by documented patterns."""

import re
from collections.abc import Iterator

from voicejournal_standard.reading.patterns import (
    Patterns,
    Script,
    found_in,
    occurs,
    patterns,
)
from voicejournal_standard.reading.tokens import LANGUAGES


def self_harm(script: Script, language: str) -> tuple[tuple[int, int], ...]:
    """Return where a sentence may speak of self-harm: first word, and the one after the last."""
    if language not in LANGUAGES:
        return ()
    return tuple(script.words_at(*hit.span()) for hit in _hits(script.text, language))


def _hits(text: str, language: str) -> Iterator[re.Match[str]]:
    lists = patterns(f"safety.{language}")
    for kind in ("asserted", "denying"):
        for hit in found_in(lists[kind], text):
            if not _excused(hit, kind, text, language):
                yield hit


def _excused(hit: re.Match[str], kind: str, text: str, language: str) -> bool:
    lists = patterns(f"safety.{language}")
    before = text[: hit.start()].rstrip()
    denials = "denials" if kind == "asserted" else "denials_of_denying"
    return (
        _in_idiom(hit, text, language)
        or _accident(hit, text, language)
        or _denied(before, denials, language)
        or _of_another(hit, before, language)
        or any(entry.match(text[hit.end() :].lstrip()) for entry in lists["said_after"])
    )


def _in_idiom(hit: re.Match[str], text: str, language: str) -> bool:
    return any(
        idiom.start() < hit.end() and hit.start() < idiom.end()
        for idiom in found_in(patterns(f"safety.{language}")["idioms"], text)
    )


def _accident(hit: re.Match[str], text: str, language: str) -> bool:
    lists = patterns(f"safety.{language}")
    return (
        any(entry.fullmatch(hit[0]) for entry in lists["accidental"])
        and occurs(lists["accidents"], text)
        and not occurs(lists["meant"], text)
    )


def _denied(before: str, denials: str, language: str) -> bool:
    lists = patterns(f"safety.{language}")
    clause = _clause(before, language)
    return _ends_with(lists[denials], clause) and not _ends_with(lists["undenied"], clause)


def _clause(before: str, language: str) -> str:
    """Return what stands before a hit in its own clause."""
    breaks = found_in(patterns(f"safety.{language}")["breaks"], before)
    return before[breaks[-1].end() :].strip() if breaks else before


def _ends_with(entries: Patterns, text: str) -> bool:
    return any(re.search(f"{entry.pattern}$", text) for entry in entries)


def _of_another(hit: re.Match[str], before: str, language: str) -> bool:
    """Tell whether somebody else says it, or it is said of somebody else, or of a story."""
    lists = patterns(f"safety.{language}")
    since = before.rpartition(",")[2]
    if occurs(lists["asked"], since) or occurs(lists["fiction"], before):
        return True
    if reported_by_another(since, language):
        return True
    if occurs(lists["first"], hit[0]):
        return False
    subjects = found_in((*lists["others"], *lists["first"]), since)
    return bool(subjects) and not _matches(lists["first"], subjects[-1][0])


def reported_by_another(since: str, language: str) -> bool:
    """Tell whether somebody else says, asks, thinks or fears what follows."""
    lists = patterns(f"safety.{language}")
    reporters = [one["who"] for one in found_in(lists["reports"], since) if one["who"]]
    return any(not _matches(lists["first"], who) for who in reporters)


def _matches(entries: Patterns, word: str) -> bool:
    return any(entry.fullmatch(word) for entry in entries)
