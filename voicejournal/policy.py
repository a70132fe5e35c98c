"""Who may do what: the one place that says so."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Literal

from voicejournal.model.account import Account
from voicejournal.model.note import PatientId
from voicejournal.model.purpose import NOTHING_ALLOWED, Grants, Purpose

Action = Literal[
    "record",
    "read_note",
    "hear_note",
    "read_summary",
    "write_summary",
    "sign_summary",
    "take_out",
    "read_audit",
    "check_in",
    "change_note",
    "decide",
    "practise",
    "call",
    "give",
    "read_programme",
    "answer_call",
    "list_patients",
    "operate",
]

OWN: frozenset[Action] = frozenset(
    {
        "record",
        "read_note",
        "hear_note",
        "change_note",
        "read_summary",
        "read_audit",
        "check_in",
        "decide",
        "take_out",
        "practise",
        "call",
    }
)
"""What patients may do with their own journal."""

CARE: frozenset[Action] = frozenset(
    {
        "read_note",
        "hear_note",
        "read_summary",
        "write_summary",
        "sign_summary",
        "take_out",
        "give",
        "read_programme",
        "answer_call",
    }
)
"""What a clinician may do with the journal of a patient in her care."""

ALLOWED_BY: Mapping[Action, frozenset[Purpose]] = {
    "read_note": frozenset({"share"}),
    "hear_note": frozenset({"share"}),
    "read_summary": frozenset({"share"}),
    "write_summary": frozenset({"share"}),
    "sign_summary": frozenset({"share"}),
    "take_out": frozenset({"share", "send"}),
    "read_programme": frozenset({"share"}),
}
"""What a patient must have granted before a clinician may do it."""
CLINICIAN: frozenset[Action] = frozenset({"list_patients"})
OPERATOR: frozenset[Action] = frozenset({"operate"})
"""Operators run the service; that never lets them read or hear anybody's notes."""


def may(
    account: Account | None,
    action: Action,
    *,
    patient_id: PatientId | None = None,
    relations: AbstractSet[PatientId] = frozenset(),
    grants: Grants = NOTHING_ALLOWED,
) -> bool:
    """Whether `account` may do `action`.

    Args:
        account: Who asks; None: nobody is signed in.
        action: What for.
        patient_id: Whose journal it is about; None: nobody's.
        relations: The patients who are in this account's care now.
        grants: What the patient whose journal it is allows.
    """
    if account is None:
        return False
    if account.role == "patient":
        return action in OWN and patient_id == PatientId(account.account_id)
    if account.role == "clinician":
        granted = all(grants.allows(one) for one in ALLOWED_BY.get(action, ()))
        return action in CLINICIAN or (action in CARE and patient_id in relations and granted)
    return action in OPERATOR
