from dataclasses import replace

import numpy as np
import pytest

from voicejournal.extract.voice import measure_voice
from voicejournal.extract.voice.recording.caveats import find_caveats
from voicejournal.model.audio import Waveform
from voicejournal.model.recording import RecordingQuality
from voicejournal.model.units import Missing, Span

SPEECH = (Span(0.5, 25.0),)
GOOD = RecordingQuality(
    level_dbfs=-22.0,
    snr_db=40.0,
    clipped_share=0.0,
    bandwidth_hz=7500.0,
    gain_riding=False,
    codec="opus",
    rate_hz=48_000,
    bit_rate=24_000,
)


@pytest.fixture(scope="module")
def long_note(talk):
    return talk(0.5, 11.0, 0.6, 11.0, 0.5)


def test_a_clean_note_has_no_caveat(long_note):
    voice = measure_voice(long_note)
    assert voice.caveats == ()
    assert {measure.quality for measure in voice.measures} == {"ok"}


def test_a_good_recording_has_none():
    assert find_caveats(SPEECH, GOOD) == ()


@pytest.mark.parametrize(
    ("code", "flaw"),
    [
        ("quiet", {"level_dbfs": -50.0}),
        ("clipped", {"clipped_share": 0.01}),
        ("noisy", {"snr_db": 10.0}),
        ("narrow", {"bandwidth_hz": 3500.0}),
        ("narrow", {"rate_hz": 8000}),
        ("gain_control", {"gain_riding": True}),
        ("low_codec", {"bit_rate": 8000}),
        ("low_codec", {"codec": "aac", "bit_rate": 32_000}),
        ("low_codec", {"codec": "pcm_mulaw", "bit_rate": 64_000}),
        ("other_voices", {"other_voices": True}),
        ("gaps", {"gap_s": 0.4}),
        ("noisy", {"snr_db": 10.0, "bandwidth_hz": 3500.0}),
    ],
)
def test_each_flaw_has_its_code(code, flaw):
    assert find_caveats(SPEECH, replace(GOOD, **flaw)) == (code,)


def test_what_is_not_known_is_no_caveat():
    unknown = Missing("?")
    blind = replace(GOOD, snr_db=unknown, bandwidth_hz=unknown, gain_riding=unknown, bit_rate=0)
    assert find_caveats(SPEECH, blind) == ()


def test_without_speech_nothing_else_is_said():
    assert find_caveats((), replace(GOOD, gap_s=3.0)) == ("no_speech",)


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
