"""The worker, given a journal that does as the test says."""

import threading
import time
from datetime import UTC, date, datetime

import pytest
from structlog.testing import capture_logs

from voicejournal.model.audio import DeviceFacts
from voicejournal.model.note import PatientId
from voicejournal.model.week import Week
from voicejournal.settings import Settings
from voicejournal.store import Ending, open_store
from voicejournal.store.tables import NoteRow
from voicejournal.worker import Worker

SECRET = "what a patient said"
WEEK = Week(date(2026, 3, 2), "UTC")


def ending(patient):
    return Ending(patient_id=patient, week=WEEK)


class ObedientJournal:
    """Does `deed` with every claim, and says what the note waits for."""

    def __init__(self, settings, store):
        self.settings = settings
        self.store = store
        self.deed = lambda _claim: None
        self.waiting_for = ""
        self.has_model = False
        self.claims = []
        self.refreshed = []
        self.ended = []
        self.letters = []
        self.ticked = []

    def process(self, claim):
        self.claims.append(claim)
        self.deed(claim)
        return self.waiting_for

    def refresh(self, note_id):
        self.refreshed.append(note_id)

    def model_present(self):
        return self.has_model

    def tell_voices_apart(self):
        return 0

    def look_again(self):
        return 0

    def plan_weeks(self):
        self.ticked.append("plan")

    def endings(self):
        return self.ended.pop(0) if self.ended else ()

    def end_week(self, ending):
        self.ticked.append(ending.patient_id)
        if ending.patient_id == "broken":
            raise RuntimeError(SECRET)

    def put_off(self, ending, error_code):
        self.ticked.append((ending.patient_id, error_code))

    def send_letter(self):
        return self.letters.pop(0) if self.letters else False

    def finish_withdrawals(self):
        return 0

    def send_call(self):
        return False

    def send_reminder(self):
        return False


@pytest.fixture
def journal(tmp_path):
    settings = Settings(data=tmp_path / "data", lease_s=0.6)
    store = open_store(settings)
    yield ObedientJournal(settings, store)
    store.close()


@pytest.fixture
def send(journal):
    account = journal.store.accounts.create(
        "anna", "a long password", role="patient", display_name="A", language="fr", zone="UTC"
    )

    def send_one(key="a"):
        receipt = journal.store.notes.receive(
            PatientId(account.account_id),
            key,
            [b"RIFF", key.encode()],
            recorded_at=datetime.now(UTC),
            zone="UTC",
            device=DeviceFacts(),
            sha256=None,
            check=lambda _: None,
        )
        return receipt.note_id

    return send_one


@pytest.fixture
def row_of(journal):
    def read_row(note_id):
        with journal.store.database.read() as session:
            return session.get_one(NoteRow, note_id)

    return read_row


@pytest.fixture
def worker(journal):
    worker = Worker(journal, grace_s=0.0)
    yield worker
    worker.stop()


def wait_until(true):
    give_up_at = time.monotonic() + 20
    while not true():
        assert time.monotonic() < give_up_at
        threading.Event().wait(0.02)


def test_every_due_note_is_worked_on_once(journal, send, worker):
    sent = {send(key) for key in "abc"}
    worker.drain()
    assert {claim.note_id for claim in journal.claims} == sent
    assert len(journal.claims) == 3
    assert journal.store.jobs.progress() == {"done": 3}


def test_a_failure_keeps_its_class_and_never_its_words(journal, send, row_of, worker):
    def fail(_claim):
        raise ValueError("zwetschgen")  # noqa: EM101

    note_id = send()
    journal.deed = fail
    with capture_logs() as logs:
        worker.drain()
    row = row_of(note_id)
    assert (row.state, row.last_error, row.lease_owner) == ("received", "ValueError", None)
    assert [one["error"] for one in logs if one["event"] == "note_failed"] == ["ValueError"]
    assert "zwetschgen" not in str(logs)


def test_a_failure_does_not_keep_other_notes_waiting(journal, send, worker):
    first = send("a")
    second = send("b")

    def fail_first(claim):
        if claim.note_id == first:
            raise OSError

    journal.deed = fail_first
    worker.drain()
    assert [claim.note_id for claim in journal.claims] == [first, second]
    assert journal.store.jobs.progress() == {"done": 1, "received": 1}


def test_a_note_that_waits_for_a_model_is_taken_up_when_it_comes(journal, send, row_of, worker):
    note_id = send()
    journal.waiting_for = "model:small"
    worker.drain()
    worker.drain()
    assert (len(journal.claims), row_of(note_id).waiting_for) == (1, "model:small")
    journal.waiting_for, journal.has_model = "", True
    worker.drain()
    assert (len(journal.claims), row_of(note_id).waiting_for) == (2, "")


def test_a_ring_wakes_the_worker(journal, send, worker):
    worker.start()
    send()
    wait_until(lambda: journal.store.jobs.progress() == {"done": 1})


def test_a_lost_ring_only_delays(journal, send, worker):
    note_id = send()
    assert journal.store.doorbell.heard() == note_id
    worker.start()
    wait_until(lambda: journal.store.jobs.progress() == {"done": 1})


def test_a_worker_at_work_keeps_its_note(journal, send, row_of, worker):
    note_id = send()
    others = []

    def outlast_the_lease(_claim):
        first = row_of(note_id).lease_until
        wait_until(lambda: datetime.now(UTC) > first)
        others.append(journal.store.jobs.claim("other", note_id))

    journal.deed = outlast_the_lease
    worker.drain()
    assert others == [None]
    assert journal.store.jobs.progress() == {"done": 1}


def test_a_worker_asked_to_stop_gives_back_what_it_has_in_hand(journal, send, row_of, worker):
    working, go_on = threading.Event(), threading.Event()

    def hold(_claim):
        working.set()
        go_on.wait(20)

    journal.deed = hold
    note_id = send()
    worker.start()
    assert working.wait(20)
    worker.stop()
    assert (row_of(note_id).state, row_of(note_id).lease_owner) == ("received", None)
    other = journal.store.jobs.claim("other", note_id)
    go_on.set()
    wait_until(lambda: not any(one.name == "worker" for one in threading.enumerate()))
    assert (row_of(note_id).state, row_of(note_id).fence) == ("running", other.fence)


def test_a_step_of_the_worker_that_fails_is_told_and_tried_again(journal, send, worker):
    answers = iter([OSError("zwetschgen")])

    def unsure():
        for error in answers:
            raise error
        return True

    send()
    journal.waiting_for = "model"
    worker.drain()
    journal.waiting_for, journal.model_present = "", unsure
    with capture_logs() as logs:
        worker.start()
        wait_until(lambda: any(one["event"] == "worker_step_failed" for one in logs))
    assert "zwetschgen" not in str(logs)
    worker.drain()
    assert len(journal.claims) == 2


def test_a_note_that_is_done_brings_its_weeks_up_to_date(journal, send, worker):
    note_id = send()
    worker.drain()
    assert journal.refreshed == [note_id]


def test_a_page_that_cannot_be_composed_does_not_undo_the_note(journal, send, row_of, worker):
    def fail(_note_id):
        raise ValueError

    journal.refresh = fail
    note_id = send()
    worker.drain()
    assert (row_of(note_id).state, row_of(note_id).last_error) == ("done", None)


def test_a_tick_ends_every_week_that_has_ended(journal):
    journal.ended = [(ending("a"), ending("b")), (ending("c"),)]
    Worker(journal).tick()
    assert journal.ticked == ["plan", "a", "b", "c"]


def test_a_week_that_cannot_be_made_is_put_off_and_keeps_no_other_waiting(journal):
    journal.ended = [(ending("broken"), ending("b"))]
    with capture_logs() as logs:
        Worker(journal).tick()
    assert journal.ticked == ["plan", "broken", ("broken", "RuntimeError"), "b"]
    assert SECRET not in str(logs)


def test_a_week_that_cannot_even_be_put_off_waits_for_the_next_tick(journal):
    journal.put_off = None
    journal.ended = [(ending("broken"),), (ending("b"),)]
    Worker(journal).tick()
    assert journal.ticked == ["plan", "broken"]


def test_letters_are_sent_until_none_is_left(journal):
    journal.letters = [True, True, False, True]
    Worker(journal).tick()
    assert journal.letters == [True]
