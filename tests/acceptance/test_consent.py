"""Nothing runs that is not granted: one demo note, carried along the whole path."""

from datetime import UTC, datetime

import pytest

from tests.consent import answer
from voicejournal.model.audio import DeviceFacts
from voicejournal.model.note import PatientId
from voicejournal.model.purpose import NOT_ALLOWED
from voicejournal.model.transcript import Transcript
from voicejournal.model.units import Missing
from voicejournal.worker import Worker


@pytest.fixture
def patient(journal):
    account = journal.store.accounts.create(
        username="nora",
        password="a-long-password",
        role="patient",
        display_name="Nora Weiss",
        language="en",
        zone="Europe/Paris",
    )
    return PatientId(account.account_id)


@pytest.fixture
def note_id(journal, patient, clinic):
    receipt = journal.receive(
        patient,
        "k1",
        [clinic[0].notes[0].sound_path.read_bytes()],
        recorded_at=datetime(2026, 11, 2, 20, 15, tzinfo=UTC),
        zone="Europe/Paris",
        device=DeviceFacts(),
        sha256=None,
    )
    return receipt.note_id


def never(*_, **__):
    msg = "this was not granted"
    raise AssertionError(msg)


def test_a_note_of_somebody_who_allows_nothing_is_kept_and_nothing_else(
    journal, patient, note_id, monkeypatch
):
    for name in ("transcribe", "measure_voice", "find_speech_in"):
        monkeypatch.setattr(f"voicejournal.pipeline.{name}", never)
    monkeypatch.setattr("voicejournal.findings.analyze.call", never)
    Worker(journal).drain()
    note = journal.note(note_id)
    assert note.card.state == "done"
    assert (note.voice, note.transcript) == (Missing(NOT_ALLOWED), Missing(NOT_ALLOWED))
    assert note.findings.findings == ()
    assert journal.sound(note_id).size  # not asked yet: what arrived is not thrown away


def test_words_without_measures_then_findings_then_no_sound(journal, patient, note_id, monkeypatch):
    with monkeypatch.context() as guarded:
        guarded.setattr("voicejournal.pipeline.measure_voice", never)
        answer(journal.store, patient, "transcribe")
        answer(journal.store, patient, "keep_audio", granted=False)
        answer(journal.store, patient, "safety", granted=False)
        Worker(journal).drain()
    note = journal.note(note_id)
    assert isinstance(note.transcript, Transcript)
    assert note.voice == Missing(NOT_ALLOWED)
    assert note.card.sound_deleted
    sounds = journal.settings.sound_folder.rglob("??/*")
    assert [one for one in sounds if one.is_file()] == []
