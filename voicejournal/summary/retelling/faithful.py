"""Whether a sentence says what the sentences say that it was made from, and nothing else.

No machine is asked. A retold sentence may join sentences, add and leave out words that say nothing
by themselves, and put words in another order where the order says nothing. Every word that says
something stays, and none comes. Whatever cannot be shown to be the same is taken to be different:
a good sentence that is left out costs nothing, since the one it was made from stands on the page.
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
GROWS = 40
"""Characters by which a sentence may be longer than what it was made from; assumed."""


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
    said = [one for one in known if one]
    bare = _without_week(told, said, language)
    return any(_told_in_turn(bare, order, language) for order in permutations(said))


def _without_week(
    told: Sequence[Token], said: Sequence[Sequence[Token]], language: Language
) -> Sequence[Token]:
    """Leave the week out where no sentence speaks of another stretch of time."""
    lists = lists_of(language)
    if any(one.value in lists.times for sentence in said for one in sentence):
        return told
    return tuple(one for one in told if one.value != lists.week)


def _told_in_turn(
    told: Sequence[Token], sources: Sequence[Sequence[Token]], language: Language
) -> bool:
    """Tell whether `told` falls into one stretch for each source, so that none mixes with another.

    Else “pauses longer, pace slower” could become “pauses slower, pace longer”. As every part of
    a source stays, each stretch is as long as its source.
    """
    if sum(map(len, sources)) != len(told):
        return False
    at = 0
    for source in sources:
        if not same(source, told[at : at + len(source)], language):
            return False
        at += len(source)
    return True


def same(source: Sequence[Token], told: Sequence[Token], language: Language) -> bool:
    """Tell whether one stretch says what one sentence says."""
    if Counter(source) != Counter(told):
        return False
    if _order_counts(source, language):
        return tuple(source) == tuple(told)
    return Counter(_pairs(source)) == Counter(_pairs(told))


def _order_counts(parts: Sequence[Token], language: Language) -> bool:
    """Tell whether what goes with what is told by order: of a comparison, or of two numbers."""
    hinges = lists_of(language).hinges
    numbers = sum(one.kind == "number" for one in parts)
    return numbers > 1 or any(one.value in hinges for one in parts)


def _pairs(parts: Sequence[Token]) -> Iterator[tuple[Token, Token | None]]:
    """Yield each number with its unit, and each negation with what it turns: the part after it."""
    for at, one in enumerate(parts):
        if one.kind in {"number", "negator"}:
            yield one, next((later for later in parts[at + 1 :] if later.kind != "negator"), None)
