import numpy as np
import pytest

from voicejournal.bench.sounds.talker import talk
from voicejournal.model.units import Span


def test_silences_lie_where_they_were_planted():
    talked = talk(0.5, 2.0, 0.75, 2.0, 0.5, noise=0.0)
    assert talked.pauses == (Span(2.5, 3.25),)
    assert talked.waveform.duration == pytest.approx(5.75)
    assert np.all(talked.waveform.samples[40_000:52_000] == 0)
    assert np.abs(talked.waveform.samples[8_000:40_000]).max() == pytest.approx(0.3, abs=0.02)


def test_pitch_is_told_for_every_vowel_and_nowhere_else():
    talked = talk(0.5, 2.0, 0.5, hertz=200.0)
    assert np.isnan(talked.hertz[:50]).all()
    voiced = talked.hertz[~np.isnan(talked.hertz)]
    assert 180 <= voiced.min() <= voiced.max() <= 230
    assert len(voiced) / 200 == pytest.approx(0.18 / 0.23, abs=0.05)


def test_the_same_seed_talks_the_same():
    one, same, other = (talk(0.1, 1.0, 0.1, seed=seed).waveform.samples for seed in (3, 3, 4))
    assert np.array_equal(one, same)
    assert not np.array_equal(one, other)
