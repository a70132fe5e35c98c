"""Whether an analyzer understands the languages that it declares."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from voicejournal.findings.analyze import analyze
from voicejournal.hooks.registered import RegisteredAnalyzer
from voicejournal.model.note import NoteView
from voicejournal.model.units import Missing
from voicejournal.testing.conformance.rules import ANY_LANGUAGE

NO_LANGUAGE = "xyzzy"
"""A word of no language: whoever declares any language finds the same in it. Punctuation stays."""
LETTERS = re.compile(r"[^\W_]+")


def languages_understood(
    one: RegisteredAnalyzer, tried: Sequence[NoteView], given: Sequence[NoteView]
) -> Iterator[str]:
    """Say in which declared language it is deaf, or that it reads words in any.

    Args:
        one: The analyzer.
        tried: Every note that it is tried on.
        given: Those of its author: where something is found in one of them, something has to be
            found in every language that is declared.
    """
    if ANY_LANGUAGE in one.info.languages:
        for note in tried:
            yield "" if _wordless(one, note) else "it declares any language, and reads words"
        return
    heard = {note.language for note in given if analyze(note, [one]).findings}
    if heard:
        everywhere = heard | {note.language for note in tried if analyze(note, [one]).findings}
        for language in sorted(one.info.languages - everywhere):
            yield f"it declares {language}, and finds nothing in any note in it"


def _wordless(one: RegisteredAnalyzer, note: NoteView) -> bool:
    """Tell whether the findings stay when every word is one that nobody knows."""
    if isinstance(note.transcript, Missing):
        return True
    strange = tuple(
        replace(word, text=LETTERS.sub(NO_LANGUAGE, word.text)) for word in note.transcript.words
    )
    unknown = replace(note, transcript=replace(note.transcript, words=strange))
    return _told(one, note) == _told(one, unknown)


def _told(one: RegisteredAnalyzer, note: NoteView) -> list[tuple[object, ...]]:
    found = analyze(note, [one]).findings
    return [(finding.kind, finding.value, finding.evidence) for finding in found]
