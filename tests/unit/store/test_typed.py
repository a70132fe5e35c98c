"""Notes that were typed: words without sound."""

from dataclasses import replace

import pytest

from tests.unit.store.conftest import RECORDED_AT
from voicejournal.errors import KeyReusedError, NotFoundError
from voicejournal.model.note import SPOKEN, PatientId
from voicejournal.model.typed import Typed
from voicejournal.model.units import Missing

TYPED = Typed(text="Pas de voix ce soir.\nZwetschgenknödel, et puis dormir.", language="fr")


@pytest.fixture
def write(store, patient):
    def write(typed=TYPED, *, key="key-1", to=patient):
        return store.notes.write(to, key, typed, recorded_at=RECORDED_AT, zone="Europe/Paris")

    return write


def test_a_typed_note_is_read_as_it_was_typed(store, write, patient):
    detail = store.notes.detail(write().note_id)
    assert detail.typed == TYPED
    assert (detail.card.state, detail.card.typed, detail.card.language) == ("done", True, "fr")
    assert detail.card.first_words.startswith("Pas de voix ce soir. Zwetschgenknödel,")
    assert store.notes.cards(patient) == (detail.card,)


def test_a_typed_note_has_no_sound_and_says_so(store, write):
    note_id = write().note_id
    detail = store.notes.detail(note_id)
    for absent in (detail.audio, detail.transcript, detail.voice, detail.card.duration):
        assert absent == Missing("typed: there is no sound")
    assert detail.findings.findings == ()
    with pytest.raises(NotFoundError):
        store.notes.open_sound(note_id)


def test_nobody_works_on_a_typed_note_and_no_week_measures_it(store, write, patient):
    write()
    assert store.jobs.due() == ()
    assert store.jobs.claim("worker") is None
    assert store.notes.week_notes(patient, RECORDED_AT, RECORDED_AT.replace(month=4)) == ()
    assert store.notes.pending_words(patient, RECORDED_AT, RECORDED_AT.replace(month=4)) == 0


def test_the_same_words_sent_twice_are_one_note(store, write, patient):
    first, second = write(), write()
    assert (second.note_id, second.repeated) == (first.note_id, True)
    assert len(store.notes.cards(patient)) == 1


def test_other_words_under_the_same_key_overwrite_nothing(store, write, send):
    note_id = write().note_id
    with pytest.raises(KeyReusedError):
        write(replace(TYPED, text="Something else."))
    assert store.notes.detail(note_id).typed == TYPED
    send(key="spoken")
    with pytest.raises(KeyReusedError):
        write(key="spoken")


def test_a_spoken_note_is_not_typed(store, send):
    detail = store.notes.detail(send().note_id)
    assert (detail.typed, detail.card.typed) == (SPOKEN, False)


def test_a_stranger_cannot_write(write):
    with pytest.raises(NotFoundError):
        write(to=PatientId("nobody"))


def test_typed_words_are_not_readable_on_the_disk(write, store, settings):
    receipt = write()
    store.database.forget_deleted()
    for file in settings.data.rglob("*"):
        if file.is_file():
            assert "Zwetschgenknödel".encode() not in file.read_bytes()
    assert receipt.sha256 != write(key="key-2").sha256, "the sum tells equal texts apart from none"


def test_a_typed_note_stands_in_the_audit(write, store, patient):
    receipt = write()
    assert store.audit.of_patient(patient)[0].subject_id == receipt.note_id
