"""Claims, leases, fences, and giving up."""

import pytest

from voicejournal.errors import FenceLostError
from voicejournal.store.tables import NoteRow


def test_a_note_is_claimed_once(store, claimed):
    assert store.jobs.claim("second", claimed.note_id) is None
    assert store.jobs.claim("second") is None
    assert store.jobs.due() == ()


def test_any_free_note_can_be_claimed(store, send):
    first = send(key="a")
    send(key="b")
    assert store.jobs.claim("worker").note_id == first.note_id


def test_a_silent_worker_loses_its_note(store, claimed, clock):
    clock.pass_by(61)
    second = store.jobs.claim("second", claimed.note_id)
    assert second.fence == claimed.fence + 1
    for late in (store.jobs.heartbeat, store.jobs.finish, store.jobs.release):
        with pytest.raises(FenceLostError):
            late(claimed.note_id, claimed.fence)
    store.jobs.finish(claimed.note_id, second.fence)
    assert store.jobs.progress() == {"done": 1}


def test_a_heartbeat_renews_the_lease(store, claimed, clock):
    clock.pass_by(50)
    store.jobs.heartbeat(claimed.note_id, claimed.fence)
    clock.pass_by(50)
    assert store.jobs.due() == ()


def test_a_released_note_is_free_and_counts_no_attempt(store, claimed):
    store.jobs.release(claimed.note_id, claimed.fence)
    assert store.jobs.claim("second").attempt == 1


def test_a_failed_note_comes_back_later_and_later(store, send, clock):
    note_id = send().note_id
    waits = []
    for _ in range(2):
        claim = store.jobs.claim("worker")
        store.jobs.fail(note_id, claim.fence, "OSError")
        assert store.jobs.due() == ()
        waits.append(0)
        while not store.jobs.due():
            clock.pass_by(0.5)
            waits[-1] += 0.5
    assert 1 <= waits[0] <= 3.5
    assert 2 <= waits[1] <= 6.5


def fail_until_dead(store, clock):
    while (claim := store.jobs.claim("worker")) is not None:
        store.jobs.fail(claim.note_id, claim.fence, "SomeError")
        clock.pass_by(1000)


def test_too_many_failures_are_shown_not_deleted(store, send, clock, patient):
    note_id = send().note_id
    fail_until_dead(store, clock)
    assert store.jobs.progress() == {"dead": 1}
    card = store.notes.cards(patient)[0]
    assert (card.note_id, card.state) == (note_id, "dead")
    assert [(one.stage, one.reason) for one in card.problems] == [("work", "SomeError")]


def test_a_dead_note_can_be_revived(store, send, clock):
    note_id = send().note_id
    fail_until_dead(store, clock)
    assert store.jobs.revive(note_id) == 1
    assert store.jobs.due() == (note_id,)
    assert store.jobs.revive(note_id) == 0


def test_a_step_that_kills_its_worker_is_given_up(store, send, clock):
    send()
    attempts = []
    while (claim := store.jobs.claim("worker")) is not None:
        attempts.append(claim.attempt)
        assert store.jobs.bury_lost() == 0
        clock.pass_by(61)
    assert attempts == [1, 2, 3]
    assert store.jobs.bury_lost() == 1
    assert store.jobs.progress() == {"dead": 1}


def test_progress_resets_the_count_of_attempts(store, claimed, clock):
    for version in "12345":
        store.steps.keep_step(claimed.note_id, "voice", version, b"x", claimed.fence)
        store.jobs.fail(claimed.note_id, claimed.fence, "OSError")
        clock.pass_by(1000)
        claimed = store.jobs.claim("worker")
    assert claimed is not None


def test_notes_wait_for_a_model_and_are_released_when_it_comes(store, claimed, send):
    store.jobs.finish(claimed.note_id, claimed.fence, waiting_for="model:small")
    send(key="other")
    assert (store.jobs.waiting("model"), store.jobs.waiting("speakers")) == (1, 0)
    assert store.jobs.release_waiting("model") == 1
    assert store.jobs.progress() == {"received": 2}
    assert store.jobs.release_waiting("model") == 0


def test_progress_can_be_one_patients(store, send, people):
    other = people.patient("ben")
    send()
    assert store.jobs.progress(other) == {}


def test_the_most_urgent_note_comes_first(store, send):
    send(key="a")
    urgent = send(key="b").note_id
    with store.database.write() as session:
        session.get_one(NoteRow, urgent).priority = 5
    assert store.jobs.due(limit=1) == (urgent,)
