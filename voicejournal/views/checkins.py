"""Check-ins: one form with everything in it, and what was answered before."""

import uuid
from collections.abc import Mapping

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from voicejournal.errors import NotFoundError
from voicejournal.model.instrument import Instrument
from voicejournal.model.note import NoteId
from voicejournal.views.facts import form_key
from voicejournal.views.gate import Rule, lets
from voicejournal.views.held import journal
from voicejournal.views.language import page_language
from voicejournal.views.session import the_patient
from voicejournal.views.trend import trends

checkins = Blueprint("checkins", __name__)

CHECK_IN = Rule("check_in", of="self")
RECORD = "record"
"""Where whoever rates how they are before speaking is led back to."""


@checkins.get("/check-ins")
@lets(CHECK_IN)
def answered() -> ResponseReturnValue:
    """Offer what can be answered in the reader's language, and show what was, over time."""
    known = {one.name: one for one in journal().instruments()}
    given = journal().check_ins(the_patient())
    return render_template(
        "diary/check_ins.html",
        offered=[one for one in known.values() if page_language() in one.languages],
        due={one.instrument for one in journal().waiting(the_patient()).check_ins},
        known=known,
        answered=given,
        trends=trends(given, known.values()),
        kept="kept" in request.args,
    )


@checkins.get("/check-ins/<name>")
@lets(CHECK_IN)
def ask(name: str) -> ResponseReturnValue:
    """Show a questionnaire, in a language that its wording is known in."""
    instrument = journal().instrument(name)
    if page_language() not in instrument.languages:
        raise NotFoundError
    return _form(instrument, {}, _note(request.args))


@checkins.post("/check-ins/<name>")
@lets(CHECK_IN)
def answer(name: str) -> ResponseReturnValue:
    """Keep what was answered; whoever left questions out is asked once whether that is meant."""
    instrument = journal().instrument(name)
    note_id, key = _note(request.form), form_key()
    replies = instrument.replies(request.form)
    if not replies or (len(replies) < len(instrument.items) and "as_it_is" not in request.form):
        return _form(instrument, request.form, note_id), 422
    journal().check_in(the_patient(), key, instrument, request.form, note_id=note_id)
    if instrument.opens_help(replies):
        return redirect(url_for("crisis.help_now", after="check-in"))
    if request.form.get("then") == RECORD:
        return redirect(url_for("diary.record", rated=""))
    return redirect(url_for("checkins.answered", kept=""))


def _form(instrument: Instrument, given: Mapping[str, str], note_id: NoteId | None) -> str:
    replies = {one.item: one.value for one in instrument.replies(given)}
    return render_template(
        "diary/check_in.html",
        instrument=instrument,
        given=replies,
        problem=_left_out(len(instrument.items) - len(replies)) if given else "",
        may_stay=bool(replies),
        key=given.get("key") or str(uuid.uuid4()),
        note_id=note_id,
        then=request.values.get("then", ""),
        hearers=journal().clinicians_of(the_patient()),
        carers=journal().carers_of(the_patient()),
    )


def _left_out(count: int) -> str:
    written: str = ngettext(
        "%(num)s question is still open. You may answer it, or keep the rest without it.",
        "%(num)s questions are still open. You may answer them, or keep the rest without them.",
        count,
    )
    return written


def _note(named: Mapping[str, str]) -> NoteId | None:
    """Return the note that a check-in is answered with; it must be the patient's own."""
    note_id = named.get("note")
    if not note_id:
        return None
    if journal().owner_of(NoteId(note_id)) != the_patient():
        raise NotFoundError
    return NoteId(note_id)
