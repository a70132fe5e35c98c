import numpy as np
import pytest

from voicejournal import Missing
from voicejournal.testing import a_note, moved, silence, tone, words


def test_words_follow_one_another_and_punctuation_joins_the_word_before():
    said = words("I was tired .", start=2.0, each=0.5)
    assert [word.text for word in said] == ["I", "was", "tired."]
    assert [word.start for word in said] == [2.0, 2.5, 3.0]
    assert said[-1].end == 3.5


def test_quarantined_words_are_not_kept():
    note = a_note(words("I was tired", quarantined=[1]))
    assert note.transcript.text == "I tired"


def test_a_note_is_as_long_as_what_is_in_it():
    assert a_note("one two three four five").duration == pytest.approx(1.5)
    assert a_note("one", pauses=[(2.0, 4.0)]).duration == 4.0
    assert a_note(Missing("pending"), duration=9.0).transcript == Missing("pending")


def test_speech_fills_what_pauses_leave():
    voice = a_note("", pauses=[(1.0, 2.0)], duration=5.0).voice
    assert voice.speech_seconds == pytest.approx(4.0)
    assert [(one.start, one.end) for one in voice.speech] == [(0.0, 1.0), (2.0, 5.0)]


def test_a_moved_note_is_another_day():
    later = moved(a_note("one"), days=1.5, note_id="later")
    assert (later.recorded_at - a_note().recorded_at).total_seconds() == 36 * 3600
    assert later.note_id == "later"


def test_a_tone_has_its_pitch_and_its_level():
    sound = tone(220, seconds=2, level_db=-20)
    spectrum = np.abs(np.fft.rfft(sound.samples))
    assert spectrum.argmax() / 2 == pytest.approx(220)
    assert 20 * np.log10(np.sqrt(2 * np.mean(sound.samples**2))) == pytest.approx(-20, abs=0.01)


def test_silence_is_silent():
    assert silence(seconds=0.5).duration == 0.5
    assert not silence().samples.any()
