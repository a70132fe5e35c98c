"""Record the sentences put aside, a few at a time, for evaluation and for the tests."""

import argparse
import json
import random
from pathlib import Path

import numpy as np

from corpus import LANGUAGES
from render import hesitant, in_a_room, laid_out, write
from synthesise import drawn_voice
from synthesiser import Synthesiser

GAPS_S = (0.3, 2.5)
EDGES_S = (0.2, 1.0)
LONGEST_S = 28.0


def main() -> None:
    """Write `<language>-<number>` recordings, each of several sentences in one voice."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--part", default="held_out", choices=["held_out", "diary"])
    parser.add_argument("--sentences", type=int, default=150, help="sentences a language")
    options = parser.parse_args()
    corpus = json.loads((options.folder / "corpus.json").read_text(encoding="utf-8"))
    synthesiser = Synthesiser()
    for language in LANGUAGES:
        chance = random.Random(f"held out {language}")
        room = np.random.default_rng(len(language))
        left = corpus[language][options.part][: options.sentences]
        number = 0
        while left:
            voice, level_db = drawn_voice(language, chance), chance.uniform(-30, -16)
            taken, length_s = [], EDGES_S[1]
            for text in left[: chance.randint(2, 6)]:
                sentence = hesitant(synthesiser.say(text, voice), chance.uniform(0.0, 0.5))
                gap_s = chance.uniform(*GAPS_S)
                length_s += sentence.duration_s + gap_s
                if taken and length_s > LONGEST_S:
                    break
                taken.append((text, sentence, gap_s))
            left = left[len(taken) :]
            gaps = [chance.uniform(*EDGES_S), *[gap_s for *_, gap_s in taken]]
            recording = laid_out([sentence for _, sentence, _ in taken], gaps)
            recording = in_a_room(recording, room, level_db=level_db)
            about = {"language": language, "text": " ".join(text for text, *_ in taken)}
            write(recording, options.target / f"{language}-{number:02}", about)
            number += 1
        print(language, number, "recordings")


if __name__ == "__main__":
    main()
