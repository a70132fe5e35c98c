"""The patient's programme: what waits, what was given, the library, exercises and past ones."""

import uuid
from collections.abc import Mapping

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from voicejournal.app.programmes import AFTER, BEFORE
from voicejournal.model.note import PatientId
from voicejournal.model.programme import (
    HIGHEST_RATING,
    PROMPT,
    SAFETY_PLAN,
    Exercise,
    ExerciseId,
    Given,
    Prompt,
    Worksheet,
    rating,
)
from voicejournal.views.facts import form_key
from voicejournal.views.gate import Rule, lets
from voicejournal.views.held import journal
from voicejournal.views.language import page_language
from voicejournal.views.session import current_account, the_account, the_patient

programme = Blueprint("programme", __name__)

PRACTISE = Rule("practise", of="self")
RATINGS = range(HIGHEST_RATING + 1)
SEE_OTHER = 303
LATELY = 5
"""Exercises done that the first page lists."""


@programme.get("/programme")
@lets(PRACTISE)
def overview() -> ResponseReturnValue:
    """Show what waits today, what a clinician gave, and what was done lately."""
    patient, held = the_patient(), journal()
    given = held.given_now(patient)
    done = held.worksheets(patient)
    return render_template(
        "programme/overview.html",
        asked=_asked(),
        to_ask=held.to_ask(patient),
        waiting=held.waiting(patient).exercises,
        exercises=[(one, held.exercise(one.name)) for one in given if not one.is_prompt],
        prompts=[(one, _prompt(one)) for one in given if one.is_prompt],
        done=done[:LATELY],
        more=len(done) > LATELY,
        plan=held.safety_plan(patient),
        names={one.given_by: held.account(one.given_by) for one in given},
        zone=the_account().zone,
        kept="kept" in request.args,
    )


@programme.get("/programme/library")
@lets(PRACTISE)
def library() -> ResponseReturnValue:
    """Let everybody look at every exercise; what is not given to them is said to be so."""
    given = {one.name for one in journal().given_now(the_patient())}
    return render_template("programme/library.html", exercises=journal().exercises(), given=given)


@programme.get("/programme/done")
@lets(PRACTISE)
def done() -> ResponseReturnValue:
    """List every exercise that was done, newest first."""
    sheets = journal().worksheets(the_patient())
    return render_template("programme/done.html", sheets=sheets, zone=the_account().zone)


@programme.get("/programme/done/<exercise_id>")
@lets(PRACTISE)
def worksheet(exercise_id: str) -> ResponseReturnValue:
    """Show one exercise as it was done."""
    sheet = journal().worksheet(the_patient(), ExerciseId(exercise_id))
    return render_template(
        "programme/worksheet.html",
        sheet=sheet,
        exercise=journal().exercise(sheet.done.exercise),
        zone=the_account().zone,
    )


@programme.get("/programme/exercises/<name>")
@lets(PRACTISE)
def exercise(name: str) -> ResponseReturnValue:
    """Show an exercise as it was left; a safety plan as it was last written."""
    wanted = journal().exercise(name)
    draft = journal().draft(the_patient(), name)
    if draft is not None:
        return _form(wanted, draft.fields, resumed=True)
    return _form(wanted, _last_plan() if name == SAFETY_PLAN else {})


@programme.post("/programme/exercises/<name>")
@lets(PRACTISE)
def do(name: str) -> ResponseReturnValue:
    """Keep an exercise that was done; with nothing in it there is nothing to keep."""
    wanted, form = journal().exercise(name), request.form
    if "later" in form:
        journal().keep_draft(the_patient(), name, form)
        return redirect(url_for("programme.overview", kept=""), SEE_OTHER)
    rated = any(rating(form.get(one)) is not None for one in (BEFORE, AFTER))
    if not (rated or wanted.answers(form)):
        return _form(wanted, form, problem=True), 422
    sheet = journal().do_exercise(the_patient(), form_key(), name, form)
    done_at = url_for("programme.worksheet", exercise_id=sheet.done.exercise_id)
    return redirect(f"{done_at}?kept=", SEE_OTHER)


@programme.post("/api/programme/exercises/<name>/draft")
@lets(PRACTISE)
def draft(name: str) -> ResponseReturnValue:
    """Keep how an exercise stands while somebody writes."""
    journal().keep_draft(the_patient(), name, request.form)
    return "", 204


def place_of_exercise(exercise_id: ExerciseId, patient_id: PatientId) -> str:
    """Return where the reader of a page finds an exercise: each role has a page of its own."""
    reader = current_account()
    if reader is not None and reader.role == "patient":
        return url_for("programme.worksheet", exercise_id=exercise_id)
    return url_for("clinician.worksheet", patient_id=patient_id, exercise_id=exercise_id)


def _form(
    wanted: Exercise, fields: Mapping[str, str], *, resumed: bool = False, problem: bool = False
) -> str:
    own = journal().given_now(the_patient())
    given = next((one for one in own if one.name == wanted.name), None)
    return render_template(
        "programme/exercise.html",
        exercise=wanted,
        fields=fields,
        resumed=resumed,
        problem=problem,
        given=given,
        by=_by(given),
        ratings=RATINGS,
        key=str(uuid.uuid4()),
        readers=journal().clinicians_of(the_patient()),
    )


def _prompt(given: Given) -> Prompt:
    return journal().prompt(given.name.removeprefix(PROMPT))


def _by(given: Given | None) -> str:
    account = journal().account(given.given_by) if given else None
    return account.display_name if account else ""


def _last_plan() -> dict[str, str]:
    plan = journal().safety_plan(the_patient())
    return {} if plan is None else fields_of(plan)


def fields_of(sheet: Worksheet) -> dict[str, str]:
    """Return what was written as the fields of its form."""
    return {
        field: written
        for step in journal().exercise(sheet.done.exercise).steps
        for field, written in zip(step.fields, sheet.answers.get(step.name, ()), strict=False)
    }


def _asked() -> list[tuple[str, str]]:
    """Return the check-ins that wait, in words that this reader can be asked in."""
    known = {one.name: one for one in journal().instruments()}
    plans = journal().waiting(the_patient()).check_ins
    return [
        (one.instrument, known[one.instrument].title.in_language(page_language()))
        for one in plans
        if one.instrument in known and page_language() in known[one.instrument].languages
    ]
