"""The sentences the demo model learns from, and those it never sees.

Three kinds are mixed so that the decoder has to listen instead of reciting: sentences of a small
grammar, short pieces of the diaries put together in any order, and plain sequences of words.
"""

import argparse
import json
import random
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

RECIPE = Path(__file__).parent
DIARIES = RECIPE.parent / "src" / "voicejournal_demo" / "diaries"
LANGUAGES = ("en", "fr")
WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*'?")
LONGEST_PIECE = 4
"""Words of a diary that may reach the training corpus in their own order."""
SHARES = {"grammar": 0.3, "pieces": 0.4, "words": 0.3}
NAMES = {"I", "I'm"}


def normalised(text: str) -> str:
    """Words alone, in lower case: what two sentences are compared by."""
    return " ".join(WORD.findall(text.lower()))


def diary_sentences(language: str) -> list[str]:
    """Everything the patient of this language says, in order."""
    diary = tomllib.loads((DIARIES / f"{language}.toml").read_text(encoding="utf-8"))
    return [sentence for note in diary["notes"] for sentence in note["sentences"]]


@dataclass(frozen=True)
class Language:
    """What sentences of one language are made of."""

    templates: list[str]
    slots: dict[str, list[str]]
    diary: list[str]
    pieces: list[str]
    vocabulary: list[str]

    @classmethod
    def read(cls, language: str) -> "Language":
        """Read grammar and diary, and cut the diary into pieces."""
        text = (RECIPE / f"grammar_{language}.toml").read_text(encoding="utf-8")
        grammar = tomllib.loads(text)
        diary = diary_sentences(language)
        fillings = [words for slot in grammar["slots"].values() for words in slot]
        plain = [re.sub(r"\{\w+\}", " ", template) for template in grammar["templates"]]
        return cls(
            templates=grammar["templates"],
            slots=grammar["slots"],
            diary=diary,
            pieces=[piece for sentence in diary for piece in _pieces(sentence)],
            vocabulary=_vocabulary([*diary, *fillings, *plain]),
        )


def _vocabulary(texts: list[str]) -> list[str]:
    """Every word as it is written inside a sentence: a first word loses its capital."""
    inside, first = set(), set()
    for text in texts:
        words = WORD.findall(text)
        inside.update(words[1:])
        first.update(words[:1])
    inside |= {word for word in first if word not in inside and word.lower() not in inside}
    lowered = {_uncapitalised(word, inside) for word in inside}
    return sorted(lowered)


def _uncapitalised(word: str, inside: set[str]) -> str:
    return word.lower() if word.lower() in inside else word


def _pieces(sentence: str) -> list[str]:
    """Every run of two to `LONGEST_PIECE` words that no comma interrupts."""
    found = []
    for clause in re.split(r"[,.?]", sentence):
        words = WORD.findall(clause)
        for length in range(2, LONGEST_PIECE + 1):
            found += [" ".join(words[i : i + length]) for i in range(len(words) - length + 1)]
    return found


def grammar_sentence(language: Language, chance: random.Random) -> str:
    """Fill one template."""
    template = chance.choice(language.templates)
    return re.sub(r"\{(\w+)\}", lambda slot: chance.choice(language.slots[slot[1]]), template)


def pieced_sentence(language: Language, chance: random.Random) -> str:
    """Put a few pieces of the diary together, in no particular order."""
    pieces = [chance.choice(language.pieces) for _ in range(chance.randint(2, 4))]
    pieces += chance.sample(language.vocabulary, chance.randint(0, 2))
    chance.shuffle(pieces)
    return _punctuated(pieces, chance)


def worded_sentence(language: Language, chance: random.Random) -> str:
    """A plain sequence of words."""
    return _punctuated(chance.sample(language.vocabulary, chance.randint(3, 10)), chance)


def _punctuated(parts: list[str], chance: random.Random) -> str:
    text = parts[0]
    for part in parts[1:]:
        text += (", " if chance.random() < 0.15 else " ") + part
    return text[0].upper() + text[1:] + "."


KINDS = {"grammar": grammar_sentence, "pieces": pieced_sentence, "words": worded_sentence}


def training_sentences(
    language: Language, count: int, forbidden: set[str], chance: random.Random
) -> list[str]:
    """Draw `count` sentences, none of them forbidden."""
    found: list[str] = []
    while len(found) < count:
        kind = chance.choices(list(SHARES), list(SHARES.values()))[0]
        sentence = KINDS[kind](language, chance)
        if normalised(sentence) not in forbidden:
            found.append(sentence)
    return found


def held_out_sentences(language: Language, count: int, chance: random.Random) -> list[str]:
    """Grammar sentences put aside before any training sentence is drawn."""
    found: dict[str, str] = {}
    while len(found) < count:
        sentence = grammar_sentence(language, chance)
        found.setdefault(normalised(sentence), sentence)
    return list(found.values())


def main() -> None:
    """Write `corpus.json`: per language, training sentences, held-out ones and the diary's."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=12_000, help="training sentences a language")
    parser.add_argument("--held-out", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    corpus = {}
    for name in LANGUAGES:
        chance = random.Random(f"{options.seed} {name}")
        language = Language.read(name)
        held_out = held_out_sentences(language, options.held_out, chance)
        forbidden = {normalised(text) for text in [*held_out, *language.diary]}
        train = training_sentences(language, options.count, forbidden, chance)
        corpus[name] = {"train": train, "held_out": held_out, "diary": language.diary}
        print(name, len(language.vocabulary), "words;", len(train), "training sentences")
    options.folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(corpus, ensure_ascii=False, indent=1)
    (options.folder / "corpus.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
