"""Voices as directions."""

import pytest

from voicejournal.model.voiceprint import Voiceprint, unit


def test_the_same_voice_is_alike_however_loud_its_numbers_are():
    own = Voiceprint(model="m", heard=(unit((3, 4, 0)),))
    assert own.likeness((30, 40, 0)) == pytest.approx(1)
    assert own.likeness((0, 0, 5)) == pytest.approx(0)


def test_the_print_lies_between_the_notes_it_was_taken_from():
    own = Voiceprint(model="m", heard=(unit((1, 0)), unit((0, 1))))
    assert own.mean == pytest.approx(unit((1, 1)))


@pytest.mark.parametrize("values", [(0.0, 0.0), (float("nan"), 1.0)])
def test_numbers_without_a_direction_are_refused(values):
    with pytest.raises(ValueError, match="no voice"):
        unit(values)
