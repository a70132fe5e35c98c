import pytest

from voicejournal import Missing, Span
from voicejournal.summary.moments import moment, showing
from voicejournal.testing import a_note, words

SILENCES = [(3.0, 4.0), (8.0, 11.0), (15.0, 15.5)]


def span(note, domain, direction=None):
    shown = showing(note, domain, direction).span
    return pytest.approx((shown.start, shown.end))


def test_longer_silences_are_shown_by_the_longest_with_its_surroundings():
    assert span(a_note("", pauses=SILENCES, duration=20.0), "pausing", "up") == (6.5, 12.5)


def test_a_typical_silence_is_shown_by_the_middle_one():
    assert span(a_note("", pauses=SILENCES, duration=20.0), "pausing") == (1.5, 5.5)


def test_shorter_silences_are_shown_by_unbroken_speech():
    assert span(a_note("", pauses=SILENCES, duration=20.0), "pausing", "down") == (15.5, 20.0)


@pytest.mark.parametrize(("direction", "first"), [("down", 4.0), ("up", 0.0)])
def test_pace_is_shown_by_its_slowest_or_fastest_dozen_of_words(direction, first):
    note = a_note(words("fast " * 16, each=0.25) + words("slow " * 13, start=4.0, each=0.8))
    assert showing(note, "tempo", direction).span.start == pytest.approx(first, abs=0.8)


def test_pace_without_words_is_shown_by_speech():
    note = a_note(Missing("pending"), pauses=[(1.0, 2.0)], duration=20.0)
    assert span(note, "tempo", "down") == (2.0, 10.0)


def test_pitch_is_shown_by_eight_seconds_of_speech_at_most():
    assert span(a_note("", pauses=[(1.0, 2.0)], duration=20.0), "pitch", "down") == (2.0, 10.0)


def test_a_note_without_speech_or_voice_still_plays():
    silent = a_note("", pauses=[(0.0, 3.0)], duration=3.0)
    assert span(silent, "pitch") == (0.0, 3.0)
    assert span(a_note("", voice=Missing("no sound"), duration=3.0), "pitch") == (0.0, 3.0)


def test_a_moment_never_passes_the_end_of_the_sound():
    assert moment(a_note("", duration=3.0), Span(2.0, 9.0)).span == Span(2.0, 3.0)
