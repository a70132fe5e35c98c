"""Moments of a week, made from spans of its notes."""

from collections.abc import Iterable

from voicejournal import Finding, Moment, NoteView, Span, WeekView


def moment(note: NoteView, span: Span) -> Moment:
    """Return a span of a note as a moment."""
    return Moment(note_id=note.note_id, recorded_at=note.recorded_at, span=span)


def found(
    week: WeekView, kind: str, notes: Iterable[NoteView] | None = None
) -> tuple[tuple[NoteView, Finding], ...]:
    """Return what was found of a kind in the notes of the week, or in others; oldest first."""
    known = {note.note_id: note for note in (week.notes if notes is None else notes)}
    return tuple(
        (known[note_id], one)
        for note_id, one in week.findings
        if one.kind == kind and note_id in known
    )
