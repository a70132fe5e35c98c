"""What a clinician gives a patient between sessions, and what was done with it."""

from contextlib import suppress
from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from voicejournal.errors import NotFoundError
from voicejournal.model.account import Account
from voicejournal.model.note import PatientId
from voicejournal.model.planned import EVERY_DAYS, PlanId
from voicejournal.model.programme import PROMPT, ExerciseId, Given, GivenId
from voicejournal.model.text import Text
from voicejournal.views.clinic.blueprint import clinician, patient_of
from voicejournal.views.gate import Rule, lets
from voicejournal.views.held import journal
from voicejournal.views.session import the_account

GIVE = Rule("give", of="patient", drawn_for="clinician")
READ = Rule("read_programme", of="patient", drawn_for="clinician")
ANSWER = Rule("answer_call", of="patient", drawn_for="clinician")
SEE_OTHER = 303
PER_WEEK = range(1, 8)
LONGEST_WORDS = 500
"""Characters of the words beside an exercise (assumed: a few sentences)."""
SHOWN = 20
"""Exercises done that the page lists."""


@clinician.get("/patients/<patient_id>/programme")
@lets(GIVE)
def programme(patient_id: str) -> ResponseReturnValue:
    """Show what is suggested, given, asked for and done."""
    patient, owner, held = patient_of(patient_id), PatientId(patient_id), journal()
    shared = held.allows(the_account(), "read_programme", owner)
    if shared:
        held.programme_read(owner, the_account().account_id)
    given = held.given_now(owner)
    taken = {one.name for one in given}
    return render_template(
        "clinician/programme.html",
        patient=patient,
        shared=shared,
        suggested=held.suggestions(owner) if shared else (),
        given=[(one, _title(one)) for one in given],
        free=[one for one in held.exercises() if one.name not in taken],
        prompts=[one for one in held.prompts() if PROMPT + one.name not in taken],
        done=held.worksheets(owner)[:SHOWN] if shared else (),
        plans=held.check_in_plans(owner),
        instruments=_askable(patient),
        every_days=EVERY_DAYS,
        per_week=PER_WEEK,
        today=_today(patient),
    )


@clinician.post("/patients/<patient_id>/programme")
@lets(GIVE)
def give(patient_id: str) -> ResponseReturnValue:
    """Give an exercise or a prompt."""
    per_week = request.form.get("per_week", "")
    journal().give(
        PatientId(patient_id),
        request.form.get("name", ""),
        the_account().account_id,
        words=request.form.get("words", "")[:LONGEST_WORDS],
        per_week=int(per_week) if per_week in map(str, PER_WEEK) else None,
    )
    return _back(patient_id, "given")


@clinician.post("/patients/<patient_id>/programme/<given_id>/stop")
@lets(GIVE)
def stop_giving(patient_id: str, given_id: str) -> ResponseReturnValue:
    """Take an exercise out of the programme."""
    journal().stop_giving(PatientId(patient_id), GivenId(given_id), the_account().account_id)
    return _back(patient_id, "given")


@clinician.post("/patients/<patient_id>/check-ins")
@lets(GIVE)
def plan_check_in(patient_id: str) -> ResponseReturnValue:
    """Ask for a check-in again and again."""
    patient = patient_of(patient_id)
    every = request.form.get("every_days", "")
    journal().plan_check_in(
        PatientId(patient_id),
        request.form.get("instrument", ""),
        int(every) if every.isdecimal() else 0,
        _day(request.form.get("first_on", ""), patient),
        the_account().account_id,
    )
    return _back(patient_id, "check-ins")


@clinician.post("/patients/<patient_id>/check-ins/<plan_id>/stop")
@lets(GIVE)
def stop_check_in(patient_id: str, plan_id: str) -> ResponseReturnValue:
    """Ask for it no more."""
    journal().stop_check_in(PatientId(patient_id), PlanId(plan_id), the_account().account_id)
    return _back(patient_id, "check-ins")


@clinician.get("/patients/<patient_id>/exercises/<exercise_id>")
@lets(READ)
def worksheet(patient_id: str, exercise_id: str) -> ResponseReturnValue:
    """Show one exercise as the patient did it."""
    patient = patient_of(patient_id)
    owner, wanted = PatientId(patient_id), ExerciseId(exercise_id)
    sheet = journal().worksheet(owner, wanted)
    journal().programme_read(owner, the_account().account_id, wanted)
    return render_template(
        "clinician/worksheet.html",
        patient=patient,
        sheet=sheet,
        exercise=journal().exercise(sheet.done.exercise),
        zone=patient.zone,
    )


@clinician.post("/patients/<patient_id>/call-seen")
@lets(ANSWER)
def call_seen(patient_id: str) -> ResponseReturnValue:
    """Say that this clinician has seen that the patient asks to be contacted."""
    with suppress(NotFoundError):  # a colleague was quicker
        journal().call_seen(PatientId(patient_id), the_account().account_id)
    return redirect(url_for("clinician.patients"), SEE_OTHER)


def _back(patient_id: str, anchor: str) -> ResponseReturnValue:
    page = url_for("clinician.programme", patient_id=patient_id, _anchor=anchor)
    return redirect(page, SEE_OTHER)


def _title(given: Given) -> Text:
    if given.is_prompt:
        return journal().prompt(given.name.removeprefix(PROMPT)).text
    return journal().exercise(given.name).title


def _askable(patient: Account) -> list[tuple[str, Text]]:
    """Return what this patient can be asked in the language that they read."""
    found = (one for one in journal().instruments() if patient.language in one.languages)
    return [(one.name, one.title) for one in found]


def _today(patient: Account) -> date:
    return datetime.now(ZoneInfo(patient.zone)).date()


def _day(written: str, patient: Account) -> date:
    """Read the first day; one that is none, or long past, is today."""
    try:
        return max(date.fromisoformat(written), _today(patient))
    except ValueError:
        return _today(patient)
