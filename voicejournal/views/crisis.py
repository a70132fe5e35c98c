"""Help in a crisis: open to everybody, signed in or not; only telling a clinician needs a name."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from babel.core import get_global
from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from voicejournal.model.account import Account
from voicejournal.model.programme import GROUNDING, Exercise, Worksheet
from voicejournal.model.text import Text
from voicejournal.views.assets import web_folder
from voicejournal.views.gate import PUBLIC, Rule, lets
from voicejournal.views.held import journal
from voicejournal.views.language import page_language
from voicejournal.views.session import current_account, the_patient

crisis = Blueprint("crisis", __name__)

CALL = Rule("call", of="self")
SEE_OTHER = 303
HOME_OF_LANGUAGE = {"fr": "FR"}
"""The country whose numbers stand first for somebody whom we do not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One telephone line."""

    name: Text
    number: str
    about: Text
    message: bool
    """Reached by text message rather than by voice."""

    @property
    def address(self) -> str:
        """Where a press on the number leads."""
        scheme = "sms" if self.message else "tel"
        return f"{scheme}:{self.number.replace(' ', '')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The lines of one country."""

    name: Text
    lines: tuple[Line, ...]
    territories: tuple[str, ...] = ()
    """ISO 3166 codes of the countries that they are for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """Every line that we name, and the day on which they were checked."""

    checked_on: date
    places: tuple[Place, ...]

    def nearest_first(self, territory: str) -> "Help":
        """Put the lines of one country in front of all others."""
        ordered = sorted(self.places, key=lambda one: territory not in one.territories)
        return replace(self, places=tuple(ordered))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPart:
    """One part of a safety plan, as it was written."""

    title: Text
    lines: tuple[str, ...]


@crisis.get("/help")
@lets(PUBLIC)
def help_now() -> ResponseReturnValue:
    """Show the own safety plan, something to hold on to, whom to call, and how to tell."""
    account = current_account()
    patient = account if account is not None and account.role == "patient" else None
    own = _own(patient) if patient else {}
    return render_template("help.html", **help_for(_territory(patient)), **own)


@crisis.post("/help/call")
@lets(CALL)
def call() -> ResponseReturnValue:
    """Tell the practice that this patient asks to be contacted."""
    journal().call(the_patient())
    return redirect(url_for("crisis.help_now", _anchor="tell"), SEE_OTHER)


def help_for(territory: str) -> dict[str, object]:
    """Return what the page says to everybody in one country."""
    grounding: Exercise = journal().exercise(GROUNDING)
    near = any(territory in place.territories for place in read_help().places)
    help_there = read_help().nearest_first(territory)
    return {"help": help_there, "grounding": grounding, "near": near}


def home_of_language(language: str) -> str:
    """Return the country whose numbers stand first where only a language is known."""
    return HOME_OF_LANGUAGE.get(language, "")


def parts_of(plan: Worksheet | None) -> tuple[PlanPart, ...]:
    """Return a safety plan part by part; what was left empty is left out."""
    if plan is None:
        return ()
    steps = journal().exercise(plan.done.exercise).steps
    written = ((step.text, plan.answers.get(step.name, ())) for step in steps)
    return tuple(PlanPart(title=title, lines=tuple(lines)) for title, lines in written if lines)


def kept_on_device(parts: tuple[PlanPart, ...], language: str) -> list[dict[str, object]]:
    """Return a safety plan as a device may keep it, in the language of the page."""
    return [{"title": one.title.in_language(language), "lines": list(one.lines)} for one in parts]


def _own(patient: Account) -> Mapping[str, object]:
    account_id = the_patient()
    parts = parts_of(journal().safety_plan(account_id))
    newest = journal().newest_call(account_id)
    seen_by = journal().account(newest.seen_by) if newest and newest.seen_by else None
    return {
        "plan": parts,
        "plan_to_keep": kept_on_device(parts, page_language()),
        "owner": account_id,
        "carers": journal().carers_of(account_id),
        "called": newest,
        "seen_by": seen_by.display_name if seen_by else "",
        "zone": patient.zone,
    }


def _territory(patient: Account | None) -> str:
    if patient is None:
        return home_of_language(page_language())
    found = get_global("zone_territories").get(patient.zone)
    return str(found or home_of_language(page_language()))


@cache
def read_help() -> Help:
    """Read the dated file of numbers."""
    told = json.loads((web_folder() / "data" / "help.json").read_text(encoding="utf-8"))
    return Help(
        checked_on=date.fromisoformat(told["checked_on"]),
        places=tuple(_place(one) for one in told["places"]),
    )


def _place(told: dict[str, Any]) -> Place:
    lines = tuple(
        Line(
            name=Text(**one["name"]),
            number=one["number"],
            about=Text(**one["about"]),
            message=one.get("message", False),
        )
        for one in told["lines"]
    )
    territories = tuple(told.get("territories", ()))
    return Place(name=Text(**told["name"]), lines=lines, territories=territories)
