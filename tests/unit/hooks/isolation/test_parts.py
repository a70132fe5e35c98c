from dataclasses import replace

import pytest

from voicejournal.hooks.isolation.parts import UNUSED_CALLS, Parts
from voicejournal.testing import a_note, a_voice


@pytest.fixture
def note():
    return a_note("I slept badly .", voice=a_voice(duration=5.0))


def test_a_part_is_new_once(note):
    parts = Parts()
    new, gone = parts.next_call("note", note)
    assert set(new) == {"transcript", "voice"}
    assert gone == ()
    assert parts.next_call("note", replace(note, zone="Asia/Tokyo")) == ({}, ())


def test_a_part_is_known_by_what_it_is_and_not_by_what_it_says(note):
    parts = Parts()
    parts.next_call("note", note)
    again = a_note("I slept badly .", voice=a_voice(duration=5.0))
    new, _ = parts.next_call("note", again)
    assert set(new) == {"transcript", "voice"}


def test_what_is_not_named_for_long_is_forgotten(note):
    parts = Parts()
    new, _ = parts.next_call("note", note)
    forgotten = []
    for _ in range(UNUSED_CALLS):
        forgotten += parts.next_call("measure", "other")[1]
    assert set(forgotten) == set(new.values())
    assert parts.names() == {}


def test_a_part_that_is_still_used_is_kept(note):
    parts = Parts()
    parts.next_call("note", note)
    for _ in range(3 * UNUSED_CALLS):
        assert parts.next_call("note", note) == ({}, ())
