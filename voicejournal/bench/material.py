"""The recordings that are measured: given files, or else the notes of the demo clinic."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

import numpy as np

from voicejournal.bench.references.opensmile import OpenSmile, find_opensmile
from voicejournal.bench.references.praat import Praat, find_praat
from voicejournal.capture.decode import decode
from voicejournal.errors import AudioError
from voicejournal.hooks.host import PluginHost
from voicejournal.hooks.spec import ExampleNote
from voicejournal.model.audio import Waveform
from voicejournal.model.units import Missing, Span
from voicejournal.settings import Settings

EVERY = 6
"""Of a demo patient's notes each sixth is measured where all would take long."""
PIECE_S, PIECES_MIN = 20.0, 5
"""Given files are cut into pieces this long, if so many come of one, to see how far its voice
varies by itself; else the demo's voices stand in."""


@dataclass(frozen=True, slots=True, eq=False)
class Recorded:
    """One recording and who speaks in it."""

    name: str
    speaker: str
    waveform: Waveform
    language: str = ""
    spoken: tuple[tuple[str, Span], ...] = ()
    """The words that are truly said, and when; empty where nobody knows."""


@dataclass(frozen=True, eq=False)
class Material:
    """What every section measures."""

    recordings: tuple[Recorded, ...]
    """Few enough to be measured many times."""
    more: Callable[[], Iterable[Recorded]]
    given: bool
    """The recordings are files that were named, not the demo's."""
    settings: Settings
    plugins: PluginHost
    praat: Praat | Missing = field(default_factory=find_praat)
    smile: OpenSmile | Missing = field(default_factory=find_opensmile)

    @cached_property
    def voices(self) -> tuple[Recorded, ...]:
        """All there is of each speaker, to see how far one voice varies by itself."""
        return tuple(self.more())

    @property
    def missing(self) -> tuple[str, ...]:
        """What cannot be compared, and how to get it."""
        tools = (self.praat, self.smile)
        return tuple(tool.reason for tool in tools if isinstance(tool, Missing))

    @property
    def length(self) -> str:
        """Say how much sound the recordings are."""
        seconds = sum(one.waveform.duration for one in self.recordings)
        what = "files" if self.given else "demo notes"
        return f"{len(self.recordings)} {what}, {seconds / 60:.1f} minutes"


def gather(files: Sequence[Path], *, every: int = EVERY) -> Material:
    """Read the given files; without any, take each `every`th note of the demo clinic.

    Raises:
        AudioError: A file cannot be read.
    """
    settings, plugins = Settings(), PluginHost.load()
    if settings.model == "auto" and "demo" in plugins.models():
        settings = settings.model_copy(update={"model": "demo"})
    notes = partial(_demo, plugins, settings)
    if files:
        given = tuple(_given(file, settings) for file in files)
        pieces = [piece for one in given for piece in _pieces(one)]
        more = (lambda: pieces) if pieces else notes
        return Material(given, more, given=True, settings=settings, plugins=plugins)
    recordings = tuple(_demo(plugins, settings, every=every))
    return Material(recordings, notes, given=False, settings=settings, plugins=plugins)


def _given(file: Path, settings: Settings) -> Recorded:
    return Recorded(file.name, file.name, _read(file, settings))


def _demo(plugins: PluginHost, settings: Settings, *, every: int = 1) -> Iterator[Recorded]:
    for patient in plugins.clinic():
        for note in patient.notes[::every]:
            yield Recorded(
                name=f"{patient.username} {note.key}",
                speaker=patient.username,
                waveform=_read(note.sound_path, settings),
                language=patient.language,
                spoken=_spoken(note),
            )


def _spoken(note: ExampleNote) -> tuple[tuple[str, Span], ...]:
    """Return the true words of a note, if its clinic knows them."""
    try:
        from voicejournal_demo import DemoNote, true_words  # noqa: PLC0415 -- an extra
    except ImportError:
        return ()
    if not isinstance(note, DemoNote):
        return ()
    return tuple((word.text, Span(word.start_s, word.end_s)) for word in true_words(note))


def _read(file: Path, settings: Settings) -> Waveform:
    try:
        with file.open("rb") as stream:
            return decode(stream, max_seconds=settings.max_note_s).waveform
    except OSError as error:
        msg = f"{file.name} could not be opened: {error.strerror}."
        raise AudioError(msg, fix="Check the path.") from error


def _pieces(one: Recorded) -> Iterator[Recorded]:
    count = round(PIECE_S * one.waveform.rate_hz)
    samples = one.waveform.samples
    if len(samples) < PIECES_MIN * count:
        return
    for first in range(0, len(samples) - count + 1, count):
        part = np.array(samples[first : first + count])
        yield Recorded(one.name, one.speaker, Waveform(part))
