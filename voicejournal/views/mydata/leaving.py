"""Leaving with everything, or without a trace: the archive, and the erasure."""

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from voicejournal.errors import SignInError
from voicejournal.model.everything import Everything
from voicejournal.model.note import PatientId
from voicejournal.outputs.everything import text_of
from voicejournal.views.gate import lets
from voicejournal.views.held import journal
from voicejournal.views.mydata.blueprint import DECIDE, mydata
from voicejournal.views.mydata.told import by_day
from voicejournal.views.session import end_session, the_account, the_patient

ZIP = "application/zip"
UNPROCESSABLE, WRONG = 422, 401


@mydata.get("/everything")
@lets(DECIDE)
def export() -> ResponseReturnValue:
    """Say what is in the archive before it is made."""
    return render_template("mydata/export.html")


@mydata.get("/everything.zip")
@lets(DECIDE)
def archive() -> ResponseReturnValue:
    """Send everything, written while it is sent."""
    kept = journal().everything(the_account())
    answer = Response(journal().archive(kept, index_page(kept)), content_type=ZIP)
    name = f"voice-journal-{kept.made_at:%Y-%m-%d}.zip"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def index_page(kept: Everything) -> str:
    """Draw the page that opens the archive: one file, no script, no network."""
    named = {one.name: one for one in journal().instruments()}
    return render_template(
        "mydata/archive.html",
        kept=kept,
        text_of=text_of,
        instruments=named,
        library={one.name: one for one in journal().exercises()},
        allowed=journal().allowed(PatientId(kept.account.account_id)),
        opened=by_day(kept.opened, kept.account.zone),
    )


@mydata.get("/erase")
@lets(DECIDE)
def erase() -> ResponseReturnValue:
    """Ask well before anything is erased."""
    return _ask()


@mydata.post("/erase")
@lets(DECIDE)
def erase_now() -> ResponseReturnValue:
    """Erase everything of whoever means it and knows the password, and show the receipt."""
    if "meant" not in request.form:
        return _ask(_("Tick the box if you mean it.")), UNPROCESSABLE
    try:
        receipt = journal().erase_own(the_account(), request.form.get("password", ""))
    except SignInError:
        return _ask(_("This is not your password. Nothing was erased.")), WRONG
    end_session()
    return render_template("mydata/erased.html", receipt=receipt, account=None)


def _ask(problem: str = "") -> str:
    notes = len(journal().notes(the_patient()))
    return render_template("mydata/erase.html", notes=notes, problem=problem)
