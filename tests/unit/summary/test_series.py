import statistics

import pytest

from tests.unit.summary.diaries import a_diary_note, weeks_of_notes
from voicejournal.findings.change import compare
from voicejournal.summary.diary import diary_of
from voicejournal.summary.series import series
from voicejournal.summary.week import week_of
from voicejournal.testing import a_note, moved


def drawn(notes, until=None):
    week = week_of((until or notes[-1]).recorded_at, "Europe/Paris")
    comparison = compare(week, notes)
    return {
        one.measure: one for one in series(diary_of(week, [(n, None) for n in notes]), comparison)
    }


def test_five_charts_run_from_the_first_week_to_this_one():
    charts = drawn(weeks_of_notes(weeks=6))
    assert list(charts) == [
        "pause_median",
        "pause_fraction",
        "speech_rate",
        "pitch_movement",
        "level",
    ]
    assert {len(one.weeks) for one in charts.values()} == {6}


def test_ten_weeks_at_most_are_drawn():
    assert len(drawn(weeks_of_notes(weeks=14))["level"].weeks) == 10


def test_every_point_is_a_note_with_its_own_number_and_sound():
    notes = weeks_of_notes()
    last = drawn(notes)["pause_median"].weeks[-1]
    by_id = {note.note_id: note for note in notes}
    for point in last.points:
        assert point.value == by_id[point.moment.note_id].voice.value("pause_median")
    assert last.median == statistics.median(point.value for point in last.points)


def test_a_week_without_notes_is_a_gap_not_a_zero():
    notes = [note for note in weeks_of_notes() if not 14 <= int(note.note_id[5:]) * 2 < 21]
    empty = drawn(notes)["level"].weeks[2]
    assert (empty.points, empty.median) == ((), None)


def test_the_band_is_there_once_the_usual_is_known():
    assert drawn(weeks_of_notes()[:7])["pause_median"].band is None
    low, high = drawn(weeks_of_notes())["pause_median"].band
    assert low < 0.6 < high


def test_a_measure_that_was_never_taken_gives_way_to_the_next():
    notes = [moved(a_note(measures={"articulation_rate": 4.0}, duration=60.0), days=0)]
    assert list(drawn(notes)) == ["articulation_rate"]
    assert drawn(notes)["articulation_rate"].unit == "syllable/s"


def test_loudness_is_drawn_for_one_microphone():
    notes = [a_diary_note(at, device_key="new" if at == 1 else "old") for at in range(3)]
    charts = drawn(notes)
    assert [point.moment.note_id for point in charts["level"].weeks[0].points] == [
        "note-0",
        "note-2",
    ]
    assert len(charts["pause_median"].weeks[0].points) == 3


@pytest.mark.parametrize("measure", ["level", "pause_median"])
def test_an_uncertain_number_is_not_drawn(measure):
    noisy = a_note(measures={measure: 1.0}, duration=60.0, caveats=["noisy"], quality="uncertain")
    assert drawn([noisy]) == {}
