import pytest

from voicejournal.model.change import Comparison, Usual, long_enough, sure_values
from voicejournal.model.units import Missing
from voicejournal.model.voice import Measure, VoiceMeasures
from voicejournal.testing import a_note


def measured(quality, *caveats, value=0.6):
    voice = VoiceMeasures(
        version="1",
        speech=(),
        pauses=(),
        measures=(Measure(name="pause_median", unit="s", value=value, quality=quality),),
        caveats=caveats,
    )
    return sure_values(a_note(voice=voice)).get("pause_median")


def test_a_good_value_is_sure_and_a_doubtful_one_is_not():
    assert measured("ok") == 0.6
    assert measured("uncertain", "noisy") is None
    assert measured("uncertain", "short", "noisy") is None
    assert measured("ok", value=Missing("no pause")) is None


def test_a_note_that_is_merely_short_is_compared_all_the_same():
    assert measured("uncertain", "short") == 0.6


@pytest.mark.parametrize(("seconds", "enough"), [(9.9, False), (10.1, True)])
def test_a_note_needs_ten_seconds_of_speech(seconds, enough):
    assert long_enough(a_note(duration=seconds)) is enough


def test_an_unmeasured_note_is_not_long_enough():
    note = a_note(voice=Missing("no sound"))
    assert not long_enough(note)
    assert sure_values(note).get("level") is None


def test_a_comparison_knows_what_is_usual():
    usual = Usual(measure="level", unit="dBFS", value=-20.0, band=(-24.0, -16.0), notes=12)
    known = Comparison(notes=3, learned_from=12, needed=10, needed_in_week=3, usual=(usual,))
    assert known.of("level") is usual
    assert known.of("pitch_sd") is None
