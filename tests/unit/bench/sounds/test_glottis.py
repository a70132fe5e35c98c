import numpy as np
import pytest

from voicejournal.bench.sounds.glottis import sung
from voicejournal.extract.voice.phonation.pitch import track_pitch
from voicejournal.model.units import Span

NOTE = np.full(16_000, 150.0)


def test_a_note_is_sung_at_its_pitch():
    sound = (0.1 * sung(NOTE)).astype(np.float32)
    hertz = track_pitch(sound, [Span(0, 1)]).hertz
    assert np.nanmedian(hertz) == pytest.approx(150, abs=0.5)


def test_breath_lies_so_far_under_the_voice():
    clean, breathy = sung(NOTE, hnr_db=200), sung(NOTE, hnr_db=10)
    breath = breathy - clean
    assert 10 * np.log10(np.mean(clean**2) / np.mean(breath**2)) == pytest.approx(10, abs=0.2)


def test_an_irregular_voice_is_less_like_itself_one_period_later():
    def likeness(**irregular):
        sound = (0.1 * sung(NOTE, **irregular)).astype(np.float32)
        return np.median(track_pitch(sound, [Span(0, 1)]).strength)

    assert likeness(jitter=0.02) < likeness()
    assert likeness(shimmer=0.2) < likeness()
