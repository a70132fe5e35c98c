"""The audit shows when it was tampered with."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError


@pytest.fixture
def tamper(store):
    """Changes the audit as somebody with the database file could."""

    def tamper_with(statement):
        with store.database.write() as session:
            for verb in ("UPDATE", "DELETE"):
                session.execute(text(f"DROP TRIGGER IF EXISTS audit_no_{verb}"))
            session.execute(text(statement))

    for number in range(5):
        store.audit.record("actor", "read", patient_id="anna", subject_id=str(number))
    return tamper_with


def test_an_untouched_audit_is_whole(store, tamper):
    assert store.audit.first_break() is None
    assert [one.subject_id for one in store.audit.of_patient("anna")] == list("43210")


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE audit SET actor_id = 'other' WHERE number = 3", 3),
        ("DELETE FROM audit WHERE number = 2", 3),
        ("DELETE FROM audit WHERE number = 1", 2),
        ("UPDATE audit SET at = '2020-01-01 00:00:00.000000' WHERE number = 5", 5),
    ],
)
def test_a_changed_or_missing_row_is_found(store, tamper, statement, broken):
    tamper(statement)
    assert store.audit.first_break() == broken


@pytest.mark.parametrize("statement", ["UPDATE audit SET action = 'x'", "DELETE FROM audit"])
def test_the_database_itself_refuses_to_change_the_audit(store, tamper, statement):
    with pytest.raises(IntegrityError, match="only ever added"), store.database.write() as session:
        session.execute(text(statement))
