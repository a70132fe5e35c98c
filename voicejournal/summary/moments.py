"""Which moment of a note shows a measure best when it is played."""

from collections.abc import Callable, Sequence

from voicejournal.model.change import Direction, Domain
from voicejournal.model.evidence import Moment
from voicejournal.model.note import NoteView
from voicejournal.model.transcript import Transcript, Word
from voicejournal.model.units import Missing, Span
from voicejournal.model.voice import VoiceMeasures

LEAD_S = 1.5
"""Sound played before and after a silence: alone, it could not be told from a fault."""
LISTEN_S = 8.0
"""Unbroken speech played for what a whole note sounds like."""
STRETCH_WORDS = 12


def moment(note: NoteView, span: Span) -> Moment:
    """Return a span of a note as a moment, cut to the sound."""
    cut = Span(min(span.start, note.duration), min(span.end, note.duration))
    return Moment(note_id=note.note_id, recorded_at=note.recorded_at, span=cut)


def showing(note: NoteView, domain: Domain, direction: Direction | None = None) -> Moment:
    """Return what to play to hear a domain of this note.

    Args:
        note: Of which something was measured.
        domain: What is to be heard.
        direction: Play what rose or fell; None: what is typical.
    """
    if isinstance(note.voice, Missing):
        return moment(note, Span(0.0, note.duration))
    if domain == "pausing":
        return moment(note, _silence(note.voice, direction))
    if domain == "tempo" and direction is not None:
        return moment(note, _stretch(note, note.voice, direction))
    return moment(note, _speech(note.voice))


def around(span: Span) -> Span:
    """Return a silence with a little of the speech on both sides."""
    return Span(max(span.start - LEAD_S, 0.0), span.end + LEAD_S)


def _silence(voice: VoiceMeasures, direction: Direction | None) -> Span:
    if not voice.pauses or direction == "down":
        return _speech(voice)
    ordered = sorted(voice.pauses, key=lambda pause: (pause.duration, -pause.start))
    return around(ordered[-1] if direction == "up" else ordered[len(ordered) // 2])


def _stretch(note: NoteView, voice: VoiceMeasures, direction: Direction) -> Span:
    """Return the slowest or fastest dozen of words; without words, plain speech."""
    words = note.transcript.kept_words if isinstance(note.transcript, Transcript) else ()
    if len(words) < STRETCH_WORDS:
        return _speech(voice)
    runs = [words[at : at + STRETCH_WORDS] for at in range(len(words) - STRETCH_WORDS + 1)]
    pick: Callable[..., Sequence[Word]] = min if direction == "up" else max
    chosen = pick(runs, key=lambda run: run[-1].start - run[0].start)
    return Span(chosen[0].start, max(chosen[0].start, chosen[-1].end))


def _speech(voice: VoiceMeasures) -> Span:
    if not voice.speech:
        return Span(0.0, LISTEN_S)
    longest = max(voice.speech, key=lambda span: span.duration)
    return Span(longest.start, min(longest.end, longest.start + LISTEN_S))
