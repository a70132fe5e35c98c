"""Processes that are killed outright: no note is lost, and nothing kept is made again."""

import hashlib
import itertools
import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.consent import allow
from voicejournal.model.audio import DeviceFacts
from voicejournal.model.note import NoteId, PatientId
from voicejournal.settings import Settings
from voicejournal.store import open_store
from voicejournal.store.tables import NoteRow, SoundRow, StepRow

UNDER_FIRE = Path(__file__).with_name("under_fire.py")
KILLS = 32
STEPS = 4
SENDS_KILLED = 24


class Barracks:
    """Starts, kills and buries the processes under fire."""

    def __init__(self, data: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(UNDER_FIRE), str(data)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._alive: set[int] = set()

    def order(self, *words: str) -> int:
        self._process.stdin.write(" ".join(words) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def start(self, *words: str) -> int:
        child = self.order(*words)
        self._alive.add(child)
        return child

    def end(self, child: int, number: int = signal.SIGKILL) -> int:
        os.kill(child, number)
        return self.reap(child)

    def reap(self, child: int) -> int:
        self._alive.discard(child)
        return self.order("reap", str(child))

    def close(self) -> None:
        for child in tuple(self._alive):
            self.end(child)
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(timeout=20)


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def store(data):
    store = open_store(Settings(data=data))
    account = store.accounts.create(
        "anna",
        "a long enough password",
        role="patient",
        display_name="Anna",
        language="fr",
        zone="UTC",
    )
    allow(store, PatientId(account.account_id))
    (data / "patient").write_text(account.account_id)
    yield store
    store.close()


@pytest.fixture
def patient(store, data):
    return PatientId((data / "patient").read_text())


@pytest.fixture
def barracks(store, data):
    barracks = Barracks(data)
    yield barracks
    barracks.close()


@pytest.fixture
def send(store, patient):
    numbers = itertools.count()

    def send_one():
        key = f"note-{next(numbers)}"
        return store.notes.receive(
            patient,
            key,
            [b"RIFF", key.encode() * 5000],
            recorded_at=datetime.now(UTC),
            zone="UTC",
            device=DeviceFacts(),
            sha256=None,
            check=lambda _: None,
        )

    return send_one


def wait_until(true, seconds=60):
    give_up_at = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < give_up_at, "it never came true"
        time.sleep(0.05)


def sha256_of(store, note_id):
    with store.notes.open_sound(note_id).stream as stream:
        return hashlib.sha256(stream.read()).hexdigest()


def kept_at(store):
    with store.database.read() as session:
        rows = session.query(StepRow).all()
    return {(row.note_id, row.step): row.created_at.timestamp() for row in rows}


def computed(data):
    for line in (data / "computed.log").read_text().splitlines():
        at, note_id, step = line.split()
        yield float(at), (note_id, step)


def test_killed_workers_lose_no_note_and_redo_no_kept_step(store, data, barracks, send, patient):
    random_ = random.Random(7)
    receipts = [send() for _ in range(8)]
    workers = [barracks.start("work") for _ in range(2)]
    for _ in range(KILLS):
        time.sleep(random_.uniform(0.1, 0.5))
        receipts.append(send())
        fallen = random_.randrange(2)
        assert barracks.end(workers[fallen]) == signal.SIGKILL
        workers[fallen] = barracks.start("work")
    wait_until(lambda: store.jobs.progress() == {"done": len(receipts)})

    kept = kept_at(store)
    assert len(kept) == STEPS * len(receipts)
    starts = list(computed(data))
    assert [place for at, place in starts if at > kept[place]] == []
    assert len(starts) > len(kept), "no kill hit a step at work: the test proves nothing"
    assert {one.note_id for one in store.notes.cards(patient)} == {one.note_id for one in receipts}
    assert all(sha256_of(store, one.note_id) == one.sha256 for one in receipts)
    assert store.audit.first_break() is None


def test_a_worker_that_is_asked_to_stop_gives_its_note_back(store, data, barracks, send):
    note_id = send().note_id
    worker = barracks.start("work")
    wait_until((data / "computed.log").exists)
    assert barracks.end(worker, signal.SIGTERM) == 0
    with store.database.read() as session:
        row = session.get_one(NoteRow, note_id)
    assert (row.state, row.lease_until, row.step_attempts) == ("received", None, 0)


def test_a_killed_reception_leaves_a_whole_note_or_nothing(store, data, barracks, patient):
    first = barracks.start("send", "first")  # answers only when everything is imported
    began = time.monotonic()
    assert barracks.reap(first) == 0
    usual = time.monotonic() - began
    keys = [f"key-{number}" for number in range(SENDS_KILLED)]
    for number, key in enumerate(keys):
        sender = barracks.start("send", key)
        time.sleep(usual * 1.2 * number / SENDS_KILLED)
        barracks.end(sender)

    open_store(Settings(data=data)).close()  # a start sweeps
    receipts = (data / "receipts.log").read_text().split()
    with store.database.read() as session:
        notes = {row.key: row for row in session.query(NoteRow).all()}
        refs = {row.ref for row in session.query(SoundRow).all()}
    assert set(receipts) <= set(notes)
    assert set(keys) - set(notes), "every sender finished: the test proves nothing"
    for key, row in notes.items():
        sound = b"RIFF" + hashlib.sha256(key.encode()).digest() * 20_000
        assert row.sha256 == hashlib.sha256(sound).hexdigest()
        assert sha256_of(store, NoteId(row.note_id)) == row.sha256
    lying = {one.name for one in (data / "sound").rglob("*") if one.is_file()}
    assert lying == refs
    assert len(store.notes.cards(patient)) == len(notes)
