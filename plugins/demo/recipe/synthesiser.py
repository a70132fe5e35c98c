"""espeak-ng called in process, so that every word and phoneme comes with its exact time."""

import ctypes
import ctypes.util
import re
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import soxr

SAMPLE_RATE = 16_000
"""What Whisper hears, in hertz."""

EDGE_SILENCE_S = 0.02
"""Kept around a sentence when its own silence is trimmed away."""

_SYNCHRONOUS = 2
_PHONEME_EVENTS = 1
_UTF8 = 1
_AT_CHARACTER = 1
_WORD_EVENT, _END_EVENT, _PHONEME_EVENT = 1, 5, 7
_PAUSES = {"", "_", "_:", "_!", "_|", "|", "||", ";", "_;_", "_^_"}
WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*'?")


class Knob(IntEnum):
    """espeak-ng's own numbers for what we turn."""

    RATE = 1
    VOLUME = 2
    PITCH = 3
    RANGE = 4


@dataclass(frozen=True, slots=True)
class Voice:
    """One speaker, and how they speak this time."""

    name: str
    words_per_minute: int
    pitch: int
    pitch_range: int
    volume: int = 100


@dataclass(frozen=True, slots=True)
class Timed:
    """A word, or a phoneme, and where it sounds."""

    text: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Speech:
    """A sentence as sound, with the synthesiser's own times."""

    samples: np.ndarray
    """Mono float32 at `SAMPLE_RATE`."""
    words: tuple[Timed, ...]
    phonemes: tuple[Timed, ...]

    @property
    def duration_s(self) -> float:
        """Length of the sound."""
        return len(self.samples) / SAMPLE_RATE


class _Identifier(ctypes.Union):
    _fields_ = [
        ("number", ctypes.c_int),
        ("name", ctypes.c_void_p),
        ("string", ctypes.c_char * 8),
    ]


class _Event(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Identifier),
    ]


_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)


class Synthesiser:
    """espeak-ng, loaded once per process; not for several threads."""

    def __init__(self) -> None:
        library = ctypes.util.find_library("espeak-ng") or "libespeak-ng.so.1"
        self._espeak = ctypes.CDLL(library)
        self._rate = self._espeak.espeak_Initialize(_SYNCHRONOUS, 0, None, _PHONEME_EVENTS)
        if self._rate <= 0:
            raise RuntimeError("espeak-ng did not start: is its data installed?")
        self._chunks: list[np.ndarray] = []
        self._events: list[tuple[int, int, int, str]] = []
        self._listener = _Callback(self._hear)
        self._espeak.espeak_SetSynthCallback(self._listener)
        self._voice = ""

    def say(self, text: str, voice: Voice) -> Speech:
        """Speak one sentence, its leading and trailing silence trimmed to `EDGE_SILENCE_S`."""
        self._turn_knobs(voice)
        self._chunks, self._events = [], []
        encoded = text.encode("utf-8") + b"\0"
        self._espeak.espeak_Synth(encoded, len(encoded), 0, _AT_CHARACTER, 0, _UTF8, None, None)
        raw = np.concatenate(self._chunks).astype(np.float32) / 32768
        return _trimmed(
            soxr.resample(raw, self._rate, SAMPLE_RATE, quality="HQ").astype(np.float32),
            _timed_words(text, self._events, self._rate),
            _timed_phonemes(self._events, self._rate),
        )

    def _turn_knobs(self, voice: Voice) -> None:
        if voice.name != self._voice:
            if self._espeak.espeak_SetVoiceByName(voice.name.encode()) != 0:
                raise ValueError(f"espeak-ng has no voice {voice.name!r}")
            self._voice = voice.name
        self._espeak.espeak_SetParameter(Knob.RATE, voice.words_per_minute, 0)
        self._espeak.espeak_SetParameter(Knob.VOLUME, voice.volume, 0)
        self._espeak.espeak_SetParameter(Knob.PITCH, voice.pitch, 0)
        self._espeak.espeak_SetParameter(Knob.RANGE, voice.pitch_range, 0)

    def _hear(self, wave, count, events) -> int:
        if wave and count > 0:
            self._chunks.append(np.ctypeslib.as_array(wave, shape=(count,)).copy())
        position = 0
        while events[position].type != 0:
            event = events[position]
            text = event.id.string.decode("utf-8", "replace")
            name = text if event.type == _PHONEME_EVENT else ""
            self._events.append((event.type, event.text_position, event.sample, name))
            position += 1
        return 0


Event = tuple[int, int, int, str]


def _timed_phonemes(events: list[Event], rate: int) -> tuple[Timed, ...]:
    """Every phoneme until the next one; pauses are left out."""
    marks = [(sample / rate, name) for kind, _, sample, name in events if kind == _PHONEME_EVENT]
    followers = [start for start, _ in marks[1:]] + [marks[-1][0] + 0.08] if marks else []
    return tuple(
        Timed(name, start, end)
        for (start, name), end in zip(marks, followers, strict=True)
        if name.strip() not in _PAUSES and end > start
    )


def _timed_words(text: str, events: list[Event], rate: int) -> tuple[Timed, ...]:
    """Every written word with the span of its phonemes.

    espeak-ng announces some neighbours as one ("of the"): those share the span by their letters.
    """
    phonemes = _timed_phonemes(events, rate)
    spans = [(match.start(), match.end()) for match in WORD.finditer(text)]
    starts = _word_starts(spans, events, rate)
    announced = sorted(starts)
    timed: list[Timed] = []
    for order, first in enumerate(announced):
        following = announced[order + 1] if order + 1 < len(announced) else len(spans)
        until = starts.get(following, float("inf"))
        own = [p for p in phonemes if starts[first] - 0.001 <= p.start_s < until - 0.001]
        if own:
            group = spans[first:following]
            timed += _shared(text, group, own[0].start_s, own[-1].end_s)
    return tuple(timed)


def _word_starts(spans: list[tuple[int, int]], events: list[Event], rate: int) -> dict[int, float]:
    """Start of each announced word: its first phoneme, for a word event comes somewhat early."""
    announced: dict[int, float] = {}
    sounded: dict[int, float] = {}
    for kind, position, sample, name in events:
        index = _word_at(spans, position - 1)
        if index is None or (name.strip() in _PAUSES and kind == _PHONEME_EVENT):
            continue
        if kind == _WORD_EVENT:
            announced.setdefault(index, sample / rate)
        elif kind == _PHONEME_EVENT:
            sounded.setdefault(index, sample / rate)
    every = sorted(
        sample / rate
        for kind, _, sample, name in events
        if kind == _PHONEME_EVENT and name.strip() not in _PAUSES
    )
    starts: dict[int, float] = {}
    for index, heard_s in sorted(announced.items()):
        near = min(every, key=lambda start: abs(start - heard_s))
        start = sounded.get(index, near)
        if start > max(starts.values(), default=-1.0):
            starts[index] = start
    return starts


def _word_at(spans: list[tuple[int, int]], position: int) -> int | None:
    for index, (start, end) in enumerate(spans):
        if start <= position < end:
            return index
    return None


def _shared(text: str, spans: list[tuple[int, int]], start_s: float, end_s: float) -> list[Timed]:
    letters = sum(end - start for start, end in spans)
    words, at = [], start_s
    for start, end in spans:
        length = (end_s - start_s) * (end - start) / letters
        words.append(Timed(text[start:end], at, at + length))
        at += length
    return words


def _trimmed(samples: np.ndarray, words: tuple[Timed, ...], phonemes: tuple[Timed, ...]) -> Speech:
    loud = np.flatnonzero(np.abs(samples) > 0.003)
    first = max(0, loud[0] - int(EDGE_SILENCE_S * SAMPLE_RATE))
    last = min(len(samples), loud[-1] + int(EDGE_SILENCE_S * SAMPLE_RATE))
    kept = samples[first:last]
    end_s, shift = len(kept) / SAMPLE_RATE, first / SAMPLE_RATE
    return Speech(kept, _moved(words, -shift, end_s), _moved(phonemes, -shift, end_s))


def _moved(marks: tuple[Timed, ...], by_s: float, end_s: float) -> tuple[Timed, ...]:
    return tuple(
        Timed(mark.text, max(0.0, mark.start_s + by_s), min(end_s, mark.end_s + by_s))
        for mark in marks
    )
