"""Whether a sentence says what the sentences say that it was made from, and nothing else.

No machine is asked. A retold sentence may put words in another order, leave a few out, and add
words that say nothing by themselves; all numbers, quotations, negations, bounds and comparisons
stay. Whatever cannot be shown to be the same is taken to be different: a good sentence that is
left out costs nothing, since the one it was made from stands on the page.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import permutations

from voicejournal.model.retelling import Source
from voicejournal.model.text import Language
from voicejournal.summary.retelling.lists import lists_of
from voicejournal.summary.retelling.tokens import Token, is_plain, tokens

MOST_SOURCES = 3
"""Sentences that one may be made from; assumed: with more, a reader loses what goes with what."""
MOST_CHARACTERS = 400
"""Of one sentence; assumed: about five lines on a telephone."""
LEFT_OUT = 0.25
"""Share of the words of a sentence that may be missing when it is told again; assumed."""
GROWS = 40
"""Characters by which a sentence may be longer than what it was made from; assumed."""
TURNS = 2
"""From so many numbers and directions on, what goes with what is told by the order of words."""


def faithful(text: str, sources: Sequence[Source], language: Language) -> bool:
    """Tell whether `text` says the same as `sources`, in one language."""
    if not sources or len(sources) > MOST_SOURCES or not is_plain(text):
        return False
    wording = [one.text.in_language(language) for one in sources]
    if len(text) > min(MOST_CHARACTERS, GROWS + sum(map(len, wording))):
        return False
    if any(mark in text and not any(mark in one for one in wording) for mark in "?!"):
        return False
    told = tokens(text, language)
    known = [
        tokens(said, language, quoted=one.quoted)
        for said, one in zip(wording, sources, strict=True)
    ]
    if not told or not all(known):
        return False
    return any(
        _told_in_turn(told, [one for one in order if one], language)
        for order in permutations(known)
    )


def _told_in_turn(
    told: Sequence[Token], sources: Sequence[Sequence[Token]], language: Language
) -> bool:
    """Tell whether `told` falls into one stretch for each source, so that none mixes with another.

    Else “pauses longer, pace slower” could become “pauses slower, pace longer”.
    """
    if len(sources) == 1:
        return same(sources[0], told, language)
    return any(
        same(sources[0], told[:cut], language) and _told_in_turn(told[cut:], sources[1:], language)
        for cut in range(1, len(told))
    )


def same(source: Sequence[Token], told: Sequence[Token], language: Language) -> bool:
    """Tell whether one stretch says what one sentence says."""
    said, again = Counter(source), Counter(told)
    guarded = lists_of(language).guarded
    return (
        _all(source, "number") == _all(told, "number")
        and _all(source, "quote") == _all(told, "quote")
        and Counter(_turned(source)) == Counter(_turned(told))
        and again <= said
        and all(again[one] == said[one] for one in said if one.value in guarded)
        and (said - again).total() <= LEFT_OUT * len(source)
        and _keeps_order(source, told, language)
    )


def _all(parts: Sequence[Token], kind: str) -> list[Token]:
    return [one for one in parts if one.kind == kind]


def _turned(parts: Sequence[Token]) -> Iterator[tuple[Token, Token | None]]:
    """Yield each negation with what it turns: the next part that is none itself."""
    for at, one in enumerate(parts):
        if one.kind == "negator":
            yield one, next((later for later in parts[at:] if later.kind != "negator"), None)


def _keeps_order(source: Sequence[Token], told: Sequence[Token], language: Language) -> bool:
    hinges = lists_of(language).hinges
    turns = [at for at, one in enumerate(source) if one.kind == "number" or one.value in hinges]
    if len(turns) < TURNS:
        return True
    numbers = [at for at, one in enumerate(source) if one.kind == "number"]
    # What stands from the first number to the last, and the unit after it, stays as it is.
    bound = source[numbers[0] : numbers[-1] + 2] if len(numbers) > 1 else ()
    return _in_order(told, source) and _stands_in(bound, told)


def _in_order(part: Sequence[Token], whole: Sequence[Token]) -> bool:
    left = iter(whole)
    return all(one in left for one in part)


def _stands_in(part: Sequence[Token], whole: Sequence[Token]) -> bool:
    size = len(part)
    return any(tuple(whole[at : at + size]) == tuple(part) for at in range(len(whole) - size + 1))
