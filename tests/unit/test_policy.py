"""Who may do what: every role, relation and action in one table."""

import itertools
from typing import get_args

import pytest

from voicejournal.model.account import ROLES, Account
from voicejournal.model.note import AccountId, PatientId
from voicejournal.model.purpose import PURPOSES, Grants
from voicejournal.policy import ALLOWED_BY, Action, may

ALL = Grants(frozenset(PURPOSES))
ACTIONS = get_args(Action)
RELATIONS = ("self", "in care", "stranger", "nobody")
JOURNAL = {"read_note", "hear_note", "read_summary"}

ALLOWED = {
    ("patient", "self"): JOURNAL
    | {"record", "read_audit", "check_in", "change_note", "decide", "take_out", "practise", "call"},
    ("clinician", "in care"): JOURNAL
    | {"list_patients", "write_summary", "sign_summary", "take_out"}
    | {"give", "read_programme", "answer_call"},
    ("clinician", "self"): {"list_patients"},
    ("clinician", "stranger"): {"list_patients"},
    ("clinician", "nobody"): {"list_patients"},
    **{("operator", relation): {"operate"} for relation in RELATIONS},
}
"""Everything else is forbidden."""


def an_account(role):
    return Account(
        account_id=AccountId("me"),
        username="me",
        role=role,
        display_name="Me",
        language="en",
        zone="UTC",
    )


@pytest.mark.parametrize(
    ("role", "relation", "action"), list(itertools.product(ROLES, RELATIONS, ACTIONS))
)
def test_only_what_the_table_allows_is_allowed(role, relation, action):
    patient_id = {
        "self": PatientId("me"),
        "in care": PatientId("mine"),
        "stranger": PatientId("other"),
        "nobody": None,
    }[relation]
    relations = frozenset({PatientId("mine")}) if role == "clinician" else frozenset()
    answer = may(an_account(role), action, patient_id=patient_id, relations=relations, grants=ALL)
    assert answer == (action in ALLOWED.get((role, relation), set()))


@pytest.mark.parametrize("action", ACTIONS)
def test_whoever_is_not_signed_in_may_nothing(action):
    assert not may(None, action, patient_id=PatientId("me"), relations={PatientId("me")})


@pytest.mark.parametrize("action", sorted(ALLOWED_BY))
def test_care_opens_nothing_that_the_patient_does_not_allow(action):
    mine = PatientId("mine")
    for purpose in ALLOWED_BY[action]:
        grants = Grants(ALL.purposes - {purpose})
        asked = {"patient_id": mine, "relations": {mine}, "grants": grants}
        assert not may(an_account("clinician"), action, **asked)


def test_care_never_helps_a_patient_or_an_operator():
    for role in ("patient", "operator"):
        mine = PatientId("mine")
        assert not may(an_account(role), "hear_note", patient_id=mine, relations={mine})
