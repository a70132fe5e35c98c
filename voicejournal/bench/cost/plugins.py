"""What one call of each analyzer costs on a note of five minutes, inside the service and apart."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from voicejournal.bench.cost.speed import joined
from voicejournal.bench.judging import Target, Verdict
from voicejournal.bench.material import Material
from voicejournal.extract.voice import measure_voice
from voicejournal.extract.voice.hearing import hear
from voicejournal.extract.wording import with_words
from voicejournal.findings.analyze import call, seen_by
from voicejournal.hooks.examples import voice_measures
from voicejournal.hooks.host import PluginHost
from voicejournal.hooks.isolation.crew import Crew
from voicejournal.hooks.isolation.limits import Installed
from voicejournal.hooks.isolation.remote import Taking
from voicejournal.hooks.registered import RegisteredAnalyzer
from voicejournal.model.audio import Waveform
from voicejournal.model.note import NoteId, NoteView
from voicejournal.model.transcript import Transcript, Word
from voicejournal.model.units import Missing
from voicejournal.model.voice import Heard, VoiceMeasures

NOTE_S = 300.0
REPEAT = 7
WORD_S, WORD_EVERY_S = 0.25, 0.4
"""150 words a minute."""
SENTENCES = {
    "en": "I could not sleep again and my sister called so I was glad .",
    "fr": "Je n’ai pas dormi et ma sœur a appelé , alors j’étais contente .",
}
RECORDED = datetime(2026, 1, 5, 20, 0, tzinfo=UTC)
ADDED = Target("added by a process of its own", 25.0, "ms")
"""Assumed: a small part of the seconds that it takes to measure the same note."""


@dataclass(frozen=True, slots=True)
class PluginRow:
    """One analyzer on the note that it can read; each the cheapest of some calls."""

    analyzer: str
    plugin: str
    inside_ms: float
    """Called in the service itself."""
    apart_ms: float
    """Asked in the plugin's warm process, which was sent the note for another analyzer already."""
    first_ms: float
    """The same, and the note is sent."""

    @property
    def cells(self) -> tuple[str, ...]:
        """Analyzer, plugin, inside, apart, apart with a note that is new there."""
        times = (self.inside_ms, self.apart_ms, self.first_ms)
        return self.analyzer, self.plugin, *(f"{one:.2f}" for one in times)

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What the process adds to the first call."""
        return (ADDED.judge(self.first_ms - self.inside_ms),)


def bench_plugins(material: Material) -> tuple[PluginRow, ...]:
    """Call every analyzer on five minutes of the material, with words at an even pace."""
    sound = joined(material, seconds=NOTE_S)
    voice = measure_voice(sound)
    notes = {language: _note(sound, voice, language) for language in SENTENCES}
    with _crew(material) as crew:
        apart = {
            one.info.name: one for one in PluginHost.load(only={"standard"}, crew=crew).analyzers
        }
        rows = [
            _row(crew, one, apart[one.info.name], _understood(one, notes))
            for one in material.plugins.analyzers
            if one.info.name in apart
        ]
        return (*rows, _sound_row(crew, hear(sound)))


@contextmanager
def _crew(material: Material) -> Iterator[Crew]:
    crew = Crew(material.settings)
    try:
        yield crew
    finally:
        crew.close()


def _understood(one: RegisteredAnalyzer, notes: dict[str, NoteView]) -> NoteView:
    understood = [language for language in notes if language in one.info.languages]
    return seen_by(one, notes[understood[0] if understood else "en"])


def _row(
    crew: Crew, here: RegisteredAnalyzer, apart: RegisteredAnalyzer, note: NoteView
) -> PluginRow:
    cost = partial(_cost_ms, crew, here.plugin)
    return PluginRow(
        analyzer=here.info.name,
        plugin=here.plugin,
        inside_ms=cost(partial(call, here.analyzer, note)),
        apart_ms=cost(partial(call, apart.analyzer, note)),
        first_ms=cost(lambda: call(apart.analyzer, _anew(note))),
    )


def _sound_row(crew: Crew, heard: Heard) -> PluginRow:
    """Take a measure of next to no work of its own: what is left is the way of the sound."""
    crew.know(Installed(name="example", value=voice_measures.__name__, settings={}))
    (measure,) = voice_measures.voicejournal_voice_measures()
    purpose = measure.info.purpose
    cost = partial(_cost_ms, crew, "example")
    first_ms = cost(lambda: Taking(crew, "example", purpose).numbers(heard))
    taken = Taking(crew, "example", purpose)
    return PluginRow(
        analyzer="a measure, with the sound",
        plugin="example",
        inside_ms=cost(lambda: measure.measure(heard)),
        apart_ms=cost(lambda: taken.numbers(heard)),
        first_ms=first_ms,
    )


def _anew(note: NoteView) -> NoteView:
    """Return the same note as if it had never been sent."""
    written, voice = note.transcript, note.voice
    return replace(
        note,
        transcript=written if isinstance(written, Missing) else replace(written),
        voice=voice if isinstance(voice, Missing) else replace(voice),
    )


def _cost_ms(crew: Crew, plugin: str, work: Callable[[], object]) -> float:
    """Return the processor milliseconds of the cheapest of some calls, in both processes."""
    work()
    costs = []
    for _ in range(REPEAT):
        before = time.process_time() + _used_s(crew.pid_of(plugin))
        work()
        costs.append(time.process_time() + _used_s(crew.pid_of(plugin)) - before)
    return 1000 * min(costs)


def _used_s(pid: int | None) -> float:
    """Return the processor seconds that a process used; 0 where the system does not tell.

    Source:
        Linux, Documentation/scheduler/sched-stats.rst: `/proc/<pid>/schedstat`.
    """
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9
    except (OSError, IndexError):
        return 0.0


def _note(sound: Waveform, voice: VoiceMeasures, language: str) -> NoteView:
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
        voice=with_words(voice, transcript),
        turns=Missing("not separated"),
    )
