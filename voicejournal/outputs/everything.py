"""Everything of one patient as tables and as one JSON document, for other programs."""

from collections.abc import Iterable

from pydantic_core import to_json

from voicejournal.model.everything import Everything
from voicejournal.model.note import NoteDetail
from voicejournal.model.text import Text
from voicejournal.model.transcript import Transcript, join_words
from voicejournal.model.typed import Typed
from voicejournal.model.units import Missing
from voicejournal.outputs.between import between_tables
from voicejournal.outputs.rows import local, table
from voicejournal.outputs.table import measures_csv


def everything_json(kept: Everything) -> bytes:
    """Write everything but the sound as one JSON document."""
    return to_json(kept, indent=1)


def tables(kept: Everything) -> dict[str, bytes]:
    """Write the tables, by the name of their file."""
    language = kept.account.language
    made = {
        "notes.csv": _notes(kept),
        "words.csv": _words(kept.notes),
        "findings.csv": _findings(kept.notes, language),
        "measures.csv": measures_csv(kept.views),
        "weeks.csv": _weeks(kept, language),
        "answers.csv": _answers(kept),
        "allowed.csv": _allowed(kept),
        "opened.csv": _opened(kept),
        **between_tables(kept),
    }
    return {name: written.encode("utf-8-sig") for name, written in made.items()}


def text_of(note: NoteDetail) -> str:
    """Return the words of a note: typed, or written down and kept."""
    if isinstance(note.typed, Typed):
        return note.typed.text
    if isinstance(note.transcript, Transcript):
        return join_words(note.transcript.kept_words)
    return ""


def _notes(kept: Everything) -> str:
    header = ("note", "recorded_at", "zone", "seconds", "typed", "private", "sound", "text")
    rows = (
        (
            card.note_id,
            local(card.recorded_at, card.zone),
            card.zone,
            "" if isinstance(card.duration, Missing) else round(card.duration, 2),
            int(card.typed),
            int(card.private),
            kept.sounds.get(card.note_id, ""),
            text_of(note),
        )
        for note in kept.notes
        for card in (note.card,)
    )
    return table(header, rows)


def _words(notes: Iterable[NoteDetail]) -> str:
    rows = (
        (note.card.note_id, word.start, word.end, word.probability, int(word.kept), word.text)
        for note in notes
        if isinstance(note.transcript, Transcript)
        for word in note.transcript.words
    )
    return table(("note", "start_s", "end_s", "probability", "kept", "word"), rows)


def _findings(notes: Iterable[NoteDetail], language: str) -> str:
    rows = (
        (note.card.note_id, span.start, span.end, one.kind, _in(one.claim, language), one.quote)
        for note in notes
        for one in note.findings.findings
        for span in one.evidence[:1]
    )
    return table(("note", "start_s", "end_s", "kind", "claim", "quote"), rows)


def _weeks(kept: Everything, language: str) -> str:
    rows = (
        (week.week.monday.isoformat(), section.kind, _in(one.text, language))
        for week in kept.weeks
        for section in week.sections
        for one in section.sentences
    )
    return table(("monday", "part", "sentence"), rows)


def _answers(kept: Everything) -> str:
    rows = (
        (
            one.instrument,
            local(one.answered_at, one.zone),
            "" if isinstance(one.score, Missing) else one.score,
            " ".join(f"{reply.item}={reply.value}" for reply in one.replies),
        )
        for one in kept.check_ins
    )
    return table(("questionnaire", "answered_at", "sum", "answers"), rows)


def _allowed(kept: Everything) -> str:
    rows = (
        (
            one.at.isoformat(),
            one.purpose,
            one.decision,
            one.version,
            one.language,
            dict(one.removed),
        )
        for one in kept.consents
    )
    return table(("at_utc", "purpose", "decision", "text", "language", "removed"), rows)


def _opened(kept: Everything) -> str:
    rows = (
        (
            one.at.isoformat(),
            one.who,
            one.action,
            one.note_at.isoformat() if one.note_at else "",
            one.monday.isoformat() if one.monday else "",
        )
        for one in kept.opened
    )
    return table(("at_utc", "who", "what", "note_recorded_at", "monday"), rows)


def _in(text: Text, language: str) -> str:
    return text.in_language(language)
