"""Lines of the audit in plain words: who listened to what, opened what, took what along."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from voicejournal.model.opened import Opened
from voicejournal.model.week import Week
from voicejournal.views.formats import day, time_of_day, week_span


@dataclass(frozen=True, slots=True)
class Told:
    """One day with everything that was done on it, newest first."""

    on: date
    lines: tuple[tuple[Opened, str], ...]


def by_day(opened: Iterable[Opened], zone: str) -> tuple[Told, ...]:
    """Put lines into words, day by day, in the patient's zone."""

    def on(one: Opened) -> date:
        return one.at.astimezone(ZoneInfo(zone)).date()

    return tuple(
        Told(when, tuple((one, sentence(one)) for one in those))
        for when, those in groupby(opened, key=on)
    )


def sentence(one: Opened) -> str:
    """Say in one sentence what was done."""
    known = _OWN if one.own else _WORDS
    words = known.get(one.action) or known[_family(one.action, known)]
    who = one.who or str(_("The practice’s operator"))
    places = {"who": who, "note": _note(one), "week": _week(one)}
    return str(words() % places)


def _family(action: str, known: Mapping[str, Callable[[], str]]) -> str:
    """Return the general wording for what has none of its own."""
    first = f"{action.partition('.')[0]}."
    return first if first in known else "other"


def _note(one: Opened) -> str:
    if one.note_at is None:
        return str(_("a note that you have deleted since"))
    when = {"day": day(one.note_at, one.note_zone), "time": time_of_day(one.note_at, one.note_zone)}
    return str(_("your note of %(day)s, %(time)s", **when))


def _week(one: Opened) -> str:
    if one.monday is None:
        return str(_("your weekly page"))
    return str(_("the page of your week %(span)s", span=week_span(Week(one.monday, "UTC"))))


_OWN: Mapping[str, Callable[[], str]] = {
    "export.everything": lambda: _("You downloaded everything."),
    "export.pdf": lambda: _("You saved %(week)s as a PDF."),
    "export.captions": lambda: _("You saved the words of %(note)s."),
    "export.textgrid": lambda: _("You saved the words and pauses of %(note)s."),
    "other": lambda: _("You took something of yours along."),
}
# Filled in afterwards: the catalogue is asked without arguments, and leaves `%` alone.
_WORDS: Mapping[str, Callable[[], str]] = {
    "note.heard": lambda: _("%(who)s listened to %(note)s."),
    "note.opened": lambda: _("%(who)s read %(note)s."),
    "summary.opened": lambda: _("%(who)s opened %(week)s."),
    "summary.signed": lambda: _("%(who)s signed %(week)s."),
    "summary.reopened": lambda: _("%(who)s reopened %(week)s, which was signed."),
    "summary.": lambda: _("%(who)s worked on %(week)s."),
    "export.pdf": lambda: _("%(who)s saved %(week)s as a PDF."),
    "export.fhir": lambda: _("%(who)s saved %(week)s for another system (FHIR)."),
    "export.measures": lambda: _("%(who)s saved the table of your voice measures."),
    "export.captions": lambda: _("%(who)s saved the words of %(note)s."),
    "export.textgrid": lambda: _("%(who)s saved the words and pauses of %(note)s."),
    "export.everything": lambda: _("%(who)s downloaded everything."),
    "export.": lambda: _("%(who)s took something of yours along."),
    "care.begun": lambda: _("From here on, %(who)s cares for you here."),
    "care.ended": lambda: _("From here on, %(who)s no longer sees anything of yours."),
    "call.seen": lambda: _("%(who)s saw that you ask to be contacted."),
    "programme.": lambda: _("%(who)s changed or read your programme."),
    "account.": lambda: _("%(who)s changed something about your account."),
    "other": lambda: _("%(who)s did something with what is kept of you."),
}
