"""The clinician's pages: patients, one week of one patient, one note."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from voicejournal.errors import NotFoundError
from voicejournal.model.account import Account
from voicejournal.model.note import AccountId, NoteCard, NoteId, PatientId
from voicejournal.model.summary import Week, WeeklySummary
from voicejournal.views.charts import panel
from voicejournal.views.gate import Rule, lets
from voicejournal.views.held import journal
from voicejournal.views.notepage import is_demo, note_page
from voicejournal.views.session import the_account

clinician = Blueprint("clinician", __name__)

READ_WEEK = Rule("read_summary", of="patient", drawn_for="clinician")
READ_NOTE = Rule("read_note", of="note", drawn_for="clinician")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One patient in the list."""

    patient: Account
    last: NoteCard | None
    this_week: int
    pending: int
    week: Week | None
    """The newest week with notes."""


@clinician.get("/patients")
@lets(Rule("list_patients"))
def patients() -> ResponseReturnValue:
    """List the patients in this clinician's care, who spoke last first."""
    now = datetime.now(UTC)
    found = journal().patients_of(the_account().account_id)
    rows = in_order(row(patient, now) for patient in found)
    return render_template("clinician/patients.html", rows=rows)


@clinician.get("/patients/<patient_id>")
@lets(READ_WEEK)
def latest(patient_id: str) -> ResponseReturnValue:
    """Lead to the newest week with notes."""
    weeks = journal().weeks(PatientId(patient_id))
    if not weeks:
        return render_template("clinician/no_notes.html", patient=_patient(patient_id))
    monday = weeks[0].monday.isoformat()
    return redirect(url_for("clinician.week", patient_id=patient_id, monday=monday))


@clinician.get("/patients/<patient_id>/weeks/<monday>")
@lets(READ_WEEK)
def week(patient_id: str, monday: str) -> ResponseReturnValue:
    """Show one week on one page."""
    patient = _patient(patient_id)
    chosen = _week(monday, patient.zone)
    weeks = journal().weeks(PatientId(patient_id))
    summary = journal().summary(PatientId(patient_id), chosen)
    return render_template(
        "clinician/week.html",
        patient=patient,
        summary=summary,
        sunday=chosen.monday + timedelta(days=6),
        earlier=max((one for one in weeks if one < chosen), default=None),
        later=min((one for one in weeks if one > chosen), default=None),
        panels=[drawn for one in summary.series if (drawn := panel(one, chosen))],
        demo_words=written_by_demo(summary),
    )


@clinician.get("/patients/<patient_id>/notes/<note_id>")
@lets(READ_NOTE)
def note(patient_id: str, note_id: str) -> ResponseReturnValue:
    """Show one note: its sound, its words, and what was found in it."""
    page = note_page(NoteId(note_id))
    patient = _patient(patient_id)
    return render_template(
        "clinician/note.html", page=page, patient=patient, monday=monday_of(page.detail.card)
    )


def row(patient: Account, now: datetime) -> Row:
    """Sum up one patient for the list."""
    cards = journal().notes(PatientId(patient.account_id))
    newest = cards[0] if cards else None
    monday = _monday(now, patient.zone)
    return Row(
        patient=patient,
        last=newest,
        this_week=sum(_monday(card.recorded_at, patient.zone) == monday for card in cards),
        pending=sum(card.state in {"received", "running"} for card in cards),
        week=Week(_monday(newest.recorded_at, patient.zone), patient.zone) if newest else None,
    )


def written_by_demo(summary: WeeklySummary) -> bool:
    """Tell whether words of this week come from the model that knows only the demo voices."""
    return any(
        source.analyzer == "transcript" and is_demo(source.version.split(" ")[-1])
        for source in summary.provenance
    )


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Order patients: who spoke last comes first, who has not spoken yet last."""
    never = datetime.min.replace(tzinfo=UTC)
    return sorted(rows, key=lambda one: one.last.recorded_at if one.last else never, reverse=True)


def monday_of(card: NoteCard) -> str:
    """Return the Monday of a note's week, as it stands in an address."""
    account = journal().account(AccountId(card.patient_id))
    zone = account.zone if account else card.zone
    return _monday(card.recorded_at, zone).isoformat()


def _monday(moment: datetime, zone: str) -> date:
    on = moment.astimezone(ZoneInfo(zone)).date()
    return on - timedelta(days=on.weekday())


def _patient(patient_id: str) -> Account:
    account = journal().account(AccountId(patient_id))
    if account is None:
        raise NotFoundError
    return account


def _week(monday: str, zone: str) -> Week:
    try:
        return Week(date.fromisoformat(monday), zone)
    except ValueError as error:
        raise NotFoundError from error
