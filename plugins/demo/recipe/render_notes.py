"""Speak the diaries: the demo clinic's eight weeks, steady for five, sinking for three."""

import argparse
import random
import tomllib
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus import DIARIES, LANGUAGES
from render import Recording, hesitant, in_a_room, laid_out, write
from synthesiser import Synthesiser, Voice

NOTES = DIARIES.parent / "notes"


@dataclass(frozen=True)
class Mood:
    """How a week sounds, against the patient's usual."""

    pace: float = 1.0
    pauses: float = 1.0
    pitch_range: float = 1.0
    pitch: int = 0
    level_db: float = 0.0
    long_pause_share: float = 0.04


STEADY = Mood()
SINKING = {
    6: Mood(0.94, 1.3, 0.82, -1, -0.8, 0.10),
    7: Mood(0.84, 1.9, 0.58, -3, -2.2, 0.22),
    8: Mood(0.81, 2.1, 0.50, -3, -2.8, 0.25),
}
PACE_SPREAD, PAUSE_SPREAD, RANGE_SPREAD, LEVEL_SPREAD_DB = 0.06, 0.20, 0.10, 0.8
LONG_PAUSE_S = (1.2, 2.8)


def spread(chance: random.Random, width: float) -> float:
    """A factor near one, never further away than `width`."""
    return 1 + max(-width, min(width, chance.gauss(0, width / 2)))


def note_key(note: dict) -> str:
    """Name of a note's files: the week and the day."""
    return f"w{note['week']}-{note['day']}"


def note_voice(voice: dict, mood: Mood, chance: random.Random) -> Voice:
    """The patient's voice on this day."""
    return Voice(
        name=voice["name"],
        words_per_minute=round(voice["words_per_minute"] * mood.pace * spread(chance, PACE_SPREAD)),
        pitch=voice["pitch"] + mood.pitch + chance.randint(-1, 1),
        pitch_range=round(voice["pitch_range"] * mood.pitch_range * spread(chance, RANGE_SPREAD)),
    )


def silences(count: int, usual_s: float, mood: Mood, chance: random.Random) -> list[float]:
    """Before, between and after `count` sentences."""
    between = []
    for _ in range(count - 1):
        silence_s = usual_s * chance.uniform(0.65, 1.4)
        if chance.random() < mood.long_pause_share:
            silence_s += chance.uniform(*LONG_PAUSE_S)
        between.append(silence_s)
    return [chance.uniform(0.4, 0.9), *between, chance.uniform(0.5, 1.0)]


def spoken(diary: dict, note: dict, synthesiser: Synthesiser) -> Recording:
    """One note, always the same for the same diary."""
    seed = f"{diary['patient']['username']} {note_key(note)}"
    chance, voice = random.Random(seed), diary["voice"]
    mood = SINKING.get(note["week"], STEADY)
    today = note_voice(voice, mood, chance)
    pauses = mood.pauses * spread(chance, PAUSE_SPREAD)
    comma_s = voice["comma_s"] * pauses**1.5
    speeches = [synthesiser.say(text, today) for text in note["sentences"]]
    sentences = [hesitant(speech, comma_s * chance.uniform(0.5, 1.5)) for speech in speeches]
    gaps = silences(len(sentences), voice["pause_s"] * pauses, mood, chance)
    level_db = voice["level_db"] + mood.level_db + chance.uniform(-1, 1) * LEVEL_SPREAD_DB
    room = np.random.default_rng(zlib.crc32(seed.encode()))
    return in_a_room(laid_out(sentences, gaps), room, level_db=level_db)


def main() -> None:
    """Write every note's sound and words into the package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--target", type=Path, default=NOTES)
    options = parser.parse_args()
    synthesiser = Synthesiser()
    for language in LANGUAGES:
        diary = tomllib.loads((DIARIES / f"{language}.toml").read_text(encoding="utf-8"))
        folder = options.target / diary["patient"]["username"]
        for note in diary["notes"]:
            recording = spoken(diary, note, synthesiser)
            write(recording, folder / note_key(note), {"sentences": len(note["sentences"])})
            pace = len(recording.words) / recording.duration_s * 60
            print(
                f"{folder.name} {note_key(note)} {recording.duration_s:.1f} s {pace:.0f} words/min"
            )


if __name__ == "__main__":
    main()
