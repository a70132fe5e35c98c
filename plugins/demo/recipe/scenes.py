"""Training windows: sentences laid out in time, with everything the model should predict."""

import itertools
import json
import random
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from corpus import WORD
from synthesiser import SAMPLE_RATE

FRAME_S = 0.02
WINDOW_S = 30.0
LATEST_FIRST_TIME_S = 1.0
"""Whisper's decoding never lets the first time token be later."""
CLIPPED_SHARE = 0.6
"""Full windows whose sound ends with the last sentence, as clips cut at pauses do."""
SIGN_S = 0.12
"""A comma or full stop is said to sound for so long after its word."""
COMMA_GAP_S = 0.08
"""A silence between two words longer than this may be stretched."""


@dataclass(frozen=True)
class Sentence:
    """One sentence of the corpus with the span of each token and phoneme, in seconds."""

    language: str
    offset: int
    samples: int
    tokens: np.ndarray
    token_spans: np.ndarray
    phonemes: np.ndarray
    phoneme_spans: np.ndarray


@dataclass
class Scene:
    """One window: sound, and what it should become."""

    sound: np.ndarray
    language: str | None
    first_frame: int
    tokens: list[int] = field(default_factory=list)
    spans: list[tuple[float, float] | None] = field(default_factory=list)
    frame_phonemes: np.ndarray | None = None
    frame_tokens: np.ndarray | None = None

    def add(self, token: int, span: tuple[float, float] | None = None) -> None:
        """Append a token and where it sounds."""
        self.tokens.append(token)
        self.spans.append(span)


class Corpus:
    """The spoken sentences, their sound read from disk as needed."""

    def __init__(self, folder: Path, part: str, tokenizer: Tokenizer, phonemes: list[str]) -> None:
        self.sound = np.load(folder / f"{part}.npy", mmap_mode="r")
        known = {name: number for number, name in enumerate(phonemes, start=1)}
        rows = json.loads((folder / f"{part}.json").read_text(encoding="utf-8"))
        self.by_language: dict[str, list[Sentence]] = {"en": [], "fr": []}
        offset = 0
        for row in rows:
            sentence = _sentence(row, offset, tokenizer, known)
            if sentence is not None:
                self.by_language[row["language"]].append(sentence)
            offset += row["samples"]

    def heard(self, sentence: Sentence) -> np.ndarray:
        """Sound of one sentence."""
        stored = self.sound[sentence.offset : sentence.offset + sentence.samples]
        return stored.astype(np.float32) / 32767


def phoneme_names(folder: Path, part: str) -> list[str]:
    """Every phoneme espeak-ng named, language by language."""
    rows = json.loads((folder / f"{part}.json").read_text(encoding="utf-8"))
    return sorted({f"{row['language']} {name}" for row in rows for name, _, _ in row["phonemes"]})


def _sentence(
    row: dict, offset: int, tokenizer: Tokenizer, known: dict[str, int]
) -> Sentence | None:
    written = list(WORD.finditer(row["text"]))
    if [match[0] for match in written] != [word[0] for word in row["words"]]:
        return None
    encoded = tokenizer.encode(" " + row["text"])
    spans = [
        _token_span(start - 1, end - 1, written, row["words"]) for start, end in encoded.offsets
    ]
    for span, following in itertools.pairwise(spans):
        if span[1] > following[0]:
            span[1] = max(span[0] + FRAME_S, following[0])
    return Sentence(
        language=row["language"],
        offset=offset,
        samples=row["samples"],
        tokens=np.array(encoded.ids),
        token_spans=np.array(spans, np.float32),
        phonemes=np.array([known[f"{row['language']} {name}"] for name, _, _ in row["phonemes"]]),
        phoneme_spans=np.array([span for _, *span in row["phonemes"]], np.float32),
    )


def _token_span(start: int, end: int, written: list, words: list) -> list[float]:
    """Share a word's time among its tokens by letters; a sign sounds where the word ends."""
    last_end = 0.0
    for match, (_, start_s, end_s) in zip(written, words, strict=True):
        if match.start() < end and start < match.end():
            length = match.end() - match.start()
            low = max(0, start - match.start()) / length
            high = min(length, end - match.start()) / length
            return [start_s + low * (end_s - start_s), start_s + high * (end_s - start_s)]
        if match.end() <= start:
            last_end = end_s
    return [last_end, last_end + SIGN_S]


class SceneMaker:
    """Draws windows at random."""

    def __init__(self, corpus: Corpus, tokenizer: Tokenizer, chance: random.Random) -> None:
        self.corpus = corpus
        self.chance = chance
        self.noise = _noises(np.random.default_rng(chance.randrange(2**32)))
        name = tokenizer.token_to_id
        self.start, self.end = name("<|startoftranscript|>"), name("<|endoftext|>")
        self.transcribe, self.silent = name("<|transcribe|>"), name("<|nospeech|>")
        self.untimed = name("<|notimestamps|>")
        self.languages = {language: name(f"<|{language}|>") for language in ("en", "fr")}

    def short(self, length_s: float) -> Scene:
        """A few seconds from anywhere in the 30 s."""
        latest = round((WINDOW_S - length_s) / FRAME_S)
        return self._scene(length_s, self.chance.randint(0, latest), whole=False)

    def whole(self, length_s: float) -> Scene:
        """A window from its beginning; padding belongs behind it as faster-whisper pads."""
        return self._scene(length_s, 0, whole=True)

    def _scene(self, length_s: float, first_frame: int, *, whole: bool) -> Scene:
        chance = self.chance
        language = chance.choice(["en", "fr"])
        frames = round(length_s / FRAME_S)
        scene = Scene(np.zeros(frames * 320, np.float32), language, first_frame)
        laid = [] if chance.random() < 0.05 else self._laid_out(scene)
        if whole and laid and chance.random() < CLIPPED_SHARE:
            at, sentence, warp = laid[-1]
            end_s = at + sentence.samples / SAMPLE_RATE + warp[-1, 1] + chance.uniform(0.05, 0.5)
            frames = min(frames, round(end_s / FRAME_S))
            scene.sound = scene.sound[: frames * 320]
        scene.frame_phonemes = np.zeros(frames, np.int64)
        scene.frame_tokens = np.full(frames, self.end)
        self._write(scene, laid, whole=whole)
        self._disturb(scene)
        return scene

    def _laid_out(self, scene: Scene) -> list[tuple[float, Sentence, np.ndarray]]:
        """Put sentences one after another until the window is full, with silences between."""
        chance, laid = self.chance, []
        at = chance.uniform(0.0, 0.3) if chance.random() < 0.5 else chance.uniform(0.0, 2.0)
        most = chance.choice([1, 2, 3, 9, 9, 9])
        longest_gap = chance.choice([0.4, 1.0, 3.0])
        while len(laid) < most:
            sentence = chance.choice(self.corpus.by_language[scene.language])
            sound, warp = self._stretched(sentence)
            first = int(at * SAMPLE_RATE)
            if first + len(sound) > len(scene.sound):
                break
            scene.sound[first : first + len(sound)] += sound
            laid.append((first / SAMPLE_RATE, sentence, warp))
            at = first / SAMPLE_RATE + len(sound) / SAMPLE_RATE + chance.uniform(0.05, longest_gap)
        return laid

    def _stretched(self, sentence: Sentence) -> tuple[np.ndarray, np.ndarray]:
        """Lengthen some of its inner silences.

        Returns:
            The sound, and pairs (from this second on, everything moves by so many seconds).
        """
        sound, warp, moved = self.corpus.heard(sentence), [(0.0, 0.0)], 0.0
        spans = sentence.phoneme_spans
        gaps = np.flatnonzero(spans[1:, 0] - spans[:-1, 1] > COMMA_GAP_S)
        for gap in gaps:
            if self.chance.random() < 0.4:
                middle = float(spans[gap, 1] + spans[gap + 1, 0]) / 2
                cut = int((middle + moved) * SAMPLE_RATE)
                extra = int(self.chance.uniform(0.05, 1.5) * SAMPLE_RATE)
                sound = np.concatenate([sound[:cut], np.zeros(extra, np.float32), sound[cut:]])
                moved += extra / SAMPLE_RATE
                warp.append((middle, moved))
        return sound, np.array(warp)

    def _write(self, scene: Scene, laid: list, *, whole: bool) -> None:
        shift = scene.first_frame * FRAME_S
        scene.add(self.start)
        scene.add(self.languages[scene.language])
        scene.add(self.transcribe)
        timed = self.chance.random() < 0.6
        if not timed:
            scene.add(self.untimed)
        elif not laid:
            scene.add(self.untimed + 1, (0.0, 0.06))
        last = 0.0
        for at, sentence, warp in laid:
            tokens = _warped(sentence.token_spans, warp) + at
            phonemes = _warped(sentence.phoneme_spans, warp) + at
            self._label(scene, sentence, tokens, phonemes)
            first, last = float(phonemes[0, 0]), float(phonemes[-1, 1])
            if timed:
                capped = whole and scene.tokens[-1] == self.transcribe
                shown = min(first, LATEST_FIRST_TIME_S) if capped else first
                scene.add(self._time(shown + shift), (first - 0.06, first + 0.06))
            for token, span in zip(sentence.tokens, tokens, strict=True):
                scene.add(int(token), (float(span[0]), float(span[1])))
            if timed:
                scene.add(self._time(last + shift), (last - 0.06, last + 0.06))
        scene.add(self.end, (last, last + 0.3))
        if not laid:
            scene.language = None

    def _time(self, second: float) -> int:
        return self.untimed + 1 + min(1_500, max(0, round(second / FRAME_S)))

    def _label(
        self, scene: Scene, sentence: Sentence, tokens: np.ndarray, phonemes: np.ndarray
    ) -> None:
        for token, (start, end) in zip(sentence.tokens, tokens, strict=True):
            scene.frame_tokens[_frame(scene, start) : _frame(scene, end)] = token
        for phoneme, (start, end) in zip(sentence.phonemes, phonemes, strict=True):
            scene.frame_phonemes[_frame(scene, start) : _frame(scene, end)] = phoneme

    def _disturb(self, scene: Scene) -> None:
        """Set the level, and put a room around the voice."""
        chance = self.chance
        scene.sound *= 10 ** (chance.uniform(-20, 8) / 20)
        noise = chance.choice(self.noise)
        first = chance.randrange(len(noise) - len(scene.sound))
        floor = 10 ** (chance.uniform(-78, -44) / 20)
        scene.sound += floor * noise[first : first + len(scene.sound)]


def _frame(scene: Scene, second: float) -> int:
    return min(len(scene.frame_tokens) - 1, max(0, round(float(second) / FRAME_S)))


def _warped(spans: np.ndarray, warp: np.ndarray) -> np.ndarray:
    """Move spans by what was inserted before their start."""
    place = np.searchsorted(warp[:, 0], spans[:, 0] + 1e-6, side="right") - 1
    return spans + warp[place, 1][:, None]


def _noises(chance: np.random.Generator) -> list[np.ndarray]:
    """Three rooms of RMS 1: white, duller, rumbling."""
    white = chance.standard_normal(60 * SAMPLE_RATE).astype(np.float32)
    spectrum = np.fft.rfft(white)
    hertz = np.fft.rfftfreq(len(white), 1 / SAMPLE_RATE) + 40
    rooms = [white]
    for slope in (0.5, 1.0):
        room = np.fft.irfft(spectrum / hertz**slope).astype(np.float32)
        rooms.append(room / np.sqrt(np.mean(room**2)))
    return rooms
