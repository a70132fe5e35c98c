"""The small pipeline, and invented voices that it never heard."""

import shutil
import warnings
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from voicejournal_pyannote.options import Options
from voicejournal_pyannote.separating import PyannoteDiarizer
from voicejournal_pyannote.weights import find_weights

from voicejournal import Waveform

SMALL = Path(__file__).with_name("small")
"""Made by `recipe/small_voices`: it knows voices of espeak-ng only."""
SENTENCES = (
    "I sat on the balcony and counted the swallows.",
    "The garden is full of weeds, but the roses came back.",
    "She laughed so much that the dog began to bark.",
    "It took me an hour to find the right words.",
    "Tomorrow I have to get up before six.",
    "My sister called at noon and told me about her new flat.",
)
GAP_S = 0.4


@pytest.fixture(scope="session")
def pyannote_audio():
    """Skip where pyannote.audio is not there: `make test-pyannote` has an environment for it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of torchcodec, which the plugin does not need
            import pyannote.audio
    except (ImportError, OSError) as error:
        pytest.skip(f"pyannote.audio does not load here ({error}): make test-pyannote")
    return pyannote.audio


@pytest.fixture(scope="session")
def small():
    return find_weights(str(SMALL))


@pytest.fixture(scope="session")
def diarizer(pyannote_audio, small):
    return PyannoteDiarizer(small, Options(device="cpu"))


@pytest.fixture(scope="session")
def says():
    """Speak some sentences by a voice of espeak-ng; samples, 16 kHz."""
    if shutil.which("espeak-ng") is None:
        pytest.skip("espeak-ng is not installed")
    from small_voices.voices import speak

    @cache
    def said(voice, number):
        text = SENTENCES[number % len(SENTENCES)]
        return speak(text, voice=voice, language="en-us", words_per_minute=155)

    def says(voice, seconds, *, first=0):
        gap = np.zeros(int(GAP_S * 16_000), np.float32)
        parts, number = [], first
        while sum(map(len, parts)) < seconds * 16_000:
            parts += [said(voice, number), gap]
            number += 1
        return np.concatenate(parts)

    return says


@pytest.fixture(scope="session")
def recorded():
    """Put sounds one after the other, with the faint noise of a room."""

    def recorded(*sounds):
        whole = np.concatenate(sounds)
        noise = np.random.default_rng(1).standard_normal(len(whole)).astype(np.float32)
        return Waveform((0.5 * whole + 0.0005 * noise).astype(np.float32))

    return recorded
