"""My data: what I allow with its history, and who opened what."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from voicejournal.errors import NotFoundError
from voicejournal.views.gate import Rule, lets
from voicejournal.views.held import journal
from voicejournal.views.mydata.asking import purpose_from
from voicejournal.views.mydata.blueprint import DECIDE, mydata
from voicejournal.views.mydata.told import by_day
from voicejournal.views.session import the_account, the_patient

SHOWN_AT_FIRST = 60
"""Lines; a list of years is read when it is asked for."""


@mydata.get("")
@lets(DECIDE)
def overview() -> ResponseReturnValue:
    """Show what a patient can do with their own data."""
    allowed = journal().allowed(the_patient())
    return render_template(
        "mydata/overview.html",
        allowed=sum(one.granted for one in allowed),
        asked=len(allowed),
        hearers=journal().clinicians_of(the_patient()),
    )


@mydata.get("/allowed")
@lets(DECIDE)
def allowed() -> ResponseReturnValue:
    """List every purpose with the answer in force."""
    return render_template("mydata/allowed.html", allowed=journal().allowed(the_patient()))


@mydata.get("/allowed/<name>")
@lets(DECIDE)
def purpose(name: str) -> ResponseReturnValue:
    """Show one purpose: what was read, what was answered when, and the other answer."""
    patient, wanted = the_patient(), purpose_from(name)
    found = [one for one in journal().allowed(patient) if one.text.purpose == wanted]
    if not found:
        raise NotFoundError
    history = [one for one in journal().ledger(patient) if one.purpose == wanted]
    return render_template(
        "mydata/purpose.html",
        one=found[0],
        history=history,
        goes=journal().would_remove(patient, wanted) if found[0].granted else {},
        changed="changed" in request.args,
    )


@mydata.get("/openings")
@lets(Rule("read_audit", of="self", drawn_for="patient"))
def openings() -> ResponseReturnValue:
    """Tell who opened what, newest first."""
    found = journal().openings_of(the_patient())
    shown = found if "all" in request.args else found[:SHOWN_AT_FIRST]
    return render_template(
        "mydata/openings.html",
        days=by_day(shown, the_account().zone),
        more=len(found) > len(shown),
    )
