import json
from dataclasses import dataclass

import numpy as np
import pytest

from voicejournal.extract.voice import BUILT_IN, VOICE_VERSION, hear, measure_voice
from voicejournal.model.audio import Waveform
from voicejournal.model.text import Text
from voicejournal.model.units import Missing, Span
from voicejournal.model.voice import Heard, MeasureInfo, PitchTrack, VoiceMeasures
from voicejournal.store.codec import decode, encode

TAKES = {one.info.name: one.take for one in BUILT_IN}

NAMES = {
    "latency", "pause_fraction", "pause_median", "pause_p90", "pause_spread", "pause_rate",
    "long_pause_rate", "run_median", "speech_rate", "articulation_rate", "phonation_ratio",
    "pitch_median", "pitch_p10", "pitch_sd", "pitch_80_20", "pitch_range", "pitch_movement",
    "pitch_slope", "declination", "final_fall", "intensity_sd", "intensity_80_20",
    "dynamic_range", "level", "hnr", "cpps", "jitter", "shimmer", "h1_h2", "alpha_ratio",
    "hammarberg_index",
}  # fmt: skip


@pytest.fixture(scope="module")
def waveform(talk):
    return talk(0.8, 3.0, 0.5, 3.0, 1.5, 3.0, 0.5, 3.0, 0.8)


@pytest.fixture(scope="module")
def voice(waveform):
    return measure_voice(waveform)


def test_all_measures_are_there_under_their_stored_names(voice):
    assert {measure.name for measure in voice.measures} == NAMES
    assert voice.version == VOICE_VERSION


def test_every_measure_is_documented_in_both_languages():
    for measure in BUILT_IN:
        info = measure.info
        assert info.title.en
        assert info.title.fr
        assert info.definition.endswith(".")
        assert info.source
        assert info.limits.en
        assert info.limits.fr
        assert info.typical


def test_time_is_measured_as_it_was_planted(voice):
    assert voice.value("latency") == pytest.approx(0.8, abs=0.03)
    assert voice.value("pause_fraction") == pytest.approx(2.5 / 14.5, abs=0.01)
    assert voice.value("pause_median") == pytest.approx(0.5, abs=0.03)
    assert voice.value("pause_rate") == pytest.approx(3 / 14.5 * 60, rel=0.01)
    assert voice.value("long_pause_rate") == pytest.approx(1 / 14.5 * 60, rel=0.01)
    assert voice.value("run_median") == pytest.approx(3.0, abs=0.05)
    assert voice.value("pause_spread") == pytest.approx(
        np.log([0.5, 1.5, 0.5]).std(ddof=1), abs=0.1
    )


def test_pace_counts_the_talkers_syllables(voice):
    assert voice.value("articulation_rate") == pytest.approx(1 / 0.23, rel=0.06)
    assert voice.value("speech_rate") == pytest.approx(12 / 14.5 / 0.23, rel=0.06)


def test_pitch_is_the_talkers(voice):
    # Syllables are drawn evenly from 0.9 to 1.15 times 120 Hz.
    assert voice.value("pitch_median") == pytest.approx(120 * 1.025, rel=0.03)
    assert 120 * 0.9 < voice.value("pitch_p10") < 120 * 1.0
    assert voice.value("pitch_range") == pytest.approx(12 * np.log2(1.15 / 0.9), abs=0.6)
    assert voice.value("pitch_movement") < 0.2  # each syllable is sung on one note


def test_a_tenth_of_the_gain_changes_the_level_alone(waveform, voice):
    soft = measure_voice(Waveform(waveform.samples * np.float32(0.1)))
    for measure in voice.measures:
        expected = measure.value - 20 if measure.name == "level" else measure.value
        assert soft.value(measure.name) == pytest.approx(expected, rel=1e-3), measure.name


def test_the_same_note_gives_the_same_numbers(waveform, voice):
    assert measure_voice(waveform) == voice


def test_numbers_are_plain_and_can_be_stored(voice):
    assert json.dumps([measure.value for measure in voice.measures])


@pytest.mark.parametrize("samples", [0, 1, 100, 16_000])
def test_without_speech_every_measure_is_missing_with_the_reason(samples):
    voice = measure_voice(Waveform(np.zeros(samples, np.float32)))
    assert voice.caveats == ("no_speech",)
    assert {measure.value for measure in voice.measures} == {Missing("no speech was heard")}


def test_speech_without_a_pause_has_no_pause_length_but_a_share_of_zero(talk):
    voice = measure_voice(talk(0.5, 4.0, 0.5))
    assert isinstance(voice.value("pause_median"), Missing)
    assert voice.value("pause_fraction") == 0
    assert voice.value("run_median") == pytest.approx(4.0, abs=0.05)


def test_too_little_voice_gives_no_spread_of_pitch(talk):
    voice = measure_voice(talk(0.5, 0.7, 0.5))
    assert isinstance(voice.value("pitch_sd"), Missing)
    assert not isinstance(voice.value("pitch_median"), Missing)


@dataclass(frozen=True)
class Extra:
    answer: object
    name: str = "extra"

    @property
    def info(self):
        title = Text(en="Extra", fr="Supplément")
        return MeasureInfo(name=self.name, unit="1", title=title, definition="One.", source="none")

    def measure(self, _heard):
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def test_a_plugins_measure_stands_beside_ours(waveform):
    assert measure_voice(waveform, extra=[Extra(7)]).value("extra") == 7.0


def test_a_failing_plugin_leaves_the_others_whole(waveform):
    voice = measure_voice(waveform, extra=[Extra(ZeroDivisionError("secret words"))])
    assert voice.value("extra") == Missing("its plugin failed: ZeroDivisionError")
    assert voice.value("latency") > 0


def test_a_plugin_cannot_give_an_old_name_a_new_meaning(waveform, voice):
    taken = measure_voice(waveform, extra=[Extra(99, name="latency")])
    assert taken.value("latency") == voice.value("latency")
    assert isinstance(measure_voice(waveform, extra=[Extra(float("nan"))]).value("extra"), Missing)


def test_what_was_measured_is_stored_and_read_back_whole(voice):
    assert decode(VoiceMeasures, encode(VoiceMeasures, voice)) == voice


def test_what_an_older_version_stored_is_still_read():
    stored = (
        b'1:{"version":"1","speech":[{"start":0.5,"end":2.0}],"pauses":[],'
        b'"measures":[{"name":"hnr","unit":"dB","value":12.5,"quality":"ok"}],"caveats":["short"]}'
    )
    voice = decode(VoiceMeasures, stored)
    assert voice.value("hnr") == 12.5
    assert voice.value("jitter") == Missing("not measured")
    assert voice.recording is None


def test_melody_of_whole_stretches_follows_the_talker():
    falling = glide(150, -3)
    assert TAKES["declination"](falling) == pytest.approx(-3, abs=0.1)
    assert TAKES["final_fall"](falling) == pytest.approx(-3 * 1.0, abs=0.1)


def glide(hertz, slope):
    """Three runs of two seconds, each falling in a straight line, with pauses between."""
    time = np.arange(200) * 0.01
    run = hertz * 2 ** (slope * time / 12)
    pause = np.full(50, np.nan)
    track = np.concatenate([run, pause, run, pause, run])
    return Heard(
        waveform=Waveform(np.zeros(len(track) * 160, np.float32)),
        speech=(Span(0, 2), Span(2.5, 4.5), Span(5, 7)),
        pauses=(Span(2, 2.5), Span(4.5, 5)),
        pitch=PitchTrack(hop_s=0.01, hertz=track, strength=np.ones(len(track))),
        level_db=np.zeros(len(track)),
        syllables=np.empty(0),
    )


def test_no_measure_can_change_what_the_next_one_hears(waveform):
    heard = hear(waveform)
    for track in (heard.level_db, heard.pitch.hertz, heard.periods.time_s, heard.timbre.alpha_db):
        with pytest.raises(ValueError, match="read-only"):
            track[0] = 0
