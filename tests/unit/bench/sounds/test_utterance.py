import numpy as np
import pytest

from voicejournal.bench.sounds.utterance import utter
from voicejournal.extract.voice import hear


@pytest.fixture(scope="module")
def spoken():
    return utter(8, hertz=180, rate=4, seed=3)


def test_syllables_come_at_the_rate_that_was_asked(spoken):
    gaps = np.diff(spoken.nuclei)
    assert np.median(gaps) == pytest.approx(1 / 4, rel=0.15)


def test_pitch_is_told_where_vowels_sound(spoken):
    frames = np.rint(spoken.nuclei * 100).astype(int)
    assert not np.isnan(spoken.hertz[frames]).any()
    assert np.nanmedian(spoken.hertz) == pytest.approx(180, rel=0.1)
    assert np.isnan(spoken.hertz[:50]).all()


def test_it_is_taken_for_speech(spoken):
    heard = hear(spoken.waveform)
    assert sum(span.duration for span in heard.speech) > spoken.span_s / 3
    assert len(heard.syllables) == pytest.approx(len(spoken.nuclei), rel=0.15)
