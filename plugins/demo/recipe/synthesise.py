"""Speak the corpus: sound, words and phonemes with times, half of it through Opus."""

import argparse
import json
import random
import subprocess
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from synthesiser import SAMPLE_RATE, Speech, Synthesiser, Timed, Voice

VOICES = {"en": "gmw/en+m3", "fr": "roa/fr+f2"}
PITCHES = {"en": (32, 54), "fr": (40, 64)}
WORDS_PER_MINUTE = (108, 182)
PITCH_RANGES = (12, 75)
LEVEL = 0.1
"""RMS of a sentence: -20 dBFS."""
BLOCK = 200
"""Sentences encoded together, so that ffmpeg starts rarely."""
BLOCK_GAP_S = 0.3
OPUS_SHARE = 0.5
OPUS_KBITS = (20, 24, 32)


@dataclass(frozen=True)
class Job:
    """One block of sentences of one language."""

    language: str
    sentences: list[str]
    seed: int


def drawn_voice(language: str, chance: random.Random) -> Voice:
    """The demo voice of this language, in one of its moods."""
    return Voice(
        name=VOICES[language],
        words_per_minute=chance.randint(*WORDS_PER_MINUTE),
        pitch=chance.randint(*PITCHES[language]),
        pitch_range=chance.randint(*PITCH_RANGES),
    )


def levelled(samples: np.ndarray, level: float = LEVEL) -> np.ndarray:
    """Scale a sentence to this RMS."""
    return samples * (level / np.sqrt(np.mean(samples**2)))


def through_opus(samples: np.ndarray, kbits: int) -> np.ndarray:
    """What is left after encoding at this rate."""
    raw = (np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes()
    pcm = ["-f", "s16le", "-ar", str(SAMPLE_RATE), "-ac", "1"]
    quiet = ["ffmpeg", "-v", "error"]
    encode = [*quiet, *pcm, "-i", "-", "-c:a", "libopus", "-b:a", f"{kbits}k", "-f", "ogg", "-"]
    opus = subprocess.run(encode, input=raw, capture_output=True, check=True).stdout
    decode = [*quiet, "-i", "-", *pcm, "-"]
    back = subprocess.run(decode, input=opus, capture_output=True, check=True).stdout
    heard = np.frombuffer(back, "<i2").astype(np.float32) / 32767
    return np.pad(heard[: len(samples)], (0, max(0, len(samples) - len(heard))))


def spoken_block(job: Job) -> list[tuple[dict, np.ndarray]]:
    """Speak one block; each sentence comes back with its sound as 16-bit integers."""
    chance = random.Random(job.seed)
    synthesiser = Synthesiser()
    spoken = [synthesiser.say(text, drawn_voice(job.language, chance)) for text in job.sentences]
    gap = np.zeros(int(BLOCK_GAP_S * SAMPLE_RATE), np.float32)
    sounds = [levelled(speech.samples) for speech in spoken]
    if chance.random() < OPUS_SHARE:
        joined = np.concatenate([part for sound in sounds for part in (sound, gap)])
        joined = through_opus(joined, chance.choice(OPUS_KBITS))
        sounds = _cut(joined, [len(sound) for sound in sounds], len(gap))
    return [
        (described(job.language, text, speech), (np.clip(sound, -1, 1) * 32767).astype(np.int16))
        for text, speech, sound in zip(job.sentences, spoken, sounds, strict=True)
    ]


def _cut(joined: np.ndarray, lengths: list[int], gap: int) -> list[np.ndarray]:
    pieces, at = [], 0
    for length in lengths:
        pieces.append(joined[at : at + length])
        at += length + gap
    return pieces


def described(language: str, text: str, speech: Speech) -> dict:
    """A sentence and its times, ready for JSON."""
    return {
        "language": language,
        "text": text,
        "words": [_row(word) for word in speech.words],
        "phonemes": [_row(phoneme) for phoneme in speech.phonemes],
    }


def _row(mark: Timed) -> list:
    return [mark.text, round(mark.start_s, 3), round(mark.end_s, 3)]


def main() -> None:
    """Write `<part>.npz` (sound and offsets) and `<part>.json` (sentences with times)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", default="train", choices=["train", "held_out", "diary"])
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    corpus = json.loads((options.folder / "corpus.json").read_text(encoding="utf-8"))
    jobs = [
        Job(language, parts[options.part][start : start + BLOCK], start)
        for language, parts in corpus.items()
        for start in range(0, len(parts[options.part]), BLOCK)
    ]
    with ProcessPoolExecutor(options.processes) as pool:
        spoken = [sentence for block in pool.map(spoken_block, jobs) for sentence in block]
    sounds = [sound for _, sound in spoken]
    np.save(options.folder / f"{options.part}.npy", np.concatenate(sounds))
    sentences = [sentence for sentence, _ in spoken]
    for sentence, length in zip(sentences, map(len, sounds), strict=True):
        sentence["samples"] = length
    text = json.dumps(sentences, ensure_ascii=False)
    (options.folder / f"{options.part}.json").write_text(text, encoding="utf-8")
    hours = sum(map(len, sounds)) / SAMPLE_RATE / 3600
    print(f"{options.part}: {len(sounds)} sentences, {hours:.1f} h")


if __name__ == "__main__":
    main()
