"""Invented voices, spoken by espeak-ng: some to learn from, others that were never heard."""

import subprocess
import tempfile
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.signal import resample_poly

Sound = NDArray[np.float32]

RATE_HZ = 16_000
LEARNT = (
    "Alex",
    "Alicia",
    "Andy",
    "Gene",
    "Henrique",
    "Hugo",
    "Jacky",
    "Lee",
    "Mario",
    "Mike",
    "Nguyen",
    "RicishayMax",
    "Storm",
    "Tweaky",
    "adam",
    "anika",
    "announcer",
    "antonio",
    "aunty",
    "belinda",
    "benjamin",
    "boris",
    "caleb",
    "croak",
    "david",
    "ed",
    "edward",
    "f1",
    "f3",
    "f4",
    "f5",
    "grandma",
    "grandpa",
    "gustave",
    "iven",
    "john",
    "kaukovalta",
    "klatt",
    "klatt2",
    "klatt4",
    "klatt6",
    "linda",
    "m1",
    "m2",
    "m4",
    "m5",
    "m7",
    "marcelo",
    "max",
    "michel",
    "norbert",
    "pablo",
    "pedro",
    "robert",
    "sandro",
    "steph",
    "travis",
    "zac",
)
"""Variants of espeak-ng: each shapes formants and pitch in its own way."""
HELD_OUT = (
    "Andrea",
    "Annie",
    "Denis",
    "Diogo",
    "Marco",
    "Michael",
    "f2",
    "m3",
    "m8",
    "paul",
    "rob",
    "shelby",
)
WOMEN = ("Andrea", "Annie", "f2", "shelby")
"""Of those held out: they are called women in espeak-ng, or have a pitch as theirs."""
LANGUAGES = ("en-us", "en", "fr", "fr-be")
"""Not `en-gb` nor `fr-fr`: espeak-ng 1.51 passes over the variant of a voice that is named so."""


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """What one voice says, and in which hops of 10 ms it sounds."""

    sound: Sound
    active: NDArray[np.bool_]


def speak(text: str, *, voice: str, language: str, words_per_minute: int) -> Sound:
    """Speak a sentence.

    Returns:
        Samples in [-1, 1], 16 kHz, shape (n_samples,).
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "said.wav"
        command = ["espeak-ng", "-v", f"{language}+{voice}", "-s", str(words_per_minute)]
        subprocess.run([*command, "-w", str(path), text], check=True, capture_output=True)
        with wave.open(str(path)) as file:
            raw = np.frombuffer(file.readframes(file.getnframes()), np.int16)
    sound = resample_poly(raw.astype(np.float32) / 32768, 320, 441)
    return np.asarray(sound, np.float32)


def sounding(sound: Sound, *, hop: int = 160) -> NDArray[np.bool_]:
    """Return in which hops of a clean sound something sounds; shape (n_samples // hop,).

    espeak-ng's silences are digital: what lies 45 dB under the loudest is one of them. Gaps of
    less than 150 ms are consonants.
    """
    frames = sound[: len(sound) // hop * hop].reshape(-1, hop)
    level = 10 * np.log10(np.square(frames).mean(axis=1) + 1e-12)
    loud = level > level.max() - 45
    return _closed(loud, 15)


def _closed(loud: NDArray[np.bool_], gap: int) -> NDArray[np.bool_]:
    edges = np.flatnonzero(np.diff(np.concatenate([[False], loud, [False]]).astype(np.int8)))
    closed = loud.copy()
    for end, start in zip(edges[1:-1:2], edges[2::2], strict=True):
        if start - end < gap:
            closed[end:start] = True
    return closed


def sentences(language: str, lines: Sequence[str]) -> list[str]:
    """Return the lines of a language: `fr` or `en`, each followed by its text."""
    short = language[:2]
    return [line[3:] for line in lines if line.startswith(f"{short} ")]
