"""One week of one patient: the page that stands, and its revisions."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from voicejournal.errors import NotFoundError
from voicejournal.model.note import PatientId
from voicejournal.summary.difference import difference
from voicejournal.views.clinic.blueprint import READ_WEEK, clinician, patient_of, week_from
from voicejournal.views.clinic.said import outcome
from voicejournal.views.gate import lets
from voicejournal.views.held import journal
from voicejournal.views.session import the_account
from voicejournal.views.weekly import drawn


@clinician.get("/patients/<patient_id>")
@lets(READ_WEEK)
def latest(patient_id: str) -> ResponseReturnValue:
    """Lead to the newest week with notes."""
    weeks = journal().weeks(PatientId(patient_id))
    if not weeks:
        return render_template("clinician/no_notes.html", patient=patient_of(patient_id))
    monday = weeks[0].monday.isoformat()
    return redirect(url_for("clinician.week", patient_id=patient_id, monday=monday))


@clinician.get("/patients/<patient_id>/weeks/<monday>")
@lets(READ_WEEK)
def week(patient_id: str, monday: str) -> ResponseReturnValue:
    """Show one week on one page."""
    return _show(patient_id, monday, None)


@clinician.get("/patients/<patient_id>/weeks/<monday>/revisions/<int:number>")
@lets(READ_WEEK)
def revision(patient_id: str, monday: str, number: int) -> ResponseReturnValue:
    """Show one revision of a week."""
    if not number:
        raise NotFoundError
    return _show(patient_id, monday, number)


@clinician.get("/patients/<patient_id>/weeks/<monday>/revisions/<int:number>/since/<int:before>")
@lets(READ_WEEK)
def since(patient_id: str, monday: str, number: int, before: int) -> ResponseReturnValue:
    """Show what is different between two revisions."""
    patient = patient_of(patient_id)
    chosen = week_from(monday, patient.zone)
    held = journal()
    older = held.revision(PatientId(patient_id), chosen, before)
    newer = held.revision(PatientId(patient_id), chosen, number)
    return render_template(
        "clinician/since.html",
        patient=patient,
        week=chosen,
        older=older.line,
        newer=newer.line,
        came=newer.inputs.since(older.inputs),
        difference=difference(older.summary, newer.summary),
    )


def _show(patient_id: str, monday: str, number: int | None) -> ResponseReturnValue:
    patient = patient_of(patient_id)
    chosen = week_from(monday, patient.zone)
    reader = the_account().account_id
    page = journal().page(PatientId(patient_id), chosen, reader=reader, number=number)
    journal().opened(PatientId(patient_id), chosen, page.shown.line.number, reader)
    return render_template(
        "clinician/week.html",
        patient=patient,
        page=page,
        hand=True,
        reader=reader,
        asked=journal().asked(PatientId(patient_id)),
        outcome=outcome(request.args.get("done", "")),
        **drawn(page, patient),
    )
