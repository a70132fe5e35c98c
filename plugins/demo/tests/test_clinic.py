import itertools
from datetime import date, timedelta

import av
import pytest
from voicejournal_demo.clinic import load_clinic, true_words


@pytest.fixture(params=load_clinic(), ids=lambda patient: patient.username)
def patient(request):
    return request.param


def test_the_clinic_speaks_english_and_french():
    assert {"en", "fr"} == {patient.language for patient in load_clinic()}


def test_a_diary_spans_eight_weeks_of_four_notes(patient):
    per_week = [sum(note.week == week for note in patient.notes) for week in range(1, 9)]
    assert per_week == [4] * 8


def test_notes_have_names_of_their_own(patient):
    assert len(patient.notes) == len({note.key for note in patient.notes})


def test_a_diary_ends_in_the_week_of_its_anchor(patient):
    anchor = date(2026, 3, 25)
    times = [patient.recorded_at(note, anchor=anchor) for note in patient.notes]
    assert sorted(times) == times
    assert anchor.isocalendar().week == times[-1].isocalendar().week
    assert (anchor - timedelta(weeks=7)).isocalendar().week == times[0].isocalendar().week


def test_a_note_keeps_its_hour_across_a_clock_change(patient):
    first = patient.notes[0]
    recorded_at = patient.recorded_at(first, anchor=date(2026, 4, 8))
    assert first.local_time == recorded_at.time()
    assert recorded_at.utcoffset() is not None


def test_notes_last_between_twenty_and_sixty_seconds(patient):
    for note in patient.notes:
        with av.open(note.sound_path) as sound:
            assert 20 <= sound.duration / av.time_base <= 60, note.key


def test_the_synthesiser_said_what_the_diary_holds(patient, recipe):
    from corpus import WORD

    for note in patient.notes:
        assert WORD.findall(note.text) == [word.text for word in true_words(note)], note.key


def test_words_follow_one_another(patient):
    for note in patient.notes:
        words = true_words(note)
        for before, after in itertools.pairwise(words):
            assert before.start_s < before.end_s <= after.start_s + 0.011, note.key


def test_the_last_weeks_are_slower_than_the_first_five(patient):
    def words_per_second(first, last):
        notes = [note for note in patient.notes if first <= note.week <= last]
        return sum(len(true_words(note)) / true_words(note)[-1].end_s for note in notes) / len(
            notes
        )

    assert words_per_second(7, 8) < 0.8 * words_per_second(1, 5)


def test_one_late_note_holds_passive_weariness(patient):
    said = {
        "en": "Some nights I wish I could just disappear.",
        "fr": "Certains soirs je voudrais simplement disparaître.",
    }[patient.language]
    assert [note.week for note in patient.notes if said in note.sentences] == [7]
