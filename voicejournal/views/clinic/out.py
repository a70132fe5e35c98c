"""What a clinician takes along: a week as PDF or FHIR document, measures as a table."""

from flask.typing import ResponseReturnValue

from voicejournal.app.weekpage import WeekPage
from voicejournal.errors import NotFoundError
from voicejournal.model.account import Account
from voicejournal.model.note import PatientId
from voicejournal.outputs.pdf import as_pdf
from voicejournal.views.clinic.blueprint import TAKE_OUT, clinician, patient_of, week_from
from voicejournal.views.download import CSV, FHIR, PDF, download
from voicejournal.views.gate import lets
from voicejournal.views.held import journal
from voicejournal.views.language import page_language
from voicejournal.views.paper import Paper, on_paper
from voicejournal.views.session import the_account
from voicejournal.views.weekly import typed_in


@clinician.get("/patients/<patient_id>/weeks/<monday>/revisions/<int:number>/page.pdf")
@lets(TAKE_OUT)
def pdf(patient_id: str, monday: str, number: int) -> ResponseReturnValue:
    """Print one revision of a week, without marks and private notes."""
    patient = patient_of(patient_id)
    page = _page(patient, monday, number)
    typed_notes = typed_in(page.shown.summary, patient)
    made = as_pdf(on_paper(Paper(page=page, patient=patient, typed_notes=typed_notes)))
    _taken(patient, "pdf", page)
    return download(made, PDF, f"week-{monday}.pdf")


@clinician.get("/patients/<patient_id>/weeks/<monday>/revisions/<int:number>/fhir.json")
@lets(TAKE_OUT)
def fhir(patient_id: str, monday: str, number: int) -> ResponseReturnValue:
    """Hand one revision of a week to another system."""
    patient = patient_of(patient_id)
    page = _page(patient, monday, number)
    made = journal().fhir(patient, page.week, language=page_language(), number=number)
    _taken(patient, "fhir", page)
    return download(made, FHIR, f"week-{monday}.fhir.json")


@clinician.get("/patients/<patient_id>/measures.csv")
@lets(TAKE_OUT)
def measures(patient_id: str) -> ResponseReturnValue:
    """Hand out every measure of every note, a row a note; no words."""
    made = journal().measures(PatientId(patient_of(patient_id).account_id))
    reader = the_account().account_id
    journal().taken_out(PatientId(patient_id), "measures", "", reader)
    return download(made, CSV, "measures.csv")


def _page(patient: Account, monday: str, number: int) -> WeekPage:
    if not number:
        raise NotFoundError
    week = week_from(monday, patient.zone)
    return journal().page(PatientId(patient.account_id), week, reader=None, number=number)


def _taken(patient: Account, what: str, page: WeekPage) -> None:
    """Remember that it was read, so that nothing replaces it, and that it left."""
    patient_id, number, by = (
        PatientId(patient.account_id),
        page.shown.line.number,
        the_account().account_id,
    )
    journal().opened(patient_id, page.week, number, by)
    journal().taken_out(patient_id, what, f"{page.week.monday}/{number}", by)
