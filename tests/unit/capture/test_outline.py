import numpy as np

from voicejournal.capture.outline import BARS, outline


def test_loud_stretches_stand_taller_than_quiet_ones():
    sound = np.concatenate([np.full(8000, 0.05), np.full(8000, 0.8)]).astype(np.float32)
    heights = outline(sound)
    assert len(heights) == BARS
    assert heights[-1] == 1
    assert heights[0] == 0.25  # the root of one sixteenth


def test_silence_is_drawn_flat():
    assert set(outline(np.zeros(4800, np.float32))) == {0.0}


def test_a_blink_of_sound_gets_as_many_bars_as_samples():
    assert len(outline(np.ones(5, np.float32))) == 5
    assert outline(np.zeros(0, np.float32)) == ()
