"""Negations, each counted once however many words it takes."""

from collections.abc import Sequence

from voicejournal_standard.tokens import Token, find, lexicon

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
    """Pair each `ne` with its second term; count second terms that stand without one."""
    words = lexicon("fr")
    seconds = frozenset(words["negations"])
    paired = seconds | frozenset(words["negations_with_ne"])
    single = seconds | frozenset(words["negations_alone"])
    hits: list[Hit] = []
    used: set[int] = set()
    for at, token in enumerate(tokens):
        if token.text in NE:
            after = range(at + 1, min(at + 1 + REACH, len(tokens)))
            second = next((i for i in after if tokens[i].text in paired), None)
            if second is not None:
                hits.append((token, tokens[second]))
                used.add(second)
        elif token.text in single and at not in used:
            hits.append((token,))
    return tuple(hits)
