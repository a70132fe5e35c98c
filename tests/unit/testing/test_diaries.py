import sys

import pytest

from voicejournal import PluginError
from voicejournal.testing import demo_diary
from voicejournal.testing.diaries import spoken

pytest.importorskip("voicejournal_demo", reason="make install brings it")


@pytest.mark.parametrize(("language", "first"), [("en", "First"), ("fr", "Bonsoir")])
def test_a_diary_holds_the_words_that_were_spoken_and_what_was_measured(language, first):
    (note,) = demo_diary(language)
    assert note.language == language
    assert note.transcript.words[0].text.startswith(first)
    assert isinstance(note.voice.value("speech_rate"), float)
    assert note.holds(note.transcript.words[-1].span)


def test_the_beginning_of_a_note_ends_after_a_word():
    (told,) = spoken("en")
    beginning = told.first(5.0)
    assert beginning.waveform.duration == 5.0
    assert 0 < len(beginning.words) < len(told.words)
    assert beginning.words[-1].end <= 5.0


def test_a_language_that_nobody_there_speaks_is_said():
    with pytest.raises(PluginError, match="Nobody in the demo clinic speaks “de”"):
        demo_diary("de")


def test_a_clinic_that_is_not_installed_is_said_with_the_way_out(monkeypatch):
    monkeypatch.setitem(sys.modules, "voicejournal_demo", None)
    with pytest.raises(PluginError, match=r"voicejournal\[demo\]"):
        demo_diary("en")
