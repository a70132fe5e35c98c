"""What one call of each analyzer costs on a note of five minutes."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from voicejournal.bench.judging import Verdict
from voicejournal.bench.material import Material
from voicejournal.bench.speed import joined
from voicejournal.extract.voice import measure_voice
from voicejournal.extract.wording import with_words
from voicejournal.findings.analyze import call, seen_by
from voicejournal.hooks.registered import RegisteredAnalyzer
from voicejournal.model.note import NoteId, NoteView
from voicejournal.model.transcript import Transcript, Word
from voicejournal.model.units import Missing

NOTE_S = 300.0
REPEAT = 7
WORD_S, WORD_EVERY_S = 0.25, 0.4
"""150 words a minute."""
SENTENCES = {
    "en": "I could not sleep again and my sister called so I was glad .",
    "fr": "Je n’ai pas dormi et ma sœur a appelé , alors j’étais contente .",
}
RECORDED = datetime(2026, 1, 5, 20, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class PluginRow:
    """One analyzer on the note that it can read."""

    analyzer: str
    plugin: str
    straight_ms: float
    """Its own code, called directly; the wall clock's median."""
    called_ms: float
    """The same as the service calls it."""
    verdicts: tuple[Verdict, ...] = ()

    @property
    def cells(self) -> tuple[str, ...]:
        """Analyzer, plugin, its own time, what the host adds."""
        added = self.called_ms - self.straight_ms
        return self.analyzer, self.plugin, f"{self.straight_ms:.2f}", f"{max(0.0, added):.2f}"


def bench_plugins(material: Material) -> tuple[PluginRow, ...]:
    """Call every analyzer on five minutes of the material, with words at an even pace."""
    notes = {language: _note(material, language) for language in SENTENCES}
    rows = []
    for one in material.plugins.analyzers:
        understood = [language for language in SENTENCES if language in one.info.languages]
        note = seen_by(one, notes[understood[0] if understood else "en"])
        rows.append(_row(one, note))
    return tuple(rows)


def _row(one: RegisteredAnalyzer, note: NoteView) -> PluginRow:
    straight = _median_ms(lambda: tuple(one.analyzer.analyze(note)))
    return PluginRow(
        one.info.name, one.plugin, straight, _median_ms(partial(call, one.analyzer, note))
    )


def _median_ms(work: Callable[[], object]) -> float:
    work()
    times = []
    for _ in range(REPEAT):
        start = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def _note(material: Material, language: str) -> NoteView:
    sound = joined(material, seconds=NOTE_S)
    spoken = SENTENCES[language].split()
    said = tuple(
        Word(
            text=spoken[i % len(spoken)],
            start=i * WORD_EVERY_S,
            end=i * WORD_EVERY_S + WORD_S,
            probability=0.9,
        )
        for i in range(int(NOTE_S / WORD_EVERY_S))
    )
    transcript = Transcript(
        engine="bench", model="bench", language=language, language_probability=1.0, words=said
    )
    return NoteView(
        note_id=NoteId("bench"),
        recorded_at=RECORDED,
        zone="Europe/Paris",
        duration=sound.duration,
        language=language,
        transcript=transcript,
        voice=with_words(measure_voice(sound), transcript),
        turns=Missing("not separated"),
    )
