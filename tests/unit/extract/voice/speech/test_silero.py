"""Our computation of Silero's network, held against the network as it was exported."""

from pathlib import Path

import numpy as np
import pytest
from faster_whisper.utils import get_assets_path
from faster_whisper.vad import get_vad_model

from voicejournal.bench.sounds.talker import talk
from voicejournal.extract.voice.speech import vad
from voicejournal.extract.voice.speech.silero import WINDOW, WINDOWS_AT_ONCE, Silero
from voicejournal.extract.voice.speech.weights import read_weights

NETWORK = Path(get_assets_path()) / "silero_vad_v6.onnx"


@pytest.fixture(scope="module")
def silero():
    return Silero.from_weights(read_weights(NETWORK))


def whole_windows(samples):
    return np.array(samples[: len(samples) // WINDOW * WINDOW])


def exported(samples):
    return np.asarray(get_vad_model()(samples.copy())).reshape(-1)


def test_it_gives_the_probabilities_of_the_exported_network(silero):
    samples = whole_windows(talk(0.5, 3.0, 1.0, 4.0, 0.6, 2.0, 0.5, noise=3e-3).waveform.samples)
    assert len(samples) > 1.2 * WINDOWS_AT_ONCE * WINDOW
    found, wanted = silero(samples), exported(samples)
    # The exported network's wrapper writes zeros into the last window.
    assert found[:-1] == pytest.approx(wanted[:-1], abs=1e-4)
    assert wanted.min() < 0.2
    assert wanted.max() > 0.8


def test_the_sound_that_it_is_given_stays_as_it_was(silero):
    samples = whole_windows(talk(0.3, 1.0, 0.3).waveform.samples)
    before = samples.copy()
    silero(samples)
    assert np.array_equal(samples, before)


def test_the_network_that_is_installed_is_the_one_we_know():
    vad._network.cache_clear()
    assert isinstance(vad._network(), Silero)


def test_another_network_is_run_as_it_was_exported(monkeypatch):
    samples = talk(0.4, 2.0, 0.8, 1.5, 0.4, noise=1e-3).waveform.samples
    ours = vad.speech_probability(samples, gain=1.0)
    monkeypatch.setattr(vad, "KNOWN", "")
    vad._network.cache_clear()
    try:
        assert vad.speech_probability(samples, gain=1.0) == pytest.approx(ours, abs=1e-4)
    finally:
        vad._network.cache_clear()
