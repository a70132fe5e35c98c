"""The operator's page: how the work stands, without a word of any note."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from voicejournal.model.note import NoteState
from voicejournal.views.gate import PUBLIC, Rule, lets
from voicejournal.views.held import journal

operations = Blueprint("operations", __name__)

STATES: tuple[NoteState, ...] = ("received", "running", "done", "dead")


@operations.get("/operator")
@lets(Rule("operate"))
def status() -> ResponseReturnValue:
    """Show the queue, the model, and what is loaded."""
    held = journal()
    queue = held.queue()
    return render_template(
        "operator/status.html",
        unmuted=held.unmuted(),
        queue={state: queue.get(state, 0) for state in STATES},
        model=held.settings.model,
        model_present=held.model_present(),
        plugins=held.plugins_doing(),
        unanswered=held.unanswered(),
    )


@operations.post("/operator/ask-again")
@lets(Rule("operate"))
def ask_again() -> ResponseReturnValue:
    """Have notes looked at again about which a plugin gave no answer."""
    journal().ask_again()
    return redirect(url_for("operations.status", _anchor="plugins"))


@operations.get("/alive")
@lets(PUBLIC)
def alive() -> ResponseReturnValue:
    """Answer whoever asks whether the service is up."""
    return {"alive": True}
