from itertools import pairwise

import numpy as np
import pytest

from voicejournal.bench.sounds.utterance import utter
from voicejournal.extract.voice import hear
from voicejournal.extract.voice.speech.vad import speech_probability
from voicejournal.model.audio import Waveform
from voicejournal.model.units import Span

PLANTED_S = (0.3, 0.5, 0.9, 1.5, 0.4)


@pytest.fixture(scope="module")
def planted(talk):
    parts = [0.5]
    for silence in PLANTED_S:
        parts += [2.0, silence]
    return talk(*parts, 2.0, 0.5)


def truth():
    at = 0.5
    for silence in PLANTED_S:
        at += 2.0
        yield at, at + silence
        at += silence


def test_planted_silences_are_found_within_30_ms(planted):
    pauses = hear(planted).pauses
    assert len(pauses) == len(PLANTED_S)
    for pause, (start, end) in zip(pauses, truth(), strict=True):
        assert pause.start == pytest.approx(start, abs=0.03)
        assert pause.end == pytest.approx(end, abs=0.03)


def test_pauses_survive_noise_15_db_below_the_voice(talk):
    noisy = hear(talk(0.5, 2.0, 0.9, 2.0, 0.5, noise=0.01)).pauses
    (pause,) = noisy
    assert pause.start == pytest.approx(2.5, abs=0.05)
    assert pause.duration == pytest.approx(0.9, abs=0.08)


@pytest.mark.parametrize("gain", [0.001, 0.1, 3.0])
def test_loudness_does_not_move_a_pause(planted, gain):
    quiet = hear(Waveform(planted.samples * np.float32(gain)))
    assert quiet.pauses == hear(planted).pauses


def test_a_gap_too_short_to_be_a_pause_is_not_reported(talk):
    heard = hear(talk(0.5, 2.0, 0.15, 2.0, 0.5))
    assert heard.pauses == ()


def test_stretches_of_speech_are_apart_and_in_order(planted):
    speech = hear(planted).speech
    gaps = [b.start - a.end for a, b in pairwise(speech)]
    assert all(gap >= 0.1 for gap in gaps)


def test_a_short_vowel_before_a_phrase_is_speech():
    # Its 130 ms fill three windows of the network, which are less than 100 ms.
    said = utter(6.0, hertz=120.0, seed=12)
    vowel = Span(3.06, 3.17)
    assert not np.isnan(said.hertz[306:317]).any()
    heard = hear(said.waveform).speech
    assert sum(vowel.overlap(one) for one in heard) > 0.1


def test_lost_sound_is_no_pause(talk):
    sound = talk(0.5, 2.0, 0.6, 2.0, 0.6, 2.0, 0.5)
    assert len(hear(sound).pauses) == 2
    (pause,) = hear(sound, lost=[Span(2.6, 3.0)]).pauses
    assert pause.start == pytest.approx(5.1, abs=0.03)


@pytest.mark.parametrize("kind", ["zeros", "noise", "tone", "click"])
def test_no_speech_is_found_where_nobody_speaks(kind):
    random = np.random.default_rng(0)
    time = np.arange(5 * 16_000) / 16_000
    sounds = {
        "zeros": 0 * time,
        "noise": 0.01 * random.standard_normal(len(time)),
        "tone": 0.3 * np.sin(2 * np.pi * 1000 * time),
        "click": np.where(np.arange(len(time)) == 40_000, 0.9, 0),
    }
    heard = hear(Waveform(sounds[kind].astype(np.float32)))
    assert sum(span.duration for span in heard.speech) < 0.5
    assert heard.pauses == ()


def test_the_network_leaves_the_sound_as_it_was(planted):
    before = planted.samples.copy()
    speech_probability(planted.samples, gain=1.0)
    assert np.array_equal(planted.samples, before)


def test_a_long_note_is_judged_in_blocks_as_if_whole(planted, monkeypatch):
    whole = speech_probability(planted.samples, gain=1.0)
    monkeypatch.setattr("voicejournal.extract.voice.speech.vad.BLOCK_WINDOWS", 200)
    blocks = speech_probability(planted.samples, gain=1.0)
    assert np.mean((whole > 0.5) != (blocks > 0.5)) < 0.01
