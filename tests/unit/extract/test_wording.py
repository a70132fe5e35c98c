import pytest

from voicejournal.extract.wording import with_words
from voicejournal.model.transcript import Transcript, Word
from voicejournal.model.units import Missing, Span
from voicejournal.model.voice import VoiceMeasures

VOICE = VoiceMeasures(
    version="1",
    speech=(Span(10.0, 30.0), Span(32.0, 40.0)),
    pauses=(Span(30.0, 32.0),),
    measures=(),
)


def transcript(count, *, invented=0):
    words = [
        Word(text="mot", start=10 + i / 2, end=10.4 + i / 2, probability=0.9, kept=i >= invented)
        for i in range(count)
    ]
    return Transcript(
        engine="none", model="none", language="fr", language_probability=1.0, words=tuple(words)
    )


def test_words_are_counted_over_the_time_that_the_waveform_tells():
    assert with_words(VOICE, transcript(60)).value("words_per_minute") == pytest.approx(120.0)


def test_invented_words_are_not_counted():
    measured = with_words(VOICE, transcript(60, invented=30))
    assert measured.value("words_per_minute") == pytest.approx(60.0)


def test_no_words_no_number():
    value = with_words(VOICE, transcript(0)).value("words_per_minute")
    assert value == Missing("no words were recognised")


def test_taking_it_twice_leaves_one():
    twice = with_words(with_words(VOICE, transcript(60)), transcript(30))
    assert [measure.value for measure in twice.measures] == [60.0]
