"""How words fall around the pauses: between which two each lies, and whether inside a clause.

Which words stand on either side is told by where they begin, after they were trimmed to speech;
how long the pause is, by the waveform alone.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from voicejournal.extract.words.lists import Lists
from voicejournal.extract.words.spelling import ends_clause, parts_of
from voicejournal.model.hesitation import Hesitation
from voicejournal.model.transcript import Transcript, Word
from voicejournal.model.units import Span

HESITATION_S = 0.5
"""Twice the shortest pause (assumed): at the end of a clause nobody would notice it."""
CONTENT_REACH = 4
"""Function words at most between a pause and the content word that it was for (assumed)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fall:
    """A pause between two kept words."""

    pause: Span
    before: int
    """Index in the transcript of the last word before it."""
    after: int
    inside_clause: bool
    """A clause goes on over it."""
    before_content: bool
    """The very next word carries content."""


def falls(transcript: Transcript, pauses: Sequence[Span], lists: Lists) -> tuple[Fall, ...]:
    """Return the pauses that have kept words on both sides, in order."""
    kept = [at for at, word in enumerate(transcript.words) if word.kept]
    found = []
    for pause, place in zip(pauses, places(transcript, pauses), strict=True):
        if 0 < place < len(kept):
            found.append(_fall(transcript, pause, kept[place - 1], kept[place], lists))
    return tuple(found)


def places(transcript: Transcript, pauses: Sequence[Span]) -> list[int]:
    """Return how many kept words begin before the middle of each pause."""
    starts = [word.start for word in transcript.kept_words]
    return [bisect_left(starts, (pause.start + pause.end) / 2) for pause in pauses]


def hesitations(
    found: Sequence[Fall], transcript: Transcript, lists: Lists
) -> tuple[Hesitation, ...]:
    """Return the long pauses inside clauses, each with the words said next."""
    after_pause = {one.after for one in found}
    long = [one for one in found if one.inside_clause and one.pause.duration >= HESITATION_S]
    return tuple(
        Hesitation(pause=one.pause, words=_next_words(one, transcript, after_pause, lists))
        for one in long
    )


def is_content(word: Word, language: str, lists: Lists) -> bool:
    """Tell whether a word carries more than grammar: a noun, a verb, a name, a number."""
    parts = [part.lower() for part in parts_of(word.text, language)]
    return any(not _is_function(part, lists) for part in parts)


def _is_function(part: str, lists: Lists) -> bool:
    return part in lists.function_words or part.partition("'")[0] in lists.function_words


def _fall(transcript: Transcript, pause: Span, before: int, after: int, lists: Lists) -> Fall:
    words, language = transcript.words, transcript.language
    return Fall(
        pause=pause,
        before=before,
        after=after,
        inside_clause=_is_inside(words[before], words[after], language, lists),
        before_content=is_content(words[after], language, lists),
    )


def _is_inside(before: Word, after: Word, language: str, lists: Lists) -> bool:
    """Tell whether a clause goes on from one word to the next.

    Recognisers hear a pause as the end of a sentence and write a full stop after *the*: what a
    word needs comes before what is written after it.
    """
    last = [part.lower() for part in parts_of(before.text, language)[-1:]]
    first = [part.lower() for part in parts_of(after.text, language)[:1]]
    if lists.leaning.intersection(last):
        return True
    return not ends_clause(before.text) and not lists.clause_openers.intersection(first)


def _next_words(
    one: Fall, transcript: Transcript, after_pause: set[int], lists: Lists
) -> tuple[int, ...]:
    """Return the words from a pause to the first that carries content, in the same breath."""
    chosen: list[int] = []
    for at in range(one.after, len(transcript.words)):
        word = transcript.words[at]
        if not word.kept:
            continue
        if len(chosen) > CONTENT_REACH or (chosen and at in after_pause):
            break
        chosen.append(at)
        if is_content(word, transcript.language, lists) or ends_clause(word.text):
            break
    return tuple(chosen)
