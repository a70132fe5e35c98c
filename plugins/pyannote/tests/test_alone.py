"""Where a voice speaks by itself."""

from voicejournal_pyannote.alone import stretches_alone

from voicejournal import SpeakerTurn


def alone(*turns):
    return stretches_alone(SpeakerTurn(speaker=who, start=a, end=b) for who, a, b in turns)


def test_what_two_say_at_once_is_nobodys_alone():
    assert alone(("a", 0, 4), ("b", 3, 6)) == {"a": ((0, 3),), "b": ((4, 6),)}


def test_a_voice_that_is_always_talked_over_has_nothing():
    assert alone(("a", 0, 9), ("b", 3, 6))["b"] == ()


def test_turns_that_touch_are_one_stretch():
    assert alone(("a", 0, 2), ("a", 2, 4)) == {"a": ((0, 4),)}


def test_less_than_a_syllable_is_left_out():
    assert alone(("a", 0, 0.2), ("a", 1, 2)) == {"a": ((1, 2),)}
