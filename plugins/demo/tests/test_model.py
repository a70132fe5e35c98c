"""The shipped model through the real faster-whisper, on sentences it was never trained on."""

import statistics
from pathlib import Path

import pytest
from faster_whisper import WhisperModel
from voicejournal_demo.clinic import MODEL_FOLDER

HELD_OUT = sorted((Path(__file__).parent / "heldout").glob("*.opus"))[::3]
MOST_WORD_ERRORS = 0.05
LARGEST_MEDIAN_START_ERROR_S = 0.120


@pytest.fixture(scope="module")
def model():
    return WhisperModel(str(MODEL_FOLDER), device="cpu", compute_type="int8", cpu_threads=2)


@pytest.fixture
def scores(recipe, model):
    from evaluate import score

    return score(model, HELD_OUT, beams=1, show=0)


def test_the_model_is_bilingual(model):
    assert model.model.is_multilingual


def test_words_their_times_and_the_language_are_recognised(scores):
    assert {"en", "fr"} == set(scores)
    for language, result in scores.items():
        assert result.errors / result.words <= MOST_WORD_ERRORS, language
        assert statistics.median(result.start_errors_s) <= LARGEST_MEDIAN_START_ERROR_S, language
        assert result.languages_right == result.recordings, language


def test_silence_gives_no_words(recipe, model):
    import numpy as np
    from evaluate import heard_words

    room = np.random.default_rng(1).standard_normal(10 * 16_000).astype(np.float32) * 10**-3.25
    assert heard_words(model, room, "en", 1) == []
