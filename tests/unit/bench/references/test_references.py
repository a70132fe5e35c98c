"""Praat and openSMILE, where the `bench` extra is installed."""

import numpy as np
import pytest

from voicejournal.bench.references.opensmile import find_opensmile
from voicejournal.bench.references.praat import find_praat
from voicejournal.bench.sounds.glottis import sung
from voicejournal.bench.sounds.utterance import utter
from voicejournal.model.audio import Waveform
from voicejournal.model.units import Missing

NOTE = Waveform((0.05 * sung(np.full(32_000, 150.0), hnr_db=20)).astype(np.float32))


def test_what_is_not_installed_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "parselmouth", None)
    monkeypatch.setitem(__import__("sys").modules, "opensmile", None)
    for found in (find_praat(), find_opensmile()):
        assert isinstance(found, Missing)
        assert "voicejournal[bench]" in found.reason


@pytest.fixture(scope="module")
def praat():
    pytest.importorskip("parselmouth", reason="the bench extra brings it")
    return find_praat()


@pytest.fixture(scope="module")
def smile():
    pytest.importorskip("opensmile", reason="the bench extra brings it")
    return find_opensmile()


def test_praat_hears_the_note_that_is_sung(praat):
    assert np.nanmedian(praat.pitch(NOTE).hertz) == pytest.approx(150, abs=1)
    quality = praat.quality(NOTE)
    assert quality.jitter < 1
    assert quality.hnr == pytest.approx(20, abs=4)
    assert quality.cpps > 5


def test_praat_hears_silences_and_syllables(praat):
    spoken = utter(6, seed=4)
    assert len(praat.speech(spoken.waveform)) > 1
    assert len(praat.syllables(spoken.waveform)) == pytest.approx(len(spoken.nuclei), rel=0.2)


def test_opensmile_takes_its_whole_set(smile):
    assert smile.everything(NOTE) == 88
    assert np.nanmedian(smile.pitch(NOTE).hertz) == pytest.approx(150, abs=2)


def test_opensmile_tells_how_power_is_spread_by_our_names(smile):
    balance = smile.balance(NOTE)
    assert balance["alpha_ratio"] < 0 < balance["hammarberg_index"]
    assert abs(balance["h1_h2"]) < 20
