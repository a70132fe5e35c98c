from itertools import pairwise

import pytest

from voicejournal.errors import LanguageUnknownError
from voicejournal.extract.engines.faster_whisper import FasterWhisperTranscriber, whisper_lease
from voicejournal.extract.transcript import transcribe
from voicejournal.model.units import Span
from voicejournal.settings import Settings

SPEECH = (Span(0.5, 3.5), Span(9.5, 12.5))


@pytest.fixture(scope="module")
def lease():
    return whisper_lease(Settings(device="cpu", threads=1))


@pytest.fixture(scope="module")
def waveform(talk):
    return talk(0.5, 3.0, 6.0, 3.0, 0.5)


@pytest.fixture(scope="module")
def transcript(chance_whisper, lease, waveform):
    transcriber = FasterWhisperTranscriber(chance_whisper, lease)
    return transcriber.transcribe(waveform, speech=SPEECH, language=None)


def test_real_faster_whisper_writes_something_down(transcript):
    assert (transcript.engine, transcript.model) == ("faster-whisper", "chance")
    assert transcript.words


def test_the_language_is_found_where_none_is_given(transcript):
    assert transcript.language in {"en", "fr"}
    assert 0 < transcript.language_probability <= 1


def test_words_stand_in_order_inside_the_clips_and_never_in_long_silence(transcript):
    for word in transcript.words:
        assert word.text == word.text.strip() != ""
        assert 0.3 <= word.start <= word.end <= 3.7 or 9.3 <= word.start <= word.end <= 12.7
        assert 0 <= word.probability <= 1
    assert all(a.start <= b.start for a, b in pairwise(transcript.words))


def test_numbers_are_plain_floats(transcript):
    for word in transcript.words:
        assert {type(word.start), type(word.end), type(word.probability)} == {float}


def test_the_same_note_gives_the_same_words(chance_whisper, lease, waveform, transcript):
    transcriber = FasterWhisperTranscriber(chance_whisper, lease)
    assert transcript == transcriber.transcribe(waveform, speech=SPEECH, language=None)


def test_a_language_the_model_does_not_know_is_refused(chance_whisper, lease, waveform):
    transcriber = FasterWhisperTranscriber(chance_whisper, lease)
    with pytest.raises(LanguageUnknownError, match="de"):
        transcribe(waveform, SPEECH, transcriber, "de")


def test_nothing_is_loaded_where_nobody_speaks(chance_whisper, waveform):
    lease = whisper_lease(Settings(device="cpu"))
    transcript = transcribe(waveform, (), FasterWhisperTranscriber(chance_whisper, lease), "fr")
    assert transcript.words == ()
    assert transcript.language == "fr"
    assert lease.loaded() == ()
