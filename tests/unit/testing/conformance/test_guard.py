import dataclasses

import pytest

from tests.unit.testing.conformance.odd import a_finding, an_analyzer
from voicejournal import Missing, NoteView, PluginError
from voicejournal.testing import a_note, check_analyzer
from voicejournal.testing.conformance.guard import UndeclaredReadError, guarded

NOTE = a_note("I was tired .")


def test_what_is_declared_can_be_read_and_is_remembered():
    read = set()
    info = an_analyzer(list, needs={"transcript"}).info
    assert guarded(NOTE, info, read).transcript == NOTE.transcript
    assert read == {"transcript"}


def test_what_is_not_declared_is_refused_and_remembered():
    read = set()
    with pytest.raises(UndeclaredReadError, match="did not declare: voice"):
        _ = guarded(NOTE, an_analyzer(list, needs={"transcript"}).info, read).voice
    assert read == {"voice"}


def test_a_guarded_note_is_a_note():
    note = guarded(NOTE, an_analyzer(list).info, set())
    assert isinstance(note, NoteView)
    assert note.duration == NOTE.duration
    assert {one.name for one in dataclasses.fields(note)} > {"transcript", "language"}


def test_whoever_swallows_the_refusal_is_found_out_all_the_same():
    def do(note):
        try:
            return [] if isinstance(note.turns, Missing) else [a_finding()]
        except PluginError:
            return []

    with pytest.raises(AssertionError, match="did not declare: turns"):
        check_analyzer(an_analyzer(do))
