import re

from voicejournal.model.units import Span
from voicejournal.views.outline import HEIGHT, outline


def heights(bars):
    return [float(b) - float(a) for a, b in re.findall(r"M[\d.]+ ([\d.]+)V([\d.]+)", bars)]


def test_a_long_note_is_thinned_and_keeps_its_loudest_moment():
    peaks = [0.1] * 5000
    peaks[2500] = 1.0
    drawn = heights(outline(peaks, (), 60.0).bars)
    assert len(drawn) == 160
    assert max(drawn) == HEIGHT - 4


def test_silence_still_leaves_a_mark():
    assert all(height > 0 for height in heights(outline([0.0] * 10, (), 1.0).bars))


def test_pauses_are_shaded_where_they_are():
    drawn = outline([0.5] * 100, (Span(2.5, 5.0), Span(6.0, 6.3)), 10.0)
    assert [(one.x, one.width) for one in drawn.pauses] == [(100.0, 100.0)]
    assert drawn.width == 400.0


def test_a_note_without_length_has_no_shades():
    assert all(one.width == 0 for one in outline([0.5], (Span(0, 1),), 0.0).pauses)
