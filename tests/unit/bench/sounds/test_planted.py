import numpy as np
import pytest

from voicejournal.bench.sounds.planted import KINDS, Plant, between_sentences, plant
from voicejournal.bench.sounds.talker import talk
from voicejournal.extract.voice.hearing import hear
from voicejournal.model.units import Span

SPOKEN = (("one", Span(0.5, 2.5)), ("two", Span(3.5, 5.5)))


@pytest.fixture(scope="module")
def recording():
    return talk(0.5, 2.0, 1.0, 2.0, 0.5).waveform


@pytest.mark.parametrize("kind", KINDS)
def test_every_sound_is_as_loud_as_wanted_and_never_speech(kind, recording):
    result = plant(recording, SPOKEN, [Plant(kind, 3.0, 3.0, under_db=6.0)], seed=4)
    ((name, place),) = result.plants
    assert (name, place) == (kind, Span(3.0, 6.0))
    assert result.waveform.duration == pytest.approx(recording.duration + 3.0)
    inside = result.waveform.samples[3 * 16_000 : 6 * 16_000]
    loud = recording.samples[np.abs(recording.samples) > 0.01]
    under = 10 * np.log10(np.mean(loud**2) / np.mean(inside**2))
    assert under > 60 if kind == "silence" else under == pytest.approx(6.0, abs=1.0)
    assert sum(one.overlap(Span(3.3, 5.7)) for one in hear(result.waveform).speech) == 0


def test_words_after_a_planted_sound_come_later(recording):
    plants = [Plant("hum", 3.0, 2.0), Plant("silence", 0.01, 1.0)]
    result = plant(recording, SPOKEN, plants, seed=1)
    assert [(text, span.start) for text, span in result.spoken] == [("one", 1.5), ("two", 6.5)]
    assert [span.start for _, span in result.plants] == [0.01, 4.0]


def test_the_longest_gaps_between_words_come_first():
    spoken = [("a", Span(0, 1)), ("b", Span(2, 3)), ("c", Span(3.1, 4)), ("d", Span(6, 7))]
    assert between_sentences(tuple(spoken)) == [5.0, 1.5]
