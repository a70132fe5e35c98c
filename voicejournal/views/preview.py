"""What the clinician sees, as the patient sees it: the same page, read only, and who opened it."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from voicejournal.outputs.pdf import as_pdf
from voicejournal.views.clinic.blueprint import week_from
from voicejournal.views.download import PDF, download
from voicejournal.views.gate import Rule, lets
from voicejournal.views.held import journal
from voicejournal.views.paper import Paper, on_paper
from voicejournal.views.session import the_account, the_patient
from voicejournal.views.weekly import drawn, typed_in

preview = Blueprint("preview", __name__)

READ_OWN = Rule("read_summary", of="self", drawn_for="patient")


@preview.get("/weeks")
@lets(READ_OWN)
def weeks() -> ResponseReturnValue:
    """List the patient's own weeks, newest first."""
    return render_template("diary/weeks.html", weeks=journal().past(the_patient()))


@preview.get("/weeks/<monday>")
@lets(READ_OWN)
def week(monday: str) -> ResponseReturnValue:
    """Show one week as the clinician sees it, without the clinician's private notes."""
    patient = the_account()
    chosen = week_from(monday, patient.zone)
    page = journal().page(the_patient(), chosen, reader=None, number=None)
    return render_template(
        "diary/week.html",
        patient=patient,
        page=page,
        hand=False,
        openings=journal().openings(the_patient(), chosen),
        **drawn(page, patient),
    )


@preview.get("/weeks/<monday>/page.pdf")
@lets(READ_OWN)
def pdf(monday: str) -> ResponseReturnValue:
    """Print one week as it stands, for the patient to keep or to hand on."""
    patient = the_account()
    chosen = week_from(monday, patient.zone)
    page = journal().page(the_patient(), chosen, reader=None, number=None)
    typed_notes = typed_in(page.shown.summary, patient)
    made = as_pdf(on_paper(Paper(page=page, patient=patient, typed_notes=typed_notes)))
    journal().taken_out(the_patient(), "pdf", monday, patient.account_id)
    return download(made, PDF, f"week-{monday}.pdf")
