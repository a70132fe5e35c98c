"""Who may do what: the one place that says so."""

from collections.abc import Set as AbstractSet
from typing import Literal

from voicejournal.model.account import Account
from voicejournal.model.note import PatientId

Action = Literal[
    "record",
    "read_note",
    "hear_note",
    "read_summary",
    "write_summary",
    "sign_summary",
    "read_audit",
    "check_in",
    "list_patients",
    "operate",
]

OWN: frozenset[Action] = frozenset(
    {"record", "read_note", "hear_note", "read_summary", "read_audit", "check_in"}
)
"""What patients may do with their own journal."""

CARE: frozenset[Action] = frozenset(
    {"read_note", "hear_note", "read_summary", "write_summary", "sign_summary"}
)
"""What a clinician may do with the journal of a patient in her care."""

CLINICIAN: frozenset[Action] = frozenset({"list_patients"})
OPERATOR: frozenset[Action] = frozenset({"operate"})
"""Operators run the service; that never lets them read or hear anybody's notes."""


def may(
    account: Account | None,
    action: Action,
    *,
    patient_id: PatientId | None = None,
    relations: AbstractSet[PatientId] = frozenset(),
) -> bool:
    """Whether `account` may do `action`.

    Args:
        account: Who asks; None: nobody is signed in.
        action: What for.
        patient_id: Whose journal it is about; None: nobody's.
        relations: The patients who are in this account's care now.
    """
    if account is None:
        return False
    if account.role == "patient":
        return action in OWN and patient_id == PatientId(account.account_id)
    if account.role == "clinician":
        return action in CLINICIAN or (action in CARE and patient_id in relations)
    return action in OPERATOR
