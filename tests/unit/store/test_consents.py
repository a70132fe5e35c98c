"""The ledger of consent: appended, never changed, and the last answer counts."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tests.consent import allow, answer
from voicejournal.errors import FenceLostError
from voicejournal.model.purpose import NOTHING_ALLOWED, PURPOSES


def decisions(store, patient):
    return [(one.purpose, one.decision) for one in store.consents.lines(patient)]


def test_nothing_is_allowed_before_somebody_answers(store, patient):
    assert store.consents.grants(patient) == NOTHING_ALLOWED


def test_every_answer_stays_and_the_last_one_counts(store, patient):
    answer(store, patient, "transcribe")
    answer(store, patient, "transcribe", granted=False)
    answer(store, patient, "safety", granted=False)
    assert decisions(store, patient) == [
        ("transcribe", "granted"),
        ("transcribe", "withdrawn"),
        ("safety", "refused"),
    ]
    grants = store.consents.grants(patient)
    assert not grants.allows("transcribe")
    assert grants.refused == {"transcribe", "safety"}


def test_an_answer_names_the_text_its_language_the_moment_and_who_gave_it(store, patient, clock):
    line = answer(store, patient, "share")
    assert (line.number, line.version, line.language, line.by) == (1, 1, "en", patient)
    assert line.at < clock()


@pytest.mark.parametrize(
    "change", ["UPDATE consents SET decision = 'granted'", "DELETE FROM consents"]
)
def test_the_ledger_can_only_be_added_to(store, patient, change):
    answer(store, patient, "share", granted=False)
    with (
        pytest.raises(IntegrityError, match="only ever added to"),
        store.database.write() as session,
    ):
        session.execute(text(change))


def test_one_patients_answers_are_nobody_elses(store, patient, people):
    allow(store, patient)
    ben = people.patient("ben")
    assert store.consents.grants(patient).purposes == set(PURPOSES)
    assert store.consents.grants(ben) == NOTHING_ALLOWED
    assert store.consents.sharing([patient, ben], "share") == {patient}


def test_whoever_works_on_a_note_loses_it_when_an_answer_changes(store, patient, claimed):
    answer(store, patient, "transcribe")
    with pytest.raises(FenceLostError):
        store.steps.keep_step(claimed.note_id, "transcript", "1", b"words", claimed.fence)


def test_the_same_answer_again_sends_nothing_back_to_work(store, patient, send):
    allow(store, patient)
    claim = store.jobs.claim("w", send().note_id)
    answer(store, patient, "transcribe")
    store.jobs.finish(claim.note_id, claim.fence)


def test_what_was_taken_back_waits_to_be_removed_until_it_is(store, patient):
    answer(store, patient, "transcribe")
    line = answer(store, patient, "transcribe", granted=False)
    (left,) = store.consents.unremoved()
    assert (left.patient_id, left.line) == (patient, line)
    store.consents.removed(patient, line, {"transcripts": 3, "findings": 0})
    assert store.consents.unremoved() == ()
    assert store.consents.lines(patient)[-1].removed == (("transcripts", 3),)
    assert not store.consents.grants(patient).allows("transcribe")
