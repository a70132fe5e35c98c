"""Turns of voices, and whose a word is."""

import pytest

from voicejournal.model.speakers import PATIENT, SpeakerTurn, SpeakerTurns
from voicejournal.model.units import Span


def turns(*spoken, known_by=""):
    made = (SpeakerTurn(speaker=who, start=start, end=end) for who, start, end in spoken)
    return SpeakerTurns(engine="e", model="m", turns=tuple(made), known_by=known_by)


def test_others_are_joined_where_they_overlap():
    found = turns((PATIENT, 0, 9), ("b", 5, 6), ("c", 2, 4), ("b", 3, 5)).others
    assert found == (Span(2, 6),)


@pytest.mark.parametrize("said", [(), (("a", 0, 3),), ((PATIENT, 0, 3),)])
def test_a_voice_by_itself_leaves_nothing_to_others(said):
    assert turns(*said).others == ()


def test_while_it_is_not_known_who_the_patient_is_no_word_is_theirs():
    found = turns(("a", 0, 2), ("b", 2, 4))
    assert not any(found.is_patients(Span(at, at + 0.2)) for at in (0.5, 1.5, 2.5))


def test_a_single_voice_that_the_voiceprint_does_not_know_is_another():
    assert turns(("a", 0, 2), known_by="nobody").others == (Span(0, 2),)


def test_a_word_is_judged_by_its_middle():
    found = turns((PATIENT, 0, 2), ("b", 2, 3))
    assert found.is_patients(Span(1.6, 2.2))
    assert not found.is_patients(Span(1.8, 2.4))


def test_where_two_speak_at_once_no_word_is_taken_for_the_patients():
    assert not turns((PATIENT, 0, 4), ("b", 1, 2)).is_patients(Span(1.4, 1.6))
