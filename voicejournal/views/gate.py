"""The gate: every route declares what it lets people do; one that declares nothing is shut."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from flask import Flask, current_app, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from voicejournal.errors import NotAllowedError, NotFoundError
from voicejournal.model.account import Account, Role
from voicejournal.model.note import NoteId, PatientId
from voicejournal.policy import Action
from voicejournal.views.held import journal
from voicejournal.views.session import current_account

View = TypeVar("View", bound=Callable[..., Any])
Of = Literal["nobody", "self", "note", "patient"]


@dataclass(frozen=True, slots=True)
class Rule:
    """What a route needs: an action of the policy, and whose things it touches."""

    action: Action | Literal["public"]
    of: Of = "nobody"
    """`self`: of the patient signed in; `note`, `patient`: of the one named in the address."""
    drawn_for: Role | None = None
    """Whose page it is; None: of everybody whom the policy lets in."""


PUBLIC = Rule("public")

ASKING = "consent.ask"
OPEN_BEFORE_ANSWERS = frozenset({ASKING, "mydata.archive", "mydata.erase"})
"""Nobody has to allow anything to leave with everything, or to have it erased."""

_ATTRIBUTE = "voicejournal_rule"


def lets(rule: Rule) -> Callable[[View], View]:
    """Declare on a view what it needs."""

    def mark(view: View) -> View:
        setattr(view, _ATTRIBUTE, rule)
        return view

    return mark


def rule_of(view: Callable[..., Any]) -> Rule | None:
    """Return what a view declares."""
    return getattr(view, _ATTRIBUTE, None)


def install_gate(app: Flask) -> None:
    """Ask the gate before every view of `app`."""
    app.before_request(_guard)


def _guard() -> ResponseReturnValue | None:
    if request.endpoint is None:
        return None
    rule = rule_of(current_app.view_functions[request.endpoint])
    if rule is None:
        raise NotAllowedError
    if rule.action == "public":
        return None
    account = current_account()
    if account is None:
        return _ask_to_sign_in()
    _check(rule, account)
    if _must_answer(account):
        return redirect(url_for(ASKING))
    return None


def _must_answer(account: Account) -> bool:
    """Tell whether a patient is asked what they allow before they are shown this page.

    What a device sends is taken in meanwhile: a recording must not get lost over a question.
    """
    asked_elsewhere = request.method != "GET" or request.path.startswith("/api/")
    if account.role != "patient" or asked_elsewhere or request.endpoint in OPEN_BEFORE_ANSWERS:
        return False
    return bool(journal().to_answer(PatientId(account.account_id)))


def _check(rule: Rule, account: Account) -> None:
    if rule.action == "public":
        return
    patient_id = _patient(rule, account)
    if rule.of == "note" and PatientId(account.account_id) != patient_id:
        _check_shared(NoteId((request.view_args or {})["note_id"]))
    theirs = rule.drawn_for in {None, account.role}
    if theirs and journal().allows(account, rule.action, patient_id):
        return
    if rule.of in {"note", "patient"}:
        raise NotFoundError
    raise NotAllowedError


def _check_shared(note_id: NoteId) -> None:
    """Refuse a note that its patient keeps private: for others there is no such note."""
    if journal().is_private(note_id):
        raise NotFoundError


def _patient(rule: Rule, account: Account) -> PatientId | None:
    named = request.view_args or {}
    if rule.of == "self":
        return PatientId(account.account_id)
    if rule.of == "patient":
        return PatientId(named["patient_id"])
    if rule.of == "note":
        owner = journal().owner_of(NoteId(named["note_id"]))
        if named.get("patient_id", owner) != owner:
            raise NotFoundError
        return owner
    return None


def _ask_to_sign_in() -> ResponseReturnValue:
    if request.path.startswith("/api/"):
        message = _("You have been signed out. Sign in again; the recording stays on this device.")
        return jsonify(code="signed_out", message=message), 401
    here = request.full_path.rstrip("?") if request.method == "GET" else "/"
    return redirect(url_for("accounts.sign_in", next=here))
