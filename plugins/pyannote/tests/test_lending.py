"""A pipeline comes when it is needed and goes when it is not."""

import gc
import weakref

import pytest
from voicejournal_pyannote.lending import Lent


class Pipeline:
    """Something large."""


@pytest.fixture
def later():
    """What was put off, to be done by hand."""
    return []


@pytest.fixture
def lent(later):
    return Lent(Pipeline, idle_s=5.0, later=lambda _seconds, call: later.append(call))


def hold(lent):
    with lent.hold() as pipeline:
        return weakref.ref(pipeline)


def test_nothing_is_loaded_before_the_first_note(lent):
    assert not lent.is_loaded


def test_notes_that_follow_each_other_share_it(lent, later):
    first = hold(lent)
    assert hold(lent)() is first()
    later[0]()
    assert first() is not None


def test_without_a_note_its_memory_is_given_back(lent, later):
    held = hold(lent)
    later[-1]()
    gc.collect()
    assert (held(), lent.is_loaded) == (None, False)


def test_one_that_does_not_load_is_tried_again():
    tries = []

    def load():
        tries.append(1)
        raise OSError

    lent = Lent(load, idle_s=1.0, later=lambda *_: None)
    for _ in range(2):
        with pytest.raises(OSError), lent.hold():  # noqa: PT011 - ours, two lines above
            pass
    assert len(tries) == 2
