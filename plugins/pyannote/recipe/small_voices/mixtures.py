"""Conversations put together from sentences of several voices, with who speaks when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from small_voices.rooms import hiss, stirred
from small_voices.voices import RATE_HZ, Sentence, Sound

HOP = 160
HOP_S = HOP / RATE_HZ
NOISES, NOISE_S = 12, 60
STIRRED = (0.05, 0.6)
"""How loud breaths and clicks are beside the speech (assumed)."""
LONG_SHARE, LONG_S = 0.12, (1.0, 4.0)
"""Now and then nobody speaks for a while (assumed)."""


@dataclass(frozen=True, slots=True, eq=False)
class Mixture:
    """Sound, and for each hop of 10 ms which voices speak; shape (n_hops, n_voices)."""

    sound: Sound
    active: NDArray[np.bool_]
    voices: tuple[str, ...]


class Room:
    """A room's noise, a microphone's tilt, a level: never twice the same."""

    def __init__(self, rng: np.random.Generator) -> None:
        """Draw minutes of noise, of which each recording hears another part."""
        self._noises = [hiss(NOISE_S * RATE_HZ, rng) for _ in range(NOISES)]
        self._rng = rng

    def heard(self, sound: Sound) -> Sound:
        """Return a sound as a microphone in the room hears it."""
        rng = self._rng
        noise = self._noises[rng.integers(NOISES)]
        first = int(rng.integers(len(noise) - len(sound)))
        speech = float(np.sqrt(np.square(sound).mean())) + 1e-6
        under = np.float32(speech * 10 ** (-rng.uniform(20, 50) / 20))
        heard = sound + under * noise[first : first + len(sound)]
        heard[1:] -= np.float32(rng.uniform(-0.2, 0.2)) * heard[:-1].copy()
        level = 10 ** (rng.uniform(-32, -16) / 20)
        return np.asarray(heard * np.float32(level / (np.sqrt(np.square(heard).mean()) + 1e-9)))


def mixture(
    said: Mapping[str, Sequence[Sentence]],
    voices: Sequence[str],
    *,
    seconds: float,
    rng: np.random.Generator,
    room: Room,
    overlap: float = 0.15,
    stay: float = 0.4,
) -> Mixture:
    """Have several voices talk in turns.

    Args:
        said: Sentences of each voice.
        voices: Who takes part; the first begins.
        seconds: Length of the mixture.
        rng: Where chance comes from.
        room: Where they are heard.
        overlap: Share of changes of speaker that begin before the other has ended.
        stay: Share of sentences after which the same voice goes on.
    """
    count = int(seconds * RATE_HZ)
    sound = np.zeros(count, np.float32)
    active = np.zeros((count // HOP, len(voices)), np.bool_)
    gains = 10 ** (rng.uniform(-9, 0, len(voices)) / 20)
    at, speaker = int(rng.uniform(0, 0.6) * RATE_HZ), 0
    while at < count:
        sentence = said[voices[speaker]][rng.integers(len(said[voices[speaker]]))]
        at = at // HOP * HOP
        part = sentence.sound[: count - at] * np.float32(gains[speaker])
        sound[at : at + len(part)] += part
        heard = sentence.active[: len(active) - at // HOP]
        active[at // HOP : at // HOP + len(heard), speaker] |= heard
        changes = len(voices) > 1 and rng.random() > stay
        overlaps = changes and rng.random() < overlap
        if changes:
            speaker = int(rng.choice([one for one in range(len(voices)) if one != speaker]))
        rest = -rng.uniform(0.3, 1.5) if overlaps else _rest(rng)
        at = max(0, at + len(sentence.sound) + int(rest * RATE_HZ))
    return Mixture(room.heard(stirred(sound, rng, loud=STIRRED)), active, tuple(voices))


def _rest(rng: np.random.Generator) -> float:
    return float(rng.uniform(*LONG_S) if rng.random() < LONG_SHARE else rng.uniform(0.05, 0.9))
