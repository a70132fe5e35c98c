"""Who took the numbers that the service states by itself."""

from voicejournal.model.finding import Provenance
from voicejournal.model.note import NoteView
from voicejournal.model.transcript import Transcript
from voicejournal.model.units import Missing
from voicejournal.model.weekview import WeekFindings
from voicejournal.summary.diary import Diary

SERVICE = "voicejournal"


def measured(diary: Diary) -> tuple[Provenance, ...]:
    """Return the methods that measured the voice this week."""
    versions = {note.voice.version for note in diary.notes if not isinstance(note.voice, Missing)}
    return tuple(
        Provenance(plugin=SERVICE, analyzer="voice", version=version)
        for version in sorted(versions)
    )


def made_by(diary: Diary, found: WeekFindings) -> tuple[Provenance, ...]:
    """Return everything that had a part in the page: analyzers, methods, speech models."""
    stamps = [finding.provenance for _, finding in diary.findings()]
    stamps += [finding.provenance for finding in found.findings]
    analyzers = {one for one in stamps if one is not None}
    words = {made for note in diary.notes if (made := _written_by(note))}
    everything = {*analyzers, *words, *measured(diary)}
    return tuple(sorted(everything, key=lambda one: (one.plugin, one.analyzer, one.version)))


def _written_by(note: NoteView) -> Provenance | None:
    if not isinstance(note.transcript, Transcript):
        return None
    version = f"{note.transcript.engine} {note.transcript.model}"
    return Provenance(plugin=SERVICE, analyzer="transcript", version=version)
