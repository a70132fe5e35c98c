"""Speak all sentences by all voices: `python -m small_voices.synthesise FOLDER`."""

import sys
from pathlib import Path

import numpy as np

from small_voices.voices import HELD_OUT, LANGUAGES, LEARNT, Sound, sentences, speak

SENTENCES = Path(__file__).with_name("sentences.txt")
A_VOICE = 20
"""Sentences of each voice, about a minute."""


def synthesise(voice: str, rng: np.random.Generator, count: int = A_VOICE) -> list[Sound]:
    """Return some sentences of one voice in both languages."""
    lines = SENTENCES.read_text("utf-8").splitlines()
    found = []
    for number in range(count):
        language = LANGUAGES[number % len(LANGUAGES)]
        text = str(rng.choice(sentences(language, lines)))
        pace = int(rng.integers(135, 185))
        found.append(speak(text, voice=voice, language=language, words_per_minute=pace))
    return found


def main(folder: Path) -> None:
    """Write one file a voice."""
    rng = np.random.default_rng(11)
    folder.mkdir(parents=True, exist_ok=True)
    for voice in (*LEARNT, *HELD_OUT):
        said = synthesise(voice, rng)
        np.savez(folder / f"{voice}.npz", *said)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
