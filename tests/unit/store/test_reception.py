"""Taking a recording in."""

import hashlib
import io
import sqlite3
import threading
from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import IntegrityError

from voicejournal.errors import (
    ChecksumError,
    EmptyAudioError,
    KeyReusedError,
    NotAudioError,
    NotFoundError,
    TooLongError,
)
from voicejournal.model.audio import DeviceFacts
from voicejournal.model.note import PatientId
from voicejournal.store.reception import SendingKeyError
from voicejournal.store.tables import NoteRow

SOUND = b"RIFF" + bytes(range(256)) * 40


def heard(store, note_id, rendition="original"):
    with store.notes.open_sound(note_id, rendition).stream as stream:
        return stream.read()


def test_the_receipt_tells_what_the_server_holds(store, send):
    receipt = send(SOUND, sha256=hashlib.sha256(SOUND).hexdigest().upper())
    assert receipt.sha256 == hashlib.sha256(SOUND).hexdigest()
    assert (receipt.size, receipt.repeated) == (len(SOUND), False)
    assert heard(store, receipt.note_id) == SOUND


def test_the_same_recording_sent_twice_is_one_note(store, send, patient, files):
    first, second = send(), send()
    assert second.repeated
    assert (second.note_id, second.received_at) == (first.note_id, first.received_at)
    assert len(store.notes.cards(patient)) == 1
    assert len(files()) == 1


def test_two_senders_at_once_make_one_note(store, send, patient, files):
    barrier = threading.Barrier(2)
    receipts = []

    def one_sender():
        receipts.append(send(check=lambda _: barrier.wait(timeout=20)))

    threads = [threading.Thread(target=one_sender) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(one.repeated for one in receipts) == [False, True]
    assert len({one.note_id for one in receipts}) == 1
    assert len(files()) == 1
    assert len(store.notes.cards(patient)) == 1


def test_a_key_cannot_stand_for_another_recording(send, files):
    send()
    with pytest.raises(KeyReusedError):
        send(SOUND + b"more")
    assert len(files()) == 1


def test_two_patients_may_use_the_same_key(store, send, people):
    other = people.patient("ben")
    assert send().note_id != send(to=other).note_id
    assert len(store.notes.cards(other)) == 1


def refuse(_stream: io.BufferedIOBase) -> None:
    raise NotAudioError


@pytest.mark.parametrize(
    ("error", "sending"),
    [
        (EmptyAudioError, {"sound": b""}),
        (ChecksumError, {"sha256": "0" * 64}),
        (NotAudioError, {"check": refuse}),
        (TooLongError, {"sound": bytes((1 << 23) + 1)}),
        (NotFoundError, {"to": PatientId("nobody")}),
        (SendingKeyError, {"key": ""}),
    ],
)
def test_what_is_refused_leaves_nothing_behind(store, send, patient, files, error, sending):
    with pytest.raises(error):
        send(**sending)
    assert files() == []
    assert store.notes.cards(patient) == ()
    assert store.jobs.due() == ()


def test_a_sender_that_breaks_off_leaves_nothing_behind(store, patient, files):
    def broken_line():
        yield SOUND
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        store.notes.receive(
            patient,
            "key",
            broken_line(),
            recorded_at=datetime(2026, 3, 1, tzinfo=UTC),
            zone="UTC",
            device=DeviceFacts(),
            sha256=None,
            check=lambda _: None,
        )
    assert files() == []


def test_the_check_reads_the_sound_before_anything_counts(store, send, patient):
    seen = []

    def check(stream):
        stream.seek(-4, io.SEEK_END)
        seen.append((stream.read(), store.notes.cards(patient)))

    send(check=check)
    assert seen == [(SOUND[-4:], ())]


def test_a_note_keeps_the_offset_of_its_own_evening(store, send):
    before = send(key="a", recorded_at=datetime(2026, 3, 28, 22, tzinfo=UTC))
    after = send(key="b", recorded_at=datetime(2026, 3, 29, 22, tzinfo=UTC))
    with store.database.read() as session:
        offsets = [session.get_one(NoteRow, one.note_id).utc_offset_s for one in (before, after)]
    assert offsets == [3600, 7200]


def test_an_unknown_zone_never_costs_a_recording(store, send, patient):
    send(zone="Mars/Olympus")
    assert store.notes.cards(patient)[0].zone == "Europe/Paris"


def test_the_note_and_its_audit_are_one_transaction(store, send, settings, patient):
    receipt = send()
    entry = store.audit.of_patient(patient)[0]
    assert (entry.action, entry.subject_id) == ("note.received", receipt.note_id)
    path = settings.data / "voicejournal.sqlite3"
    connection = sqlite3.connect(path)
    connection.execute("DROP TRIGGER audit_no_UPDATE")
    connection.execute(
        "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full disk'); END"
    )
    connection.close()
    with pytest.raises(IntegrityError, match="full disk"):
        send(key="another")
    assert len(store.notes.cards(patient)) == 1
