"""What is kept of the words that a recogniser writes where nobody speaks, and what is lost."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Protocol

from voicejournal.bench.sounds.planted import (
    FADE_S,
    KINDS,
    Plant,
    Planted,
    Spoken,
    between_sentences,
    plant,
)
from voicejournal.extract.transcript import transcribe
from voicejournal.extract.voice.hearing import hear
from voicejournal.hooks.spec import Transcriber
from voicejournal.model.audio import Waveform
from voicejournal.model.transcript import Transcript, Word
from voicejournal.model.units import Span

WORD = re.compile(r"[\w’'-]+")
SAME_PLACE_S = 1.5
"""A word is the one that was said there when it begins within this of it."""
EDGE_S = 0.1
"""A kept word may reach this far into a planted sound: its edges are trimmed to speech, whose
own edges are this sure."""

LENGTHS_S = (1.0, 2.0, 4.0, 7.0)
LEVELS_DB = (3.0, 10.0, 20.0)
"""How long planted sounds are and how far under the speech, in turn."""
PLANTS = 7
"""Sounds planted in one recording: two at its ends, the others between sentences."""


class Known(Protocol):
    """A recording whose words are known."""

    @property
    def waveform(self) -> Waveform:
        """Its sound."""

    @property
    def language(self) -> str:
        """Of its words."""

    @property
    def spoken(self) -> Spoken:
        """Its true words."""


@dataclass(frozen=True, slots=True)
class Judged:
    """How the words of some recordings were judged."""

    planted_s: float = 0.0
    invented: int = 0
    """Words that lie on planted sounds for more than half of their length."""
    invented_kept: int = 0
    """Words that are kept on planted sounds, once trimmed: a true word that was stretched over
    one is not there any more."""
    true: int = 0
    """Words that were said and recognised."""
    true_lost: int = 0
    """Of these, not kept."""

    def __add__(self, other: "Judged") -> "Judged":
        """Return both counts together."""
        return Judged(
            self.planted_s + other.planted_s,
            self.invented + other.invented,
            self.invented_kept + other.invented_kept,
            self.true + other.true,
            self.true_lost + other.true_lost,
        )


class _Overheard:
    """A transcriber whose words are remembered as it wrote them."""

    def __init__(self, inner: Transcriber, *, to_everything: bool) -> None:
        self._inner, self._to_everything = inner, to_everything
        self.engine, self.model = inner.engine, inner.model
        self.written: tuple[Word, ...] = ()

    def transcribe(
        self, waveform: Waveform, *, speech: Sequence[Span], language: str | None
    ) -> Transcript:
        if self._to_everything:
            speech = (Span(0.0, waveform.duration),)
        transcript = self._inner.transcribe(waveform, speech=speech, language=language)
        self.written = tuple(word for word in transcript.words if word.text.strip())
        return transcript


def judge(planted: Planted, transcriber: Transcriber, language: str, *, forced: bool) -> Judged:
    """Write down a planted recording and count what was invented, kept and lost.

    Args:
        planted: The recording and the truth about it.
        transcriber: Any engine.
        language: Of the recording.
        forced: Have the engine listen to the planted sounds too. The service never does; this
            is how words come to be invented at all.
    """
    overheard = _Overheard(transcriber, to_everything=forced)
    speech = hear(planted.waveform).speech
    result = transcribe(planted.waveform, speech, overheard, language)
    written = overheard.written
    places = [span for _, span in planted.plants]
    true = true_words(written, planted.spoken)
    invented = {at for at, word in enumerate(written) if at not in true and _on(word.span, places)}
    kept = {at for at, word in enumerate(result.words) if word.kept}
    trespassing = {at for at in kept if _reaches_into(result.words[at].span, places)}
    return Judged(
        planted_s=sum(span.duration for span in places),
        invented=len(invented),
        invented_kept=len(trespassing),
        true=len(true),
        true_lost=len(true - kept),
    )


def true_words(written: Sequence[Word], spoken: Spoken) -> set[int]:
    """Return the places of the written words that were said, where they were said."""
    said = [_plain(text) for text, _ in spoken]
    matcher = SequenceMatcher(None, [_plain(word.text) for word in written], said, autojunk=False)
    pairs: Iterable[tuple[int, int]] = (
        (block.a + i, block.b + i)
        for block in matcher.get_matching_blocks()
        for i in range(block.size)
    )
    return {a for a, b in pairs if abs(written[a].start - spoken[b][1].start) <= SAME_PLACE_S}


def _on(span: Span, places: Sequence[Span]) -> bool:
    if span.duration == 0:
        return any(one.start <= span.start <= one.end for one in places)
    return sum(span.overlap(one) for one in places) > span.duration / 2


def _reaches_into(span: Span, places: Sequence[Span]) -> bool:
    inner = (Span(one.start + EDGE_S, one.end - EDGE_S) for one in places)
    return any(span.start < one.end and span.end > one.start for one in inner)


def _plain(text: str) -> str:
    return "".join(WORD.findall(text)).lower().replace("’", "'")


def bench_inventions(
    recordings: Iterable[Known], transcriber: Transcriber
) -> tuple[Judged, Judged]:
    """Plant sounds in recordings and judge their words: as served, and forced to hear it all."""
    served, forced = Judged(), Judged()
    for number, one in enumerate(recordings):
        planted = planted_in(one.waveform, one.spoken, number=number)
        served += judge(planted, transcriber, one.language, forced=False)
        forced += judge(planted, transcriber, one.language, forced=True)
    return served, forced


def planted_in(waveform: Waveform, spoken: Spoken, *, number: int) -> Planted:
    """Plant one sound of each kind in a recording, other kinds in other places by `number`."""
    ends = [FADE_S, waveform.duration - FADE_S]
    places = [*ends, *between_sentences(spoken)][:PLANTS]
    kinds = list(KINDS)
    plants = [
        Plant(
            kind=kinds[(number + i) % len(kinds)],
            at_s=at,
            seconds=LENGTHS_S[(number + i) % len(LENGTHS_S)],
            under_db=LEVELS_DB[(2 * number + i) % len(LEVELS_DB)],
        )
        for i, at in enumerate(places)
    ]
    return plant(waveform, spoken, plants, seed=number)
