"""Voices as directions."""

import pytest

from voicejournal.model.voiceprint import Voiceprint, unit, voiceprint_of


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


def one_note(*values, model="m"):
    return Voiceprint(model=model, heard=(unit(values),))


def test_three_notes_that_are_alike_make_a_voiceprint():
    kept = [one_note(1, 0.1), one_note(1, 0), one_note(1, -0.1), one_note(1, 0.3)]
    made = voiceprint_of(kept, "m")
    assert made == Voiceprint(
        model="m", heard=tuple(voice for one in kept[:3] for voice in one.heard)
    )


@pytest.mark.parametrize(
    "kept",
    [
        [one_note(1, 0), one_note(1, 0)],
        [one_note(1, 0), one_note(1, 0), one_note(0, 1)],
        [one_note(1, 0), one_note(1, 0), one_note(1, 0, model="another")],
        [one_note(1, 0), one_note(1, 0), Voiceprint(model="m", heard=())],
    ],
)
def test_fewer_make_none(kept):
    assert voiceprint_of(kept, "m") is None


def test_a_first_note_by_somebody_else_has_no_part():
    kept = [one_note(0, 1), *[one_note(1, at / 10) for at in range(3)]]
    made = voiceprint_of(kept, "m")
    assert made is not None
    assert made.likeness((0, 1)) < 0.2


def test_other_notes_have_another_mark():
    marks = {one_note(1, 0).mark, one_note(1, 0, model="n").mark, one_note(1, 1).mark}
    assert len(marks) == 3
