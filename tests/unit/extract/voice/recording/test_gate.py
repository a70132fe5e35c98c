from dataclasses import replace

import numpy as np
import pytest

from voicejournal.extract.voice import BUILT_IN, measure_voice
from voicejournal.extract.voice.recording.gate import doubtful, lacks
from voicejournal.model.audio import AudioFacts, DeviceFacts, Waveform
from voicejournal.model.recording import RecordingQuality
from voicejournal.model.units import Missing, Span
from voicejournal.model.voice import Conditions, Heard, PitchTrack

CLEAN = RecordingQuality(
    level_dbfs=-20.0,
    snr_db=30.0,
    clipped_share=0.0,
    bandwidth_hz=7000.0,
    gain_riding=False,
    codec="opus",
)
HEARD = Heard(
    waveform=Waveform(np.zeros(16_000 * 5, np.float32)),
    speech=(Span(0, 2), Span(3, 5)),
    pauses=(Span(2, 3),),
    pitch=PitchTrack(
        hop_s=0.01,
        hertz=np.where(np.arange(500) < 150, 120.0, np.nan),
        strength=np.ones(500),
    ),
    level_db=np.zeros(500),
    syllables=np.empty(0),
)
SHORTFALLS = [
    (Conditions(speech_s=5), CLEAN, "less than 5 s of speech"),
    (Conditions(voiced_s=2), CLEAN, "the voice sounds for less than 2 s"),
    (
        Conditions(snr_db=15),
        replace(CLEAN, snr_db=12.0),
        "the voice stands less than 15 dB above the noise",
    ),
    (
        Conditions(clipped_share=0.001),
        replace(CLEAN, clipped_share=0.01),
        "the recording is cut off at full scale",
    ),
    (
        Conditions(bandwidth_hz=3500),
        replace(CLEAN, bandwidth_hz=3000.0),
        "the recording holds too little above 3.5 kHz",
    ),
    (
        Conditions(steady_gain=True),
        replace(CLEAN, gain_riding=True),
        "the device steered the level",
    ),
    (
        Conditions(no_codecs=frozenset({"aac"})),
        replace(CLEAN, codec="aac"),
        "the codec aac changes it",
    ),
]


@pytest.mark.parametrize(("needs", "recording", "reason"), SHORTFALLS)
def test_a_recording_that_lacks_something_says_what(needs, recording, reason):
    assert lacks(needs, HEARD, recording) == Missing(reason)


@pytest.mark.parametrize("needs", [Conditions(), *(needs for needs, _, _ in SHORTFALLS[2:])])
def test_a_clean_recording_will_do(needs):
    assert lacks(needs, HEARD, CLEAN) is None
    assert not doubtful(needs, HEARD, CLEAN)


def test_what_is_not_known_keeps_the_number_but_unknown_noise_is_a_doubt():
    unknown = replace(
        CLEAN, snr_db=Missing("?"), bandwidth_hz=Missing("?"), gain_riding=Missing("?")
    )
    needs = Conditions(snr_db=15, bandwidth_hz=3500, steady_gain=True)
    assert lacks(needs, HEARD, unknown) is None
    assert doubtful(needs, HEARD, unknown)
    assert not doubtful(Conditions(steady_gain=True), HEARD, unknown)


def test_no_measure_is_surer_than_it_is_there():
    for one in BUILT_IN:
        needs, sure = one.info.needs, one.info.sure_from
        assert sure.speech_s >= max(needs.speech_s, 20), one.info.name
        assert (sure.snr_db or 0) >= (needs.snr_db or 0), one.info.name


@pytest.fixture(scope="module")
def note(talk):
    return talk(0.5, 11.0, 0.6, 11.0, 0.5)


def test_noise_takes_the_quality_of_a_voice_away_and_leaves_its_pitch(talk):
    voice = measure_voice(talk(0.5, 11.0, 0.6, 11.0, 0.5, noise=0.04))
    reason = Missing("the voice stands less than 15 dB above the noise")
    assert [voice.value(name) for name in ("hnr", "jitter", "cpps", "alpha_ratio")] == 4 * [reason]
    assert voice.value("pitch_median") > 100


def test_a_coarse_codec_puts_quality_in_doubt_and_nothing_else(note):
    facts = AudioFacts(container="mov", codec="aac", channels=1, rate_hz=44_100, duration=23.6)
    voice = measure_voice(note, facts=facts)
    doubted = {one.name for one in voice.measures if one.quality == "uncertain"}
    assert {"hnr", "shimmer"} <= doubted
    assert doubted.isdisjoint({"pitch_sd", "pause_median", "level", "articulation_rate"})


def test_a_device_that_steers_the_level_puts_loudness_in_doubt(note):
    voice = measure_voice(note, device=DeviceFacts(auto_gain_control=True))
    doubted = {one.name for one in voice.measures if one.quality == "uncertain"}
    assert doubted == {"level", "intensity_sd", "intensity_80_20", "dynamic_range"}
