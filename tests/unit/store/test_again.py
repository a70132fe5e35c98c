import pytest

from voicejournal.model.finding import NoteFindings
from voicejournal.store import StepKeeper
from voicejournal.store.again import ONCE_MORE_AFTER


@pytest.fixture
def done(store, send):
    """Returns what makes a note that some analyzers have looked at."""

    def done(mark, key="k"):
        receipt = send(key=key)
        claim = store.jobs.claim("w", receipt.note_id)
        keep = StepKeeper(store, claim.note_id, claim.fence)
        keep("findings", mark, NoteFindings, lambda: NoteFindings(findings=()))
        store.again.analyzed(claim.note_id, claim.fence, mark)
        store.jobs.finish(claim.note_id, claim.fence)
        return receipt.note_id

    return done


def test_a_note_that_others_looked_at_goes_back_to_work(store, done):
    note_id = done("old")
    assert store.again.send_back("new", 5) == 1
    claim = store.jobs.claim("w")
    assert (claim.note_id, claim.again) == (note_id, True)


def test_it_is_sent_back_once(store, done):
    done("old")
    assert [store.again.send_back("new", 5) for _ in range(2)] == [1, 0]


def test_a_note_that_the_same_looked_at_stays_done(store, done):
    done("same")
    assert store.again.send_back("same", 5) == 0


def test_a_note_that_is_done_again_is_a_note_like_any_other(store, done):
    note_id = done("old")
    store.again.send_back("new", 5)
    claim = store.jobs.claim("w")
    store.again.analyzed(note_id, claim.fence, "new")
    store.jobs.finish(note_id, claim.fence)
    assert store.again.send_back("new", 5) == 0
    assert store.again.send_back("newer", 5) == 1


def test_only_so_many_go_back_at_once(store, done):
    for key in ("a", "b", "c"):
        done("old", key)
    assert store.again.send_back("new", 2) == 2


def test_new_notes_come_first(store, done, send):
    done("old")
    store.again.send_back("new", 5)
    fresh = send(key="fresh")
    assert store.jobs.claim("w").note_id == fresh.note_id


def test_what_is_looked_at_again_does_not_count_as_under_way(store, done):
    note_id = done("old")
    patient = store.notes.owner(note_id)
    recorded_at = store.notes.detail(note_id).card.recorded_at
    store.again.send_back("new", 5)
    assert store.activity.of([patient], recorded_at)[patient].pending == 0


@pytest.fixture
def looked(store):
    """Returns what says how the analyzers in force answered about the note claimed next."""

    def looked(unanswered, mark="m"):
        claim = store.jobs.claim("w")
        store.again.analyzed(claim.note_id, claim.fence, mark, unanswered=unanswered)
        store.jobs.finish(claim.note_id, claim.fence)
        return claim.note_id

    return looked


def test_a_crash_is_asked_about_once_more_later_and_once(store, send, looked, clock):
    send()
    note_id = looked("passing")
    assert store.again.once_more(5) == 0
    clock.pass_by(ONCE_MORE_AFTER.total_seconds())
    assert store.again.once_more(5) == 1
    assert looked("passing") == note_id
    assert store.again.looks(note_id) == 1
    clock.pass_by(10 * ONCE_MORE_AFTER.total_seconds())
    assert store.again.once_more(5) == 0
    assert store.again.unanswered() == 1


def test_other_analyzers_get_a_second_chance_of_their_own(store, send, looked, clock):
    send()
    looked("passing", "old")
    store.again.ask_again()
    looked("passing", "new")
    clock.pass_by(ONCE_MORE_AFTER.total_seconds())
    assert store.again.once_more(5) == 1


def test_a_wrong_answer_is_not_asked_for_again_by_itself(store, send, looked, clock):
    send()
    looked("failed")
    clock.pass_by(10 * ONCE_MORE_AFTER.total_seconds())
    assert store.again.once_more(5) == 0


def test_the_operator_has_all_gaps_asked_about_again(store, send, looked):
    for key, unanswered in (("a", "failed"), ("b", "passing"), ("c", "")):
        send(key=key)
        looked(unanswered)
    assert (store.again.unanswered(), store.again.ask_again()) == (2, 2)
    assert (store.again.unanswered(), store.again.ask_again()) == (0, 0)
    assert store.again.looks(looked("")) == 1
