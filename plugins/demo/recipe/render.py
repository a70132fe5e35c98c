"""Lay sentences out as a recording: pauses, a quiet room, Opus, and every word's true time."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from synthesiser import SAMPLE_RATE, Speech, Timed

LEVEL_DB = -20.0
"""RMS of speech at full level, in dB below full scale."""
ROOM_DB = -65.0
COMMA_GAP_S = 0.08
KBITS = 24


@dataclass(frozen=True)
class Recording:
    """Sound with the words it holds."""

    samples: np.ndarray
    words: tuple[Timed, ...]

    @property
    def duration_s(self) -> float:
        """Length of the sound."""
        return len(self.samples) / SAMPLE_RATE


def hesitant(speech: Speech, extra_s: float) -> Recording:
    """Lengthen the silences inside a sentence."""
    samples, words, moved = speech.samples, list(speech.words), 0
    for before, after in zip(speech.phonemes, speech.phonemes[1:], strict=False):
        if after.start_s - before.end_s > COMMA_GAP_S:
            middle = (before.end_s + after.start_s) / 2
            cut, extra = int(middle * SAMPLE_RATE) + moved, int(extra_s * SAMPLE_RATE)
            silence = np.zeros(extra, np.float32)
            samples = np.concatenate([samples[:cut], silence, samples[cut:]])
            late_s = (moved + extra) / SAMPLE_RATE
            words = [
                _shifted(original, late_s) if original.start_s > middle else word
                for word, original in zip(words, speech.words, strict=True)
            ]
            moved += extra
    return Recording(samples, tuple(words))


def laid_out(sentences: list[Recording], silences_s: list[float]) -> Recording:
    """Silence, sentence, silence, sentence, … silence."""
    parts: list[np.ndarray] = []
    words: list[Timed] = []
    at = 0
    for number, silence_s in enumerate(silences_s):
        silence = np.zeros(int(silence_s * SAMPLE_RATE), np.float32)
        parts.append(silence)
        at += len(silence)
        if number < len(sentences):
            sentence = sentences[number]
            words += [_shifted(word, at / SAMPLE_RATE) for word in sentence.words]
            parts.append(sentence.samples)
            at += len(sentence.samples)
    return Recording(np.concatenate(parts), tuple(words))


def in_a_room(
    recording: Recording, chance: np.random.Generator, *, level_db: float, room_db: float = ROOM_DB
) -> Recording:
    """Set the level of the speech, and add a room's murmur."""
    samples = recording.samples
    speaking = np.abs(samples) > 0
    loudness = np.sqrt(np.mean(samples[speaking] ** 2))
    murmur = _murmur(len(samples), chance) * 10 ** (room_db / 20)
    voiced = samples * (10 ** (level_db / 20) / loudness)
    return Recording((voiced + murmur).astype(np.float32), recording.words)


def _murmur(length: int, chance: np.random.Generator) -> np.ndarray:
    """Noise of RMS 1 that falls off with frequency."""
    spectrum = np.fft.rfft(chance.standard_normal(length))
    hertz = np.fft.rfftfreq(length, 1 / SAMPLE_RATE) + 60
    room = np.fft.irfft(spectrum / np.sqrt(hertz), length)
    return room / np.sqrt(np.mean(room**2))


def _shifted(word: Timed, by_s: float) -> Timed:
    return Timed(word.text, word.start_s + by_s, word.end_s + by_s)


def write(recording: Recording, path: Path, about: dict) -> None:
    """Write `path`.opus and `path`.words.json."""
    path.parent.mkdir(parents=True, exist_ok=True)
    raw = (np.clip(recording.samples, -1, 1) * 32767).astype("<i2").tobytes()
    command = ["ffmpeg", "-v", "error", "-y", "-f", "s16le", "-ar", str(SAMPLE_RATE)]
    command += ["-ac", "1", "-i", "-", "-c:a", "libopus", "-b:a", f"{KBITS}k"]
    command += ["-map_metadata", "-1", "-fflags", "+bitexact", str(path.with_suffix(".opus"))]
    subprocess.run(command, input=raw, check=True)
    words = [[word.text, round(word.start_s, 2), round(word.end_s, 2)] for word in recording.words]
    document = {**about, "duration_s": round(recording.duration_s, 2), "words": words}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    path.with_suffix(".words.json").write_text(text + "\n", encoding="utf-8")
