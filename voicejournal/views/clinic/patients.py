"""The list of patients: flags first, then whoever changed most, each with the reason."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from voicejournal.summary.caseload import Case, Reason
from voicejournal.views.addresses import addresses
from voicejournal.views.clinic.blueprint import clinician
from voicejournal.views.formats import said, short_day
from voicejournal.views.gate import Rule, lets
from voicejournal.views.held import journal
from voicejournal.views.session import the_account


@dataclass(frozen=True, slots=True)
class Line:
    """One patient with the reason in words."""

    case: Case
    href: str
    """The patient's newest week."""
    why: str
    more: str


@clinician.get("/patients")
@lets(Rule("list_patients"))
def patients() -> ResponseReturnValue:
    """List the patients in this clinician's care, in the order in which they want attention."""
    found = journal().caseload(the_account().account_id)
    latest = addresses("clinician.latest", "patient_id")
    lines = [Line(case, latest(case.patient_id), why(case), more(case)) for case in found.cases]
    return render_template("clinician/patients.html", flags=found.flags, lines=lines)


def why(case: Case) -> str:
    """Say in words why a patient stands where she stands."""
    if case.said is not None:
        return said(case.said)
    if case.reason == "called":
        return str(_("Asks to be contacted."))
    if case.reason == "silent" and case.activity.last:
        day = short_day(case.activity.last, case.patient.zone)
        return str(_("No note since %(day)s.", day=day))
    words = _REASONS.get(case.reason)
    return words() if words else ""


_REASONS: Mapping[Reason, Callable[[], str]] = {
    "unread": lambda: _("The first week is still being summed up."),
    "quiet": lambda: _("Nothing left their usual."),
    "signed": lambda: _("Signed; nothing has come since."),
    "none": lambda: _("No notes yet"),
    "unshared": lambda: _("Shares nothing with you at present."),
}


def more(case: Case) -> str:
    """Say how much more there is of what was said."""
    if not case.more:
        return ""
    return str(ngettext("and %(num)s more", "and %(num)s more", case.more))
