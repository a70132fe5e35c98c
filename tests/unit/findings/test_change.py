import math
import random
from dataclasses import replace

import numpy as np
import pytest

from voicejournal.findings.change import compare, follow
from voicejournal.model.change import REMEMBERED_WEEKS
from voicejournal.model.checkin import MOOD, CheckIn, CheckInId
from voicejournal.model.finding import Finding, NoteFindings
from voicejournal.model.text import Text
from voicejournal.model.units import Span
from voicejournal.summary.week import week_of
from voicejournal.testing import a_note, moved
from voicejournal.testing.notes import MONDAY_NOON
from voicejournal.testing.people import Life, a_person

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


def lived(**life):
    """Return the weeks of one simulated person, each compared."""
    person = a_person(Life(voice_only=True, **life), np.random.default_rng(3))
    followed = follow(person.notes)
    return [followed.compare(week) for week in person.weeks]


def domains(changes):
    return {one.domain for one in changes}


def test_a_change_that_lasts_is_told_once_and_then_stands():
    weeks = lived(weeks=18, since_week=14, shift=3.0, tails=30.0)
    assert "pausing" in domains(weeks[14].changes)
    for later in weeks[15:]:
        assert "pausing" not in domains(later.changes)
        assert "pausing" in domains(later.standing)
    assert {one.weeks_since for one in weeks[16].standing if one.domain == "pausing"} == {2}


def test_what_turns_round_is_told_anew():
    person = a_person(Life(voice_only=True, weeks=14, tails=30.0), np.random.default_rng(4))
    down, up = [
        [
            note
            for note in person.notes
            if note.recorded_at >= week.start and week.holds(note.recorded_at)
        ]
        for week in person.weeks[-2:]
    ]
    before = [note for note in person.notes if note.recorded_at < person.weeks[-2].start]
    diary = [*before, *(scaled(one, 0.5) for one in down), *(scaled(one, 2.0) for one in up)]
    told = compare(person.weeks[-1], diary).changes
    assert {one.direction for one in told if one.measure == "pause_median"} == {"up"}
    assert "pausing" in domains(compare(person.weeks[-2], diary).changes)


def scaled(note, factor):
    silences = {"pause_median", "pause_p90"}
    measures = tuple(
        replace(one, value=one.value * factor) if one.name in silences else one
        for one in note.voice.measures
    )
    return replace(note, voice=replace(note.voice, measures=measures))


def test_a_small_change_that_lasts_is_found_over_four_weeks():
    found = [
        change
        for seed in range(12)
        for change in shifted(seed, shift=0.8)
        if change.span == "four weeks"
    ]
    assert found
    assert all(change.notes >= 8 for change in found)


def shifted(seed, **life):
    made = Life(voice_only=True, weeks=20, since_week=16, tails=30.0, **life)
    person = a_person(made, np.random.default_rng(seed))
    return follow(person.notes).compare(person.weeks[-1]).changes


def test_a_new_phone_is_not_taken_for_a_change_and_is_said():
    weeks = lived(weeks=16, new_phone_week=13, tails=30.0, notes_per_week=5.0)
    for week in weeks[13:]:
        assert not {"energy", "quality"} & domains((*week.changes, *week.standing))
    assert weeks[12].device_learned_from is None
    assert weeks[13].device_learned_from == 0
    assert 0 < weeks[14].device_learned_from < weeks[14].needed
    assert weeks[13].of("level") is None
    assert weeks[13].of("pause_median") is not None


def test_a_year_of_notes_is_cut_to_what_matters():
    person = a_person(Life(weeks=40, voice_only=True), np.random.default_rng(5))
    last = person.weeks[-1]
    near = [one for one in person.notes if one.recorded_at >= last.back(REMEMBERED_WEEKS).start]
    assert compare(last, person.notes) == compare(last, near)


def test_wording_is_compared_from_what_was_found_in_the_notes():
    week, notes = a_diary(random.Random(8), weeks=8)
    often = {note.note_id: worded(0.16 if week.holds(note.recorded_at) else 0.06) for note in notes}
    (change,) = [
        one for one in compare(week, notes, found=often).changes if one.domain == "wording"
    ]
    assert (change.direction, change.unit) == ("up", "1")
    assert (change.value, change.usual) == (pytest.approx(0.16), pytest.approx(0.06))


def worded(share):
    finding = Finding(
        kind="wording.first_person_share",
        claim=Text(en="I", fr="je"),
        value=share,
        unit="1",
        evidence=(Span(0.0, 1.0),),
    )
    return NoteFindings(findings=(finding,))


def test_ratings_are_compared_with_the_persons_own():
    week, notes = a_diary(random.Random(9), weeks=8)
    ratings = [rated(note, 2 if week.holds(note.recorded_at) else 6) for note in notes]
    (change,) = [
        one for one in compare(week, notes, check_ins=ratings).changes if one.domain == "rating"
    ]
    assert (change.direction, change.value, change.usual) == ("down", 2, 6)


def rated(note, score):
    return CheckIn(
        check_in_id=CheckInId(f"mood {note.note_id}"),
        instrument=MOOD,
        answered_at=note.recorded_at,
        zone="UTC",
        replies=(),
        score=score,
        higher_is_better=True,
    )


def test_numbers_of_another_method_are_not_compared():
    week, notes = a_diary(random.Random(10))
    old = [
        one
        if week.holds(one.recorded_at)
        else replace(one, voice=replace(one.voice, version="older"))
        for one in notes
    ]
    assert compare(week, old).learned_from == 0
    assert compare(week, notes).learned_from == 20
