import pytest

from voicejournal.findings.circumstances import hours_apart, new_device, silent_days
from voicejournal.findings.readings import read_history
from voicejournal.testing import a_note, moved


def read(days, hour=9, device="phone"):
    notes = [
        moved(
            a_note(duration=30.0, zone="UTC", device_key=device),
            days=day + (hour - 12) / 24,
            note_id=f"{day}",
        )
        for day in days
    ]
    return read_history(notes, {}).notes


def test_evening_notes_after_mornings_are_said_with_both_hours():
    usual, now = hours_apart(read(range(20), 8), read(range(20, 24), 21))
    assert (usual, now) == (pytest.approx(8), pytest.approx(21))


def test_midnight_is_near_to_eleven():
    assert hours_apart(read(range(20), 23), read(range(20, 24), 1)) is None


def test_who_records_at_all_hours_has_no_usual_hour():
    scattered = [note for hour in range(0, 24, 3) for note in read([hour], hour)]
    assert hours_apart(scattered, read(range(30, 33), 3)) is None


def test_without_notes_there_is_no_hour():
    assert hours_apart((), read([1])) is None


def test_a_new_microphone_is_counted_until_it_is_known():
    old = read(range(20))
    assert new_device(old, read([21], device="new")) == 0
    assert new_device((*old, *read(range(20, 26), device="new")), read([30], device="new")) == 6
    assert new_device((*old, *read(range(20, 31), device="new")), read([33], device="new")) is None
    assert new_device(old, read([21])) is None


def test_who_is_still_being_learned_has_no_new_microphone():
    assert new_device(read(range(4)), read([5], device="new")) is None


def test_three_silent_weeks_are_said():
    assert silent_days(read([0, 1]), read([30])) == 29
    assert silent_days(read([0, 1]), read([8])) is None
    assert silent_days((), read([8])) is None
