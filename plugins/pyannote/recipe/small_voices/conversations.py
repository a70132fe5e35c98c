"""Conversations of voices that were never heard, in groups, with who speaks when."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from pyannote.core import Annotation, Segment

from small_voices.mixtures import HOP_S, Mixture, Room, mixture
from small_voices.saving import Said
from small_voices.voices import HELD_OUT, WOMEN

SECONDS = 40.0
LANGUAGES = ("English", "French")
PAIRS = ("same sex", "other sex", "one voice")
MEN = tuple(voice for voice in HELD_OUT if voice not in WOMEN)


@dataclass(frozen=True, slots=True, eq=False)
class Conversation:
    """What is heard, and of which kind it is."""

    language: str
    pair: str
    made: Mixture

    @property
    def truth(self) -> Annotation:
        """Who speaks when, as pyannote.metrics compares it."""
        truth = Annotation(uri="conversation")
        for column, voice in enumerate(self.made.voices):
            active = np.concatenate([[False], self.made.active[:, column], [False]])
            for start, end in np.flatnonzero(np.diff(active.astype(np.int8))).reshape(-1, 2):
                truth[Segment(start * HOP_S, end * HOP_S), voice] = voice
        return truth


def conversations(
    languages: Sequence[Said], *, each: int, seconds: float = SECONDS, seed: int = 7
) -> Iterator[Conversation]:
    """Yield `each` conversations of every kind.

    Args:
        languages: Sentences of the voices held out, in English and in French.
        each: How many of a language and of a kind of pair.
        seconds: Length of each.
        seed: Of what is left to chance.
    """
    rng = np.random.default_rng(seed)
    room = Room(rng)
    named: Mapping[str, Said] = dict(zip(LANGUAGES, languages, strict=True))
    for language, pair, number in product(LANGUAGES, PAIRS, range(each)):
        who = _drawn(pair, number, rng)
        made = mixture(named[language], who, seconds=seconds, rng=rng, room=room)
        yield Conversation(language, pair, made)


def _drawn(pair: str, number: int, rng: np.random.Generator) -> list[str]:
    same = (MEN, WOMEN)[number % 2]
    if pair == "same sex":
        return [str(one) for one in rng.choice(same, 2, replace=False)]
    if pair == "one voice":
        return [str(rng.choice(same))]
    both = [str(rng.choice(MEN)), str(rng.choice(WOMEN))]
    return both if number % 2 else both[::-1]
