import math
import random

import pytest

from voicejournal.findings.change import compare
from voicejournal.summary.week import week_of
from voicejournal.testing import a_note, moved
from voicejournal.testing.notes import MONDAY_NOON

SPREAD = 0.2
USUAL = {
    "pause_median": 0.6,
    "pause_p90": 1.1,
    "run_median": 2.2,
    "articulation_rate": 4.3,
    "pitch_movement": 0.9,
    "pitch_sd": 2.7,
}


def a_diary(rng, *, weeks=6, per_week=4, shift=None, **more):
    """Notes whose measures scatter by `SPREAD` (ln); those of the last week are shifted."""
    notes = []
    for week in range(weeks):
        moving = shift if shift and week == weeks - 1 else {}
        for at in range(per_week):
            measures = {
                name: value * math.exp(rng.gauss(moving.get(name, 0.0), SPREAD))
                for name, value in USUAL.items()
            }
            day = 7 * week + at * 7 // per_week
            note = a_note(measures=measures, duration=60.0, **more)
            notes.append(moved(note, days=day, note_id=f"{day}"))
    return week_of(notes[-1].recorded_at, "Europe/Paris"), notes


def test_silences_that_double_are_found_and_told_with_both_numbers():
    longer = {"pause_median": math.log(2), "pause_p90": math.log(2), "run_median": -0.4}
    week, notes = a_diary(random.Random(1), shift=longer)
    (first, *_) = compare(week, notes).changes
    assert (first.measure, first.direction, first.domain) == ("pause_median", "up", "pausing")
    assert first.value == pytest.approx(1.2, rel=0.25)
    assert first.usual == pytest.approx(0.6, rel=0.25)
    assert first.domain_strength > 2.75


def test_a_fall_is_a_change_downwards():
    week, notes = a_diary(random.Random(2), shift={"pitch_movement": -0.8, "pitch_sd": -0.8})
    assert {one.direction for one in compare(week, notes).changes} == {"down"}


def test_a_steady_person_raises_few_false_alarms():
    alarms = sum(bool(compare(*a_diary(random.Random(seed))).changes) for seed in range(100))
    assert alarms <= 10


def test_nothing_is_said_while_the_usual_is_being_learned():
    week, notes = a_diary(random.Random(3), weeks=3, per_week=3, shift={"pause_median": 2.0})
    found = compare(week, notes)
    assert (found.changes, found.usual) == ((), ())
    assert (found.learned_from, found.needed) == (6, 10)


def test_two_notes_are_too_few_to_compare_a_week():
    week, notes = a_diary(random.Random(4), shift={"pause_median": 2.0, "pause_p90": 2.0})
    found = compare(week, notes[:-2])
    assert (found.notes, found.changes) == (2, ())
    assert found.of("pause_median") is not None


def test_one_odd_note_does_not_make_a_week():
    week, notes = a_diary(random.Random(5))
    odd = moved(
        a_note(measures={**USUAL, "pause_median": 9.0}, duration=60.0), days=0, note_id="odd"
    )
    odd = moved(odd, days=(notes[-1].recorded_at - MONDAY_NOON).days)
    assert compare(week, [*notes[:-1], odd]).changes == ()


def test_later_notes_change_nothing():
    week, notes = a_diary(random.Random(6))
    later = moved(notes[0], days=365, note_id="later")
    assert compare(week, [later, *notes]) == compare(week, notes)


def test_an_empty_diary_compares_to_nothing():
    week, _ = a_diary(random.Random(7))
    found = compare(week, [])
    assert (found.notes, found.learned_from, found.changes) == (0, 0, ())
