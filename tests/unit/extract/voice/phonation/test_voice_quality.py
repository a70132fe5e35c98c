"""Voice quality against constructed truth: vowels whose every period is known."""

import tracemalloc

import numpy as np
import pytest
import scipy.signal

from voicejournal.bench.sounds.talker import BANDWIDTHS_HZ, VOWELS_HZ
from voicejournal.extract.voice.measures.quality import QUALITY
from voicejournal.extract.voice.phonation.cepstrum import find_prominence
from voicejournal.extract.voice.phonation.periods import find_periods
from voicejournal.extract.voice.phonation.pitch import track_pitch
from voicejournal.extract.voice.phonation.timbre import find_timbre
from voicejournal.model.audio import Waveform
from voicejournal.model.units import Missing, Span
from voicejournal.model.voice import Heard, PitchTrack

RATE = 16_000
SECONDS = 3
TAKES = {one.info.name: one.take for one in QUALITY}


def vowel(hertz=120, *, jitter=0.0, shimmer_db=0.0, hnr_db=None, seed=3):
    """Sing a vowel; each pulse falls where, and is as strong as, the jitter and shimmer say.

    `jitter` is the mean difference of neighbouring periods over the mean period, `shimmer_db`
    the mean difference of neighbouring pulses in dB.
    """
    random = np.random.default_rng(seed)
    count = int(hertz * SECONDS * 1.1)
    spread = np.sqrt(np.pi) / 2  # two normal values lie 2/√π of their spread apart
    lengths = (1 + jitter * spread * random.standard_normal(count)) / hertz
    strength = 10 ** (shimmer_db * spread * random.standard_normal(count) / 20)
    sound = np.zeros(RATE * SECONDS)
    for at, height in zip(np.cumsum(lengths) * RATE, strength, strict=True):
        around = np.arange(int(at) - 40, int(at) + 41)
        around = around[(around >= 0) & (around < len(sound))]
        window = np.cos(np.pi * (around - at) / 84) ** 2
        sound[around] += height * window * np.sinc(around - at)
    for formant, width in zip(VOWELS_HZ[0], BANDWIDTHS_HZ, strict=True):
        radius = np.exp(-np.pi * width / RATE)
        poles = [1, -2 * radius * np.cos(2 * np.pi * formant / RATE), radius**2]
        sound = scipy.signal.lfilter([sum(poles)], poles, sound)
    sound *= 0.05 / sound.std()
    if hnr_db is not None:
        sound += 0.05 * 10 ** (-hnr_db / 20) * random.standard_normal(len(sound))
    return sound.astype(np.float32)


def heard(sound):
    speech = (Span(0, len(sound) / RATE),)
    pitch = track_pitch(sound, speech)
    return Heard(
        waveform=Waveform(sound),
        speech=speech,
        pauses=(),
        pitch=pitch,
        level_db=np.zeros(len(pitch.hertz)),
        syllables=np.empty(0),
        periods=find_periods(sound, pitch),
        timbre=find_timbre(sound, pitch, np.ones(len(pitch.hertz), bool)),
    )


def taken(name, sound):
    return TAKES[name](heard(sound))


@pytest.mark.parametrize("hertz", [90, 160, 250])
def test_every_vibration_is_marked_where_it_falls(hertz):
    lengths = np.diff(heard(vowel(hertz)).periods.time_s)
    assert len(lengths) == pytest.approx(hertz * SECONDS, rel=0.05)
    assert lengths == pytest.approx(1 / hertz, rel=0.005)


@pytest.mark.parametrize("hertz", [90, 160, 250])
def test_an_even_voice_has_neither_jitter_nor_shimmer(hertz):
    assert taken("jitter", vowel(hertz)) < 0.05
    assert taken("shimmer", vowel(hertz)) < 0.05


@pytest.mark.parametrize("hertz", [100, 200])
@pytest.mark.parametrize("planted", [0.005, 0.01, 0.02])
def test_jitter_is_found_as_it_was_planted(hertz, planted):
    found = taken("jitter", vowel(hertz, jitter=planted))
    assert found == pytest.approx(100 * planted, rel=0.15)


@pytest.mark.parametrize("hertz", [100, 160])
@pytest.mark.parametrize("planted", [0.25, 0.5, 1.0])
def test_shimmer_is_found_as_it_was_planted(hertz, planted):
    found = taken("shimmer", vowel(hertz, shimmer_db=planted))
    assert found == pytest.approx(planted, rel=0.25)


@pytest.mark.parametrize("hertz", [100, 200])
@pytest.mark.parametrize("planted", [5, 10, 20])
def test_noise_in_the_voice_is_found_as_it_was_planted(hertz, planted):
    assert taken("hnr", vowel(hertz, hnr_db=planted)) == pytest.approx(planted, abs=1.5)


def test_the_period_stands_out_the_less_the_more_noise_there_is():
    found = [taken("cpps", vowel(hnr_db=planted)) for planted in (40, 20, 10, 5)]
    assert found == sorted(found, reverse=True)
    assert found[0] - found[-1] > 5


def test_hisses_between_vowels_count_as_speech_without_a_period():
    sung = vowel()
    hiss = (0.02 * np.random.default_rng(5).standard_normal(len(sung))).astype(np.float32)
    frames = np.ones(len(sung) // 160, bool)
    midway = (taken("cpps", sung) + find_prominence(hiss, frames).mean()) / 2
    half = len(sung) // 2
    hissed = np.concatenate([sung[:half], hiss[half:]])
    assert taken("cpps", hissed) == pytest.approx(midway, abs=0.5)


def test_a_spectrum_emptied_by_a_codec_does_not_decide():
    found = []
    for top in (3900, 4900):
        lowpass = scipy.signal.butter(12, top, fs=RATE, output="sos")
        found.append(taken("cpps", scipy.signal.sosfiltfilt(lowpass, vowel()).astype(np.float32)))
    assert abs(found[0] - found[1]) < 2


def tones(*parts):
    time = np.arange(RATE * SECONDS) / RATE
    return sum(
        (0.1 * 10 ** (db / 20) * np.sin(2 * np.pi * hertz * time) for hertz, db in parts),
        np.zeros(len(time)),
    ).astype(np.float32)


@pytest.mark.parametrize("hertz", [110, 203.7])
@pytest.mark.parametrize("apart", [-4, 0, 9])
def test_the_first_two_harmonics_are_compared(hertz, apart):
    sound = tones((hertz, 0), (2 * hertz, -apart), (3 * hertz, -3), (4 * hertz, -3))
    assert taken("h1_h2", sound) == pytest.approx(apart, abs=0.2)


def test_high_sound_is_held_against_low():
    sound = tones((200, 0), (400, -20), (2200, -12))
    assert taken("alpha_ratio", sound) == pytest.approx(-12, abs=0.3)
    assert taken("hammarberg_index", sound) == pytest.approx(12, abs=1.5)


def test_the_gain_of_a_recording_moves_no_quality_at_all():
    sound = vowel(jitter=0.01, shimmer_db=0.5, hnr_db=25)
    loud, soft = heard(sound), heard(sound * np.float32(0.03))
    for name, take in TAKES.items():
        assert take(soft) == pytest.approx(take(loud), rel=1e-3), name


def test_a_voice_at_the_edges_of_the_sound_is_marked_without_reading_beyond():
    assert len(find_periods(vowel()[:4000], heard(vowel()[:4000]).pitch).time_s) > 15


@pytest.mark.parametrize("sound", [np.zeros(0, np.float32), np.zeros(8000, np.float32)])
def test_silence_has_no_quality(sound):
    found = heard(sound)
    assert {type(take(found)) for take in TAKES.values()} == {Missing}


def memory_for(minutes):
    sound = np.random.default_rng(1).standard_normal(minutes * 60 * RATE).astype(np.float32)
    frames = minutes * 6000 + 1
    track = PitchTrack(hop_s=0.01, hertz=np.full(frames, 120.0), strength=np.ones(frames))
    tracemalloc.start()
    find_periods(sound, track)
    find_timbre(sound, track, np.ones(frames, bool))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 2**20


def test_a_long_note_takes_hardly_more_memory_than_a_short_one():
    # What grows are the tracks themselves: a few numbers per period and per 20 ms.
    memory_for(1)  # what the first call alone holds: loops that are read from the disk
    assert memory_for(8) - memory_for(2) < 15
