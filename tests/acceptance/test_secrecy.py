"""Nothing that was said can be read from the disk or from a log."""

import io
import logging
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.consent import allow
from voicejournal.app import Journal
from voicejournal.model.audio import DeviceFacts
from voicejournal.model.note import PatientId
from voicejournal.settings import Settings
from voicejournal.worker import Worker

SHORTEST_TELLING_WORD = 6
"""Shorter words turn up in file formats by chance."""


def told(journal, clinic):
    """Have one demo note sent and worked on; returns the words that were written down."""
    example = clinic[0].notes[0]
    account = journal.store.accounts.create(
        username="nora",
        password="a-long-password",
        role="patient",
        display_name="Nora Weissenbach",
        language="en",
        zone="Europe/Paris",
    )
    allow(journal.store, PatientId(account.account_id))
    receipt = journal.receive(
        PatientId(account.account_id),
        "k1",
        [example.sound_path.read_bytes()],
        recorded_at=datetime(2026, 11, 2, 20, 15, tzinfo=UTC),
        zone="Europe/Paris",
        device=DeviceFacts(),
        sha256=None,
    )
    Worker(journal).drain()
    words = journal.note(receipt.note_id).transcript.words
    telling = {word.text.strip(".,!?").lower() for word in words}
    return {word for word in telling if len(word) >= SHORTEST_TELLING_WORD} | {"weissenbach"}


@pytest.fixture(scope="module")
def disk(tmp_path_factory, with_tables, clinic):
    """The folder of a service that a note was told to, and the words of it."""
    settings = Settings(data=tmp_path_factory.mktemp("told") / "data", model="demo", threads=1)
    journal = Journal.open(with_tables(settings))
    words = told(journal, clinic)
    yield settings, words
    journal.close()


def files_of(folder: Path):
    return [one for one in folder.rglob("*") if one.is_file()]


def test_no_spoken_word_and_no_name_is_readable_on_the_disk(disk):
    settings, spoken = disk
    assert len(spoken) > 3
    for file in files_of(settings.data):
        content = file.read_bytes().lower()
        found = [word for word in spoken if word.encode() in content]
        assert found == [], f"{file.name} holds {len(found)} spoken words"


def test_no_sound_is_readable_on_the_disk(disk):
    settings, _ = disk
    assert files_of(settings.sound_folder)
    for file in files_of(settings.sound_folder):
        assert not file.read_bytes().startswith((b"OggS", b"RIFF", b"\x1aE\xdf\xa3", b"fLaC"))


def test_no_spoken_word_reaches_a_log(journal, clinic, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    words = told(journal, clinic)
    said = io.StringIO()
    said.write(caplog.text.lower())
    out, err = capfd.readouterr()
    said.write((out + err).lower())
    assert "note_done" in said.getvalue()
    assert [word for word in words if word in said.getvalue()] == []


@pytest.mark.disable_socket
def test_the_whole_path_runs_with_every_socket_blocked(journal, clinic):
    assert len(told(journal, clinic)) > 3
