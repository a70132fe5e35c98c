from dataclasses import dataclass, replace

import numpy as np
import pytest

from voicejournal.extract.transcript import transcribe
from voicejournal.model.audio import Waveform
from voicejournal.model.transcript import Transcript, Word
from voicejournal.model.units import Span

TEN_SECONDS = Waveform(np.zeros(160_000, np.float32))
SPEECH = (Span(1.0, 3.0), Span(6.0, 8.0))


@dataclass
class Dictated:
    """A transcriber that gives the words it was given."""

    words: tuple
    engine: str = "dictated"
    model: str = "none"
    asked: str | None = "never"

    def transcribe(self, _waveform, *, speech, language):  # noqa: ARG002
        self.asked = language
        return Transcript(
            engine=self.engine,
            model=self.model,
            language=language or "fr",
            language_probability=0.9,
            words=self.words,
        )


def word(text, start, end):
    return Word(text=text, start=start, end=end, probability=0.9)


def written(*words, language="fr"):
    return transcribe(TEN_SECONDS, SPEECH, Dictated(words), language)


def test_words_over_speech_are_kept_and_words_over_silence_are_not():
    result = written(word("Bonjour", 1.2, 1.8), word("Merci", 4.0, 4.6), word("voilà", 6.5, 7))
    assert [one.kept for one in result.words] == [True, False, True]
    assert result.text == "Bonjour voilà"


def test_a_word_that_only_touches_speech_is_kept_where_the_recogniser_is_sure_of_it():
    reaching, stretched = word("dans", 2.8, 3.3), word("regardé", 3.05, 5.9)
    unsure = replace(stretched, probability=0.6)
    assert [one.kept for one in written(reaching, unsure).words] == [True, False]
    assert [one.kept for one in written(reaching, stretched).words] == [True, True]


def test_words_that_are_kept_are_trimmed_to_the_speech_they_lie_on():
    result = written(word("regardé", 2.4, 4.9), word("et", 5.0, 6.3))
    assert [(one.start, one.end) for one in result.words] == [(2.4, 3.0), (6.0, 6.3)]


def test_a_word_of_no_length_is_kept_only_inside_speech():
    result = written(word("oui", 1.5, 1.5), word("non", 4.5, 4.5))
    assert [one.kept for one in result.words] == [True, False]


def test_times_stay_inside_the_note_and_run_forwards():
    result = written(word("un", 1.0, 2.0), word("deux", 1.5, 1.2), word("trois", 9.5, 14.0))
    times = [(one.start, one.end) for one in result.words]
    assert times == [(1.0, 2.0), (2.0, 2.0), (9.5, 10.0)]


def test_words_are_stripped_and_empty_ones_dropped():
    result = written(word(" Bonjour ", 1.2, 1.8), word("  ", 1.8, 1.9))
    assert [one.text for one in result.words] == ["Bonjour"]


@pytest.mark.parametrize(("given", "asked"), [("auto", None), (None, None), ("fr", "fr")])
def test_auto_means_that_the_engine_finds_the_language(given, asked):
    transcriber = Dictated(())
    transcribe(TEN_SECONDS, SPEECH, transcriber, given)
    assert transcriber.asked == asked


def test_without_speech_the_engine_is_not_asked():
    transcriber = Dictated((word("Merci", 1, 2),))
    result = transcribe(TEN_SECONDS, (), transcriber, None)
    assert result.words == ()
    assert transcriber.asked == "never"
