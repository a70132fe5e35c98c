"""`voicejournal bench`: the project's own benchmark, one table."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from voicejournal.bench.pauses import bench_pauses
from voicejournal.bench.pitch import bench_pitch
from voicejournal.bench.talker import Talk, talk
from voicejournal.bench.timing import timed
from voicejournal.bench.words import bench_words
from voicejournal.capture.decode import decode
from voicejournal.errors import AudioError, ModelMissingError
from voicejournal.extract.voice import measure_voice
from voicejournal.hooks.host import PluginHost
from voicejournal.model.audio import Waveform
from voicejournal.settings import Settings

GENERATED = "constructed talk"
SILENCES_S = (0.3, 0.5, 0.9, 1.5, 0.4, 0.7, 2.2)
RUN_S = 2.5
NOISY_RMS = 0.01
"""About 15 dB under the talker."""
WARM_UP = (0.3, 1.0, 0.3)


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
def bench(files: Sequence[Path]) -> None:
    """Measure speed and error of pitch, pauses, measures and words, beside librosa's.

    Constructed speech, whose truth is known, is always measured; FILES come beside it. Times
    are processor seconds: read the ratios, they hold from machine to machine.
    """
    sounds = {file.name: _read(file) for file in files}
    _warm_up()
    clean, noisy = _constructed(noise=1e-4), _constructed(noise=NOISY_RMS)
    table = Table("what", "sound", "× real time", "ratio", "found", title="voicejournal bench")
    _pitch_rows(table, GENERATED, clean.waveform, clean)
    for name, waveform in sounds.items():
        _pitch_rows(table, name, waveform, None)
    _pause_rows(table, GENERATED, clean)
    _pause_rows(table, f"{GENERATED}, noisy", noisy)
    for name, waveform in {GENERATED: clean.waveform, **sounds}.items():
        _, seconds = timed(partial(measure_voice, waveform))
        table.add_row("all measures", name, f"{waveform.duration / seconds:.0f}", "", "")
    _word_rows(table, sounds or {GENERATED: clean.waveform})
    Console(soft_wrap=True).print(table)


def _constructed(*, noise: float) -> Talk:
    parts = [0.6]
    for silence in SILENCES_S:
        parts += [RUN_S, silence]
    return talk(*parts, RUN_S, 0.6, noise=noise)


def _warm_up() -> None:
    """Compile and load everything once, so that no row pays for it."""
    bench_pitch(talk(*WARM_UP).waveform)


def _read(file: Path) -> Waveform:
    try:
        with file.open("rb") as stream:
            return decode(stream, max_seconds=Settings().max_note_s).waveform
    except OSError as error:
        msg = f"{file.name} could not be opened: {error.strerror}."
        raise AudioError(msg, fix="Check the path.") from error


def _pitch_rows(table: Table, name: str, waveform: Waveform, truth: Talk | None) -> None:
    rows = bench_pitch(waveform, truth.hertz if truth else None)
    slowest = next(row for row in rows if row.tracker == "librosa.pyin")
    against = "the truth" if truth else "pYIN"
    for row in rows:
        found = (
            f"{row.difference_st:.3f} st from {against}, gross {100 * row.gross_share:.1f} %, "
            f"voiced {row.voiced_s:.1f} s"
        )
        ratio = f"{row.times_real_time / slowest.times_real_time:.1f} × pYIN"
        table.add_row(f"pitch: {row.tracker}", name, f"{row.times_real_time:.1f}", ratio, found)


def _pause_rows(table: Table, name: str, truth: Talk) -> None:
    for row in bench_pauses(truth.waveform, truth.pauses):
        found = (
            f"{row.missed} of {row.planted} missed, {row.invented} invented, "
            f"edges {row.edge_median_ms:.0f} ms (p90 {row.edge_p90_ms:.0f})"
        )
        table.add_row(f"pauses: {row.detector}", name, f"{row.times_real_time:.0f}", "", found)


def _word_rows(table: Table, sounds: dict[str, Waveform]) -> None:
    settings, known = Settings(), PluginHost.load().models()
    if settings.model == "auto" and "demo" in known:
        settings = Settings(model="demo")
    for name, waveform in sounds.items():
        row = bench_words(waveform, settings, known)
        if isinstance(row, ModelMissingError):
            table.add_row("words", name, "–", "", f"{row.message} {row.fix or ''}")
            return
        found = f"{row.words} words kept"
        table.add_row(f"words: {row.model}", name, f"{row.times_real_time:.1f}", "", found)
