import re

from voicejournal.model.units import Span
from voicejournal.outputs.captions import LONGEST_CHARACTERS, webvtt
from voicejournal.testing import a_note, words

TIMES = re.compile(r"(\d\d):(\d\d):(\d\d)\.(\d{3}) --> (\d\d):(\d\d):(\d\d)\.(\d{3})")


def written(said, pauses=()):
    return webvtt(a_note(said).transcript, [Span(*one) for one in pauses])


def times(text):
    def seconds(h, m, s, ms):
        return int(h) * 3600 + int(m) * 60 + int(s) + int(ms) / 1000

    found = [one.groups() for one in TIMES.finditer(text)]
    return [(seconds(*one[:4]), seconds(*one[4:])) for one in found]


def cues(text):
    return [block.split("\n")[1] for block in text.split("\n\n")[2:]]


def test_a_sentence_is_a_caption_with_its_time():
    text = written("I slept badly . Then I called .")
    assert text.startswith("WEBVTT\n\nNOTE ")
    assert [cue.strip() for cue in cues(text)] == ["I slept badly.", "Then I called."]
    assert times(text) == [(0.0, 0.9), (0.9, 1.8)]


def test_a_quarantined_word_is_nowhere():
    text = written(words("I slept Thanks badly", quarantined=[2]))
    assert "Thanks" not in text
    assert "I slept badly" in text


def test_a_long_silence_ends_a_caption():
    spoken = (*words("one two"), *words("three four", start=3.0))
    assert len(cues(written(spoken, [(0.7, 2.9)]))) == 2
    assert len(cues(written(words("one two three four")))) == 1


def test_no_caption_is_longer_than_two_lines():
    text = written(words("wonderfully " * 60, each=0.1))
    assert max(len(cue.strip()) for cue in cues(text)) <= LONGEST_CHARACTERS
    assert text.count("wonderfully") == 60


def test_what_markup_would_be_is_written_as_words():
    text = written("a <b> R&D x-->y c")
    assert "a &lt;b&gt; R&amp;D x--&gt;y c" in text
    assert len(times(text)) == 1


def test_captions_run_forwards_even_where_words_overlap():
    spoken = (*words("one .", each=2.0), *words("two .", start=0.5, each=0.1))
    spans = times(written(spoken))
    assert len(spans) == 2
    assert all(start < end for start, end in spans)
    assert spans[0][1] <= spans[1][0]


def test_times_past_an_hour_have_hours():
    assert "01:00:01.500" in written(words("late", start=3601.5))
