from dataclasses import replace

import pytest

from voicejournal.hooks.isolation.parts import UNUSED_CALLS, Parts
from voicejournal.testing import a_note, a_voice


@pytest.fixture
def note():
    return a_note("I slept badly .", voice=a_voice(duration=5.0))


def test_a_part_is_sent_once_and_then_named(note):
    parts = Parts()
    first = parts.next_call("note", note)
    assert (set(first.keep), first.held, first.drop) == ({"transcript", "voice"}, {}, ())
    second = parts.next_call("note", replace(note, zone="Asia/Tokyo"))
    assert (second.keep, second.drop) == ({}, ())
    assert second.held[id(note.transcript)] == first.keep["transcript"]


def test_a_part_is_known_by_what_it_is_and_not_by_what_it_says(note):
    parts = Parts()
    parts.next_call("note", note)
    again = a_note("I slept badly .", voice=a_voice(duration=5.0))
    assert set(parts.next_call("note", again).keep) == {"transcript", "voice"}


def test_what_is_not_named_for_long_is_forgotten(note):
    parts = Parts()
    new = parts.next_call("note", note).keep
    sendings = [parts.next_call("measure", "other") for _ in range(UNUSED_CALLS)]
    assert {name for one in sendings for name in one.drop} == set(new.values())


def test_nothing_is_named_with_the_call_that_forgets_it(note):
    # Its identity is free from then on, and may be that of whatever is packed next.
    parts = Parts()
    parts.next_call("note", note)
    for _ in range(2 * UNUSED_CALLS):
        sending = parts.next_call("measure", "other")
        assert not set(sending.drop) & set(sending.held.values())
    assert sending.held == {}


def test_a_part_that_is_still_used_is_kept(note):
    parts = Parts()
    parts.next_call("note", note)
    for _ in range(3 * UNUSED_CALLS):
        sending = parts.next_call("note", note)
        assert (sending.keep, sending.drop) == ({}, ())
