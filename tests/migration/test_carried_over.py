"""Patients from before there was a ledger: entered as carried over, neither granted nor stopped."""

import pytest
from sqlalchemy import text

from tests.consent import CARRIED_OVER
from voicejournal.model.note import PatientId
from voicejournal.store.audit import Audit
from voicejournal.store.consents import Consents
from voicejournal.store.database import Database

ACCOUNT = text(
    "INSERT INTO accounts VALUES (:id, :id, :id, :password, :role, x'00', 'fr', 'UTC', 1, "
    "'2026-01-01 00:00:00')"
)


@pytest.fixture
def database(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'old.sqlite3'}")
    database.upgrade("0007")
    people = (
        ("anna", "hash", "patient"),
        ("ben", None, "patient"),
        ("martin", "hash", "clinician"),
    )
    with database.write() as session:
        for name, password, role in people:
            session.execute(ACCOUNT, {"id": name, "password": password, "role": role})
    database.upgrade()
    yield database
    database.close()


def test_what_was_done_goes_on_and_is_not_called_granted(database):
    consents = Consents(database, Audit(database, None), None)
    lines = consents.lines(PatientId("anna"))
    assert [one.purpose for one in lines] == list(CARRIED_OVER)
    assert {(one.decision, one.version, one.by) for one in lines} == {("carried", 0, "system")}
    grants = consents.grants(PatientId("anna"))
    assert all(grants.allows(one) for one in CARRIED_OVER)
    assert not any(grants.allows(one) for one in ("emotion", "language_model", "research"))


@pytest.mark.parametrize("name", ["ben", "martin"])
def test_whoever_was_never_in_is_simply_asked(database, name):
    assert Consents(database, Audit(database, None), None).lines(PatientId(name)) == ()
