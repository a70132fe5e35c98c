"""The doorbell: ids only, and nothing depends on it."""

import sqlite3

import pytest

from voicejournal.model.note import NoteId
from voicejournal.store.doorbell import Doorbell


@pytest.fixture
def doorbell(tmp_path):
    doorbell = Doorbell(tmp_path / "doorbell.sqlite3")
    yield doorbell
    doorbell.close()


def test_rings_are_heard_in_their_order(doorbell):
    assert doorbell.is_quiet()
    for name in "abc":
        doorbell.ring(NoteId(name))
    assert not doorbell.is_quiet()
    assert [doorbell.heard() for _ in range(4)] == ["a", "b", "c", None]


def test_another_process_hears_the_ring(doorbell, tmp_path):
    doorbell.ring(NoteId("a"))
    other = Doorbell(tmp_path / "doorbell.sqlite3")
    assert other.heard() == "a"
    other.close()


def test_a_ring_that_fails_is_harmless(doorbell, tmp_path):
    connection = sqlite3.connect(tmp_path / "doorbell.sqlite3")
    connection.execute("DROP TABLE task")
    connection.close()
    doorbell.ring(NoteId("a"))


def test_a_broken_queue_is_made_anew(tmp_path):
    file = tmp_path / "doorbell.sqlite3"
    file.write_bytes(b"this is no database" * 1000)
    doorbell = Doorbell(file)
    doorbell.ring(NoteId("a"))
    assert doorbell.heard() == "a"
    doorbell.close()
