"""The clinician's blueprint, its rules, and how its addresses are read."""

from datetime import date

from flask import Blueprint

from voicejournal.errors import NotFoundError
from voicejournal.model.account import Account
from voicejournal.model.note import AccountId
from voicejournal.model.week import Week
from voicejournal.views.gate import Rule
from voicejournal.views.held import journal

clinician = Blueprint("clinician", __name__)

READ_WEEK = Rule("read_summary", of="patient", drawn_for="clinician")
WRITE_WEEK = Rule("write_summary", of="patient", drawn_for="clinician")
SIGN_WEEK = Rule("sign_summary", of="patient", drawn_for="clinician")
TAKE_OUT = Rule("take_out", of="patient", drawn_for="clinician")
READ_NOTE = Rule("read_note", of="note", drawn_for="clinician")

FIRST_YEAR, LAST_YEAR = 2000, 2999
"""Weeks outside hold no notes, and their neighbours may not exist."""


def patient_of(patient_id: str) -> Account:
    """Return the patient named in an address."""
    account = journal().account(AccountId(patient_id))
    if account is None:
        raise NotFoundError
    return account


def week_from(monday: str, zone: str) -> Week:
    """Read a week from the Monday that stands in an address.

    Raises:
        NotFoundError: It is no Monday, or none that a note could be of.
    """
    try:
        week = Week(date.fromisoformat(monday), zone)
    except ValueError as error:
        raise NotFoundError from error
    if not FIRST_YEAR <= week.monday.year <= LAST_YEAR:
        raise NotFoundError
    return week
