import numpy as np
import pytest

from voicejournal.extract.voice import measure_voice
from voicejournal.model.audio import Waveform


@pytest.fixture(scope="module")
def long_note(talk):
    return talk(0.5, 11.0, 0.6, 11.0, 0.5)


def test_a_clean_note_has_no_caveat(long_note):
    voice = measure_voice(long_note)
    assert voice.caveats == ()
    assert {measure.quality for measure in voice.measures} == {"ok"}


def test_little_speech_makes_all_numbers_uncertain(talk):
    voice = measure_voice(talk(0.5, 5.0, 0.5))
    assert voice.caveats == ("short",)
    assert {measure.quality for measure in voice.measures} == {"uncertain"}


def test_a_faint_note_is_quiet(long_note):
    assert measure_voice(Waveform(long_note.samples * np.float32(0.01))).caveats == ("quiet",)


def test_a_note_cut_at_full_scale_is_clipped(long_note):
    loud = np.clip(long_note.samples * np.float32(8), -1, 1)
    voice = measure_voice(Waveform(loud))
    assert "clipped" in voice.caveats
    assert voice.measure("intensity_sd").quality == "uncertain"
    assert voice.measure("pitch_median").quality == "ok"


def test_a_note_full_of_noise_is_noisy(talk):
    voice = measure_voice(talk(0.5, 11.0, 0.6, 11.0, 0.5, noise=0.04))
    assert "noisy" in voice.caveats
    assert voice.measure("pause_median").quality == "uncertain"
