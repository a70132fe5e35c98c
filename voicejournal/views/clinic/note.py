"""One note of a patient."""

from flask import render_template
from flask.typing import ResponseReturnValue

from voicejournal.model.note import NoteCard, NoteId
from voicejournal.summary.week import week_of
from voicejournal.views.clinic.blueprint import READ_NOTE, clinician, patient_of
from voicejournal.views.gate import lets
from voicejournal.views.held import journal
from voicejournal.views.notepage import note_page
from voicejournal.views.session import the_account


@clinician.get("/patients/<patient_id>/notes/<note_id>")
@lets(READ_NOTE)
def note(patient_id: str, note_id: str) -> ResponseReturnValue:
    """Show one note: its sound, its words, and what was found in it."""
    page = note_page(NoteId(note_id))
    journal().note_opened(NoteId(note_id), the_account().account_id)
    patient = patient_of(patient_id)
    monday = monday_of(page.detail.card, patient.zone)
    return render_template("clinician/note.html", page=page, patient=patient, monday=monday)


def monday_of(card: NoteCard, zone: str) -> str:
    """Return the Monday of a note's week, as it stands in an address."""
    return week_of(card.recorded_at, zone).monday.isoformat()
