"""A week as it is handed on: one file that holds all it needs, to print or to keep."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from flask import render_template
from markupsafe import Markup

from voicejournal.app.weekpage import WeekPage
from voicejournal.model.account import Account
from voicejournal.model.note import NoteCard, NoteId, PatientId
from voicejournal.views.assets import web_folder
from voicejournal.views.noteplace import places
from voicejournal.views.weekly import panels_of, written_by_demo

Place = Callable[[NoteId, PatientId], str]
"""Where a note is played; an empty string where it cannot be from here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What stands on paper about one week."""

    page: WeekPage
    patient: Account
    typed_notes: Sequence[NoteCard] = ()


def nowhere(_note_id: NoteId, _patient_id: PatientId) -> str:
    """Lead to no place: paper is read where the notes are not."""
    return ""


def on_paper(paper: Paper, place: Place = nowhere) -> str:
    """Draw a week for printing; a moment becomes a time, or a link to where `place` says."""
    summary = paper.page.shown.summary
    patient_id = PatientId(paper.patient.account_id)

    def played(note_id: NoteId) -> str:
        return place(note_id, patient_id)

    def unheard(_note_id: NoteId) -> str:
        return ""

    return render_template(
        "paper/week.html",
        paper=True,
        page=paper.page,
        patient=paper.patient,
        summary=summary,
        panels=panels_of(summary),
        places=places(summary.series, paper.patient.zone, note=played, sound=unheard),
        demo_words=written_by_demo(summary),
        typed_notes=paper.typed_notes,
        place_of_note=place,
        sheet=sheet(),
    )


@cache
def sheet() -> Markup:
    """Return the style sheet that stands within the file."""
    text = (web_folder() / "static" / "paper.css").read_text(encoding="utf-8")
    return Markup(text)  # noqa: S704 - our own file
