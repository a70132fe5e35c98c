"""Help in a crisis: open to everybody, signed in or not."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from voicejournal.model.text import Text
from voicejournal.views.assets import web_folder
from voicejournal.views.gate import PUBLIC, lets

crisis = Blueprint("crisis", __name__)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """Every line that we name, and the day on which they were checked."""

    checked_on: date
    places: tuple[Place, ...]


@crisis.get("/help")
@lets(PUBLIC)
def help_now() -> ResponseReturnValue:
    """Show whom to call, first of all."""
    return render_template("help.html", help=read_help())


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
    return Place(name=Text(**told["name"]), lines=lines)
