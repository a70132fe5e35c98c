"""Without a model a note is kept and measured; its words follow when the model arrives."""

import shutil
from datetime import UTC, datetime

import pytest

from tests.consent import allow
from voicejournal.app import Journal
from voicejournal.model.audio import DeviceFacts
from voicejournal.model.note import PatientId
from voicejournal.model.transcript import Transcript
from voicejournal.model.units import Missing
from voicejournal.worker import Worker


@pytest.fixture
def waiting(settings, clinic):
    """Return a journal without a model, and a note that it worked on."""
    journal = Journal.open(settings.model_copy(update={"model": "family-voices"}))
    account = journal.store.accounts.create(
        username="nora",
        password="a-long-password",
        role="patient",
        display_name="Nora",
        language="en",
        zone="Europe/London",
    )
    allow(journal.store, PatientId(account.account_id))
    receipt = journal.receive(
        PatientId(account.account_id),
        "k1",
        [clinic[0].notes[0].sound_path.read_bytes()],
        recorded_at=datetime(2026, 11, 2, 20, 15, tzinfo=UTC),
        zone="Europe/London",
        device=DeviceFacts(),
        sha256=None,
    )
    Worker(journal).drain()
    yield journal, receipt.note_id
    journal.close()


def test_the_voice_is_measured_and_the_reason_is_named(waiting):
    journal, note_id = waiting
    note = journal.note(note_id)
    assert isinstance(note.transcript, Missing)
    assert not isinstance(note.voice.value("pause_median"), Missing)
    problem = next(one for one in note.card.problems if one.stage == "transcript")
    assert "family-voices" in problem.reason
    assert problem.fix


def test_the_words_are_written_down_when_the_model_arrives(waiting):
    from voicejournal_demo.clinic import MODEL_FOLDER

    journal, note_id = waiting
    shutil.copytree(MODEL_FOLDER, journal.settings.models_folder / "family-voices")
    Worker(journal).drain()
    note = journal.note(note_id)
    assert isinstance(note.transcript, Transcript)
    assert len(note.transcript.words) > 5
    assert [one for one in note.card.problems if one.stage == "transcript"] == []
