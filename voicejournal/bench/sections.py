"""The parts of the benchmark, in the order in which they are printed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from voicejournal.bench.accuracy.drift import bench_drift
from voicejournal.bench.accuracy.pauses import bench_pauses
from voicejournal.bench.accuracy.pitch import bench_pitch
from voicejournal.bench.accuracy.quality import bench_quality
from voicejournal.bench.accuracy.syllables import bench_syllables
from voicejournal.bench.accuracy.words import bench_words
from voicejournal.bench.cost.memory import bench_memory
from voicejournal.bench.cost.pages import bench_pages
from voicejournal.bench.cost.plugins import bench_plugins
from voicejournal.bench.cost.speed import bench_speed
from voicejournal.bench.judging import Row, Section
from voicejournal.bench.material import Material
from voicejournal.bench.sounds.channels import CHANNELS
from voicejournal.bench.timing import one_core


@dataclass(frozen=True, slots=True)
class Plan:
    """A part that can be measured."""

    title: str
    columns: tuple[str, ...]
    measure: Callable[[Material], Sequence[Row]]
    notes: tuple[str, ...] = ()
    named_by: int = 1
    """So many leading columns say which row it is."""


PLANS: Mapping[str, Plan] = {
    "speed": Plan(
        "Speed",
        ("tool", "× real time", "ours is × as fast", "× librosa.pyin"),
        bench_speed,
        (
            (
                "Processor seconds of all threads, the quicker of two runs on half a minute. "
                "Times differ from machine to machine; the ratios hardly do."
            ),
        ),
    ),
    "memory": Plan(
        "Memory",
        ("length", "the sound itself", "at most beside it"),
        bench_memory,
        ("Each length in a process of its own, the program loaded and warm.",),
    ),
    "pitch": Plan(
        "Pitch",
        ("sound", "tracker", "gross errors", "voicing errors", "median, st"),
        bench_pitch,
        (
            (
                "Gross: off by more than a fifth, of the frames that both call voiced. Voicing: of "
                "all frames. Each tracker is allowed one constant lag of up to 30 ms a recording."
            ),
            (
                "Constructed talk: four voices of single glottal pulses in syllables and phrases, "
                "among hisses, stops and silences."
            ),
        ),
        named_by=2,
    ),
    "pauses": Plan(
        "Pauses",
        ("room", "detector", "missed", "invented a minute", "edges, ms", "edges p90, ms"),
        bench_pauses,
        (
            (
                "Silences of known length between trimmed runs of the recordings (of constructed "
                "talk, where none was made in a quiet room), a quiet room under them. A pause is "
                "found where half of it is; edges are those of found ones."
            ),
        ),
        named_by=2,
    ),
    "syllables": Plan(
        "Syllables",
        ("sound", "detector", "runs", "r of the rates", "error", "counted"),
        bench_syllables,
        (
            (
                "Rates of runs between pauses. Truth: the known words, their syllables counted by "
                "spelling, which errs itself; constructed talk has exactly so many vowels."
            ),
        ),
        named_by=2,
    ),
    "quality": Plan(
        "Voice quality",
        ("compared", "measure", "sounds", "r", "median distance", "median"),
        bench_quality,
        (
            (
                "Jitter in %, all others in dB. Praat is given the speech alone. Two "
                "ways of measuring agree in order, not in their zero: read r first."
            ),
            (
                "Made voices: vowels of 3 s whose pulses and breath are known. Irregular pulses "
                "lower the true HNR below what was added as breath."
            ),
        ),
        named_by=2,
    ),
    "drift": Plan(
        "Drift",
        ("measure", "spread", *(one.name for one in CHANNELS), "r, Opus 24", "and declared"),
        bench_drift,
        (
            (
                "Median distance before and after, in within-person spreads (1.4826 × the median "
                "absolute deviation, as the baseline has it); ✗ over 0.5. Spreads are those of the "
                "demo patients' notes, or of the 20 s pieces of given files of 100 s and more."
            ),
            (
                "The demo's voices are synthetic: they vary less in quality and loudness than "
                "people do, so that their drifts in spreads are larger than a person's."
            ),
        ),
    ),
    "words": Plan(
        "Words",
        ("what", "model", "× real time", "found"),
        bench_words,
        (
            (
                "Processor seconds. The demo's model holds 4 MB, Whisper small some 250 (at one "
                "byte a parameter): beside a real one measuring is a smaller share of the time."
            ),
            (
                "Planted: silence, breath, noise, music and hum between true words. The service "
                "never has the recogniser hear them; the last line does, so that it invents."
            ),
        ),
    ),
    "plugins": Plan(
        "Analyzers",
        ("analyzer", "plugin", "inside, ms", "apart, ms", "apart and sent, ms"),
        bench_plugins,
        (
            (
                "On a note of five minutes; processor time of both processes, the cheapest of "
                "seven calls. Inside: in the service itself. Apart: in the plugin's own process, "
                "which was sent the note for another analyzer; sent: the note is new to it."
            ),
            (
                "The last line takes a measure that does nothing: its sound is laid into sealed "
                "memory that both processes map, and goes through no pipe."
            ),
        ),
    ),
    "pages": Plan(
        "Pages",
        ("page", "median, ms", "p95, ms", "processor, ms", "size", "queries", "of a tenth"),
        bench_pages,
        (
            (
                "A clinic of 200 patients, one of whom has spoken every day for a year; each page "
                "is opened 60 times. Questions to the database are held beside a clinic of a tenth "
                "of the size."
            ),
        ),
    ),
}


def measure(name: str, material: Material) -> Section:
    """Measure one part on one core."""
    plan = PLANS[name]
    with one_core():
        rows = tuple(plan.measure(material))
    return Section(
        title=plan.title, columns=plan.columns, rows=rows, notes=plan.notes, named_by=plan.named_by
    )
