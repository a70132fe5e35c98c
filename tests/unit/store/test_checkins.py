"""Check-ins are sealed, kept once, and go with the patient's key."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, text

from tests.unit.store.conftest import RECORDED_AT
from voicejournal.errors import VoiceJournalError
from voicejournal.model.checkin import CheckIn, CheckInId, Reply
from voicejournal.model.units import Missing
from voicejournal.store.tables import KeyRow


def a_check_in(name="c-1", *, days=0, score=7.0):
    return CheckIn(
        check_in_id=CheckInId(name),
        instrument="phq-9",
        answered_at=RECORDED_AT + timedelta(days=days),
        zone="Europe/Paris",
        replies=(Reply(item="44260-8", value=1),),
        score=score,
        change_that_matters=6.0,
    )


def test_what_was_answered_is_read_again_oldest_first(store, patient):
    later, first = a_check_in("b", days=7), a_check_in("c", score=Missing("items were left out"))
    store.check_ins.add(patient, later)
    store.check_ins.add(patient, first)
    assert store.check_ins.of(patient) == (first, later)
    assert store.check_ins.moments(patient) == (("c", RECORDED_AT), ("b", later.answered_at))


def test_sent_twice_it_is_one_check_in(store, patient):
    assert store.check_ins.add(patient, a_check_in())
    assert not store.check_ins.add(patient, a_check_in(score=1.0))
    assert store.check_ins.of(patient) == (a_check_in(),)


def test_another_patient_has_none_of_it(store, people, patient):
    store.check_ins.add(patient, a_check_in())
    other = people.patient("berta")
    assert store.check_ins.of(other) == ()
    assert store.check_ins.add(other, a_check_in())


def test_no_answer_stands_open_in_the_database(store, patient):
    store.check_ins.add(patient, a_check_in())
    with store.database.read() as session:
        row = session.execute(text("SELECT * FROM check_ins")).one()
    assert not any(b"44260-8" in bytes(str(cell), "utf-8") for cell in row)
    assert b"44260-8" not in row.sealed_check_in
    assert b"phq" not in row.sealed_check_in


def test_without_the_patients_key_nothing_is_readable(opened, store, patient):
    store.check_ins.add(patient, a_check_in())
    with store.database.write() as session:
        session.execute(delete(KeyRow).where(KeyRow.owner == patient))
    with pytest.raises(VoiceJournalError):
        opened().check_ins.of(patient)


def test_the_audit_says_that_one_was_answered_never_what(store, patient):
    store.check_ins.add(patient, a_check_in())
    (newest,) = [one for one in store.audit.of_patient(patient) if "check_in" in one.action]
    assert (newest.action, newest.patient_id, newest.subject_id) == (
        "check_in.answered",
        patient,
        "c-1",
    )
