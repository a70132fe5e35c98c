"""Negations, each counted once however many words it takes."""

from collections.abc import Sequence

from voicejournal_standard.reading.tokens import Token, find, lexicon

REACH = 5
"""Words after `ne` among which its second term is looked for."""
NE = frozenset({"ne", "n’"})

Hit = tuple[Token, ...]


def negations(tokens: Sequence[Token], language: str) -> tuple[Hit, ...]:
    """Return every negation: where it stands, in order."""
    return _french(tokens) if language == "fr" else _english(tokens)


def _english(tokens: Sequence[Token]) -> tuple[Hit, ...]:
    listed = {hit[0]: hit for hit in find(lexicon("en")["negations"], tokens)}
    shortened = {token: (token,) for token in tokens if token.text.endswith("n’t")}
    hits = {**shortened, **listed}
    return tuple(hits[token] for token in tokens if token in hits)


def _french(tokens: Sequence[Token]) -> tuple[Hit, ...]:
    """Pair each `ne` with its second terms; count second terms that stand without one."""
    words = lexicon("fr")
    seconds = frozenset(words["negations"])
    paired = seconds | frozenset(words["negations_with_ne"])
    single = seconds | frozenset(words["negations_alone"])
    with_ne = {
        at: _around_ne(at, tokens, paired) for at, one in enumerate(tokens) if one.text in NE
    }
    taken = {place for places in with_ne.values() for place in places}
    alone = {at: [at] for at, one in enumerate(tokens) if one.text in single and at not in taken}
    hits = sorted(places for places in (*with_ne.values(), *alone.values()) if len(places) > 0)
    return tuple(tuple(tokens[place] for place in places) for places in hits)


def _around_ne(at: int, tokens: Sequence[Token], paired: frozenset[str]) -> list[int]:
    """Return the places of one negation: `ne … plus jamais rien`, `personne ne`; else none."""
    after = range(at + 1, min(at + 1 + REACH, len(tokens)))
    stops = (place for place in after if tokens[place].text in paired | NE)
    first = next(stops, None)
    if first is not None and tokens[first].text in paired:
        last = first
        while last + 1 < len(tokens) and tokens[last + 1].text in paired:
            last += 1
        return [at, *range(first, last + 1)]
    return [at - 1, at] if at > 0 and tokens[at - 1].text in paired else []
