"""Results of steps: kept once, under a fence, readable only in their place."""

from functools import partial

import pytest

from voicejournal.errors import FenceLostError
from voicejournal.model.transcript import Transcript, Word
from voicejournal.store import StepKeeper
from voicejournal.store.keys import SealError
from voicejournal.store.tables import StepRow

RARE = "zwetschgenknödel"


def a_transcript(text=RARE, model="small"):
    word = Word(text=text, start=0.25, end=0.75, probability=0.9)
    return Transcript(
        engine="e", model=model, language="fr", language_probability=0.99, words=(word,)
    )


@pytest.fixture
def keep(store, claimed):
    return StepKeeper(store, claimed.note_id, claimed.fence)


def test_a_kept_step_is_never_computed_again(keep):
    made = []

    def compute():
        made.append(1)
        return a_transcript()

    first = keep("transcript", "small", Transcript, compute)
    assert keep("transcript", "small", Transcript, compute) == first == a_transcript()
    assert made == [1]


def test_another_version_is_another_result(store, keep, claimed):
    keep("transcript", "small", Transcript, a_transcript)
    keep("transcript", "medium", Transcript, partial(a_transcript, "mieux", "medium"))
    assert store.notes.detail(claimed.note_id).transcript.model == "medium"
    keep("transcript", "small", Transcript, a_transcript)
    assert store.notes.detail(claimed.note_id).transcript.model == "small"


def test_a_worker_that_lost_its_note_keeps_nothing(store, keep, claimed, clock):
    clock.pass_by(61)
    second = store.jobs.claim("second", claimed.note_id)
    with pytest.raises(FenceLostError):
        keep("transcript", "small", Transcript, a_transcript)
    assert store.steps.step(claimed.note_id, "transcript", "small") is None
    mine = StepKeeper(store, claimed.note_id, second.fence)
    assert mine("transcript", "small", Transcript, a_transcript) == a_transcript()
    with pytest.raises(FenceLostError):
        keep("transcript", "small", Transcript, a_transcript)


def test_keeping_once_more_changes_nothing(store, claimed):
    for content in (b"first", b"second"):
        store.steps.keep_step(claimed.note_id, "voice", "1", content, claimed.fence)
    assert store.steps.step(claimed.note_id, "voice", "1") == b"first"


def test_a_result_moved_to_another_step_does_not_open(store, keep, claimed):
    keep("transcript", "small", Transcript, a_transcript)
    with store.database.write() as session:
        session.get_one(StepRow, (claimed.note_id, "transcript", "small")).version = "large"
    with pytest.raises(SealError):
        store.steps.step(claimed.note_id, "transcript", "large")


def test_no_spoken_word_and_no_name_is_in_any_file(store, keep, claimed, settings, send):
    keep("transcript", "small", Transcript, a_transcript)
    spoken = RARE.encode() * 2000
    send(spoken, key="another")
    contents = {one.name: one.read_bytes() for one in settings.data.rglob("*") if one.is_file()}
    assert any(name.endswith("-wal") for name in contents)
    for secret in (RARE, "Quittenbaum", "quittenbaum"):
        assert [name for name, content in contents.items() if secret.encode() in content] == []
