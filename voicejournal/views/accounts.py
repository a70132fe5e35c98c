"""Signing in and out, accepting an invitation, choosing a language."""

from urllib.parse import urlsplit

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import refresh

from voicejournal.errors import NotFoundError, SignInError
from voicejournal.model.account import LONGEST_PASSWORD, SHORTEST_PASSWORD, Account
from voicejournal.model.text import LANGUAGES
from voicejournal.views.gate import PUBLIC, lets
from voicejournal.views.held import journal
from voicejournal.views.language import COOKIE
from voicejournal.views.session import current_account, end_session, start_session

accounts = Blueprint("accounts", __name__)

_A_YEAR_S = 31_536_000
_HOME = {
    "patient": "diary.record",
    "clinician": "clinician.patients",
    "operator": "operations.status",
}


def home_of(account: Account | None) -> str:
    """Return the address of the page that a person starts from."""
    return url_for("accounts.sign_in") if account is None else url_for(_HOME[account.role])


@accounts.get("/")
@lets(PUBLIC)
def home() -> ResponseReturnValue:
    """Lead everybody to their own first page."""
    return redirect(home_of(current_account()))


@accounts.get("/sign-in")
@lets(PUBLIC)
def sign_in() -> ResponseReturnValue:
    """Ask for name and password."""
    account = current_account()
    if account is not None:
        return redirect(home_of(account))
    return _sign_in_page()


@accounts.post("/sign-in")
@lets(PUBLIC)
def check_sign_in() -> ResponseReturnValue:
    """Let in whoever knows the password; say no more than that it was wrong."""
    username = request.form.get("username", "").strip()
    try:
        account = journal().sign_in(username, request.form.get("password", ""))
    except SignInError:
        problem = _("The name or the password is not right.")
        return _sign_in_page(username=username, problem=problem), 401
    start_session(account)
    return redirect(_inside(request.form.get("next", "")) or home_of(account))


@accounts.post("/sign-out")
@lets(PUBLIC)
def sign_out() -> ResponseReturnValue:
    """End the session."""
    end_session()
    return redirect(url_for("accounts.sign_in"))


@accounts.get("/invitation/<token>")
@lets(PUBLIC)
def invitation(token: str) -> ResponseReturnValue:
    """Ask an invited person for their first password."""
    return _invitation_page(token)


@accounts.post("/invitation/<token>")
@lets(PUBLIC)
def accept_invitation(token: str) -> ResponseReturnValue:
    """Set the first password and sign in."""
    password = request.form.get("password", "")
    if len(password) < SHORTEST_PASSWORD:
        problem = _("Choose a longer password: at least %(n)s characters.", n=SHORTEST_PASSWORD)
        return _invitation_page(token, problem=problem), 422
    if len(password) > LONGEST_PASSWORD:
        problem = _("Choose a shorter password: at most %(n)s characters.", n=LONGEST_PASSWORD)
        return _invitation_page(token, problem=problem), 422
    if password != request.form.get("again", ""):
        return _invitation_page(token, problem=_("The two passwords differ.")), 422
    try:
        account = journal().accept_invitation(token, password)
    except NotFoundError:
        problem = _("This invitation has been used or has expired. Ask the practice for a new one.")
        return _invitation_page(token, problem=problem), 401
    start_session(account)
    return redirect(home_of(account))


@accounts.post("/language")
@lets(PUBLIC)
def language() -> ResponseReturnValue:
    """Remember the language that a reader wishes, in the account and on the device."""
    wish = request.form.get("language", "")
    back = redirect(_inside(request.form.get("next", "")) or url_for("accounts.home"))
    if wish not in LANGUAGES:
        return back
    account = current_account()
    if account is not None:
        journal().set_language(account.account_id, wish)
    refresh()
    back.set_cookie(
        COOKIE,
        wish,
        max_age=_A_YEAR_S,
        httponly=True,
        samesite="Lax",
        secure=journal().settings.secure_cookies,
    )
    return back


def _sign_in_page(username: str = "", problem: str = "") -> str:
    wanted = _inside(request.values.get("next", ""))
    return render_template(
        "accounts/sign_in.html", username=username, problem=problem, wanted=wanted
    )


def _invitation_page(token: str, problem: str = "") -> str:
    return render_template(
        "accounts/invitation.html", token=token, problem=problem, shortest=SHORTEST_PASSWORD
    )


def _inside(address: str) -> str:
    """Return `address` if it stays on this service, else nothing."""
    parts = urlsplit(address)
    stays = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if stays and not parts.netloc and "\\" not in address else ""
