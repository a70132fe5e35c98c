"""Asking for consent: one question a page, two answers of equal weight, none chosen before."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from voicejournal.errors import NotFoundError
from voicejournal.model.purpose import PURPOSES, Purpose
from voicejournal.views.gate import lets
from voicejournal.views.held import journal
from voicejournal.views.language import page_language
from voicejournal.views.mydata.blueprint import DECIDE
from voicejournal.views.session import the_patient

consent = Blueprint("consent", __name__)

ANSWERS = {"yes": True, "no": False}


@consent.get("/consent")
@lets(DECIDE)
def ask() -> ResponseReturnValue:
    """Ask the next question; whoever has answered them all goes on."""
    left = journal().to_answer(the_patient())
    if not left:
        return redirect(url_for("accounts.home"))
    known = journal().allowed(the_patient())
    number = 1 + [one.text.purpose for one in known].index(left[0].text.purpose)
    return render_template("mydata/ask.html", one=left[0], number=number, of=len(known))


@consent.post("/consent")
@lets(DECIDE)
def answer() -> ResponseReturnValue:
    """Keep an answer, and ask on; from its own page, show what was done."""
    purpose, granted = purpose_from(request.form.get("purpose", "")), _granted()
    journal().decide(
        the_patient(),
        purpose,
        granted=granted,
        version=request.form.get("version", 0, type=int),
        language=page_language(),
    )
    if "from_page" in request.form:
        return redirect(url_for("mydata.purpose", name=purpose, changed=""))
    return redirect(url_for("consent.ask"))


def purpose_from(name: str) -> Purpose:
    """Read a purpose that stands in an address or a form.

    Raises:
        NotFoundError: There is no such purpose.
    """
    found = next((one for one in PURPOSES if one == name), None)
    if found is None:
        raise NotFoundError
    return found


def _granted() -> bool:
    """Read the answer; nothing is taken for one that was not given."""
    answer = request.form.get("answer", "")
    if answer not in ANSWERS:
        raise NotFoundError
    return ANSWERS[answer]
