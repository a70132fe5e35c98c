"""Reminders by letter: off until a patient says when, and stopped by one link."""

from collections.abc import Mapping
from datetime import time

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from voicejournal.errors import MailError
from voicejournal.model.planned import DAYS_OF_WEEK
from voicejournal.views.gate import PUBLIC, Rule, lets
from voicejournal.views.held import journal
from voicejournal.views.session import the_account, the_patient

reminders = Blueprint("reminders", __name__)

PRACTISE = Rule("practise", of="self")
SEE_OTHER = 303
USUAL = "19:00"
"""What the form proposes: an hour at which most people are at home (assumed)."""


@reminders.get("/reminders")
@lets(PRACTISE)
def settings() -> ResponseReturnValue:
    """Show whether letters are sent, when and where to."""
    return _page({})


@reminders.post("/reminders")
@lets(PRACTISE)
def keep() -> ResponseReturnValue:
    """Send letters from now on, or no more."""
    if "off" in request.form:
        journal().unremind(the_patient())
        return redirect(url_for("reminders.settings", said="off"), SEE_OTHER)
    at = _time(request.form.get("at", ""))
    days = tuple(day for day in DAYS_OF_WEEK if request.form.get(f"day-{day}"))
    if at is None or not days:
        return _page(request.form, problem="when"), 422
    try:
        journal().remind(the_patient(), request.form.get("email", "").strip(), at, days)
    except MailError:
        return _page(request.form, problem="address"), 422
    return redirect(url_for("reminders.settings", said="on"), SEE_OTHER)


@reminders.get("/reminders/stop/<token>")
@lets(PUBLIC)
def ask_to_stop(token: str) -> ResponseReturnValue:
    """Offer the one button; programs that follow every link of a letter press none."""
    return render_template(
        "programme/stop.html", token=token, runs=journal().stops_letters(token), stopped=False
    )


@reminders.post("/reminders/stop/<token>")
@lets(PUBLIC)
def stop(token: str) -> ResponseReturnValue:
    """Send no more letters; the link is all that is needed."""
    journal().stop_letters(token)
    return render_template("programme/stop.html", token=token, runs=False, stopped=True)


def _page(form: Mapping[str, str], problem: str = "") -> str:
    held = journal().reminder(the_patient())
    running, email = held or (None, "")
    return render_template(
        "programme/reminders.html",
        can_send=journal().settings.sends_mail,
        on=running is not None,
        email=form.get("email", email),
        at=form.get("at") or (f"{running.at:%H:%M}" if running else USUAL),
        days=_days(form) if form else (running.days if running else DAYS_OF_WEEK),
        zone=the_account().zone,
        problem=problem,
        said=request.args.get("said", ""),
    )


def _days(form: Mapping[str, str]) -> tuple[int, ...]:
    return tuple(day for day in DAYS_OF_WEEK if form.get(f"day-{day}"))


def _time(written: str) -> time | None:
    try:
        return time.fromisoformat(written) if len(written) == len(USUAL) else None
    except ValueError:
        return None
