from datetime import timedelta

import pytest

from voicejournal.findings.readings import as_evidence, main_device, read_history, readings_of
from voicejournal.findings.watched import BY_NAME
from voicejournal.model.checkin import MOOD, CheckIn, CheckInId
from voicejournal.model.finding import Finding, NoteFindings
from voicejournal.model.text import Text
from voicejournal.model.units import Missing, Span
from voicejournal.testing import a_note, a_voice, moved
from voicejournal.testing.notes import MONDAY_NOON

LEVEL, PAUSES = BY_NAME["level"], BY_NAME["pause_median"]


def noted(days, seconds=60.0, **more):
    note = a_note(measures={"pause_median": 0.6, "level": -20.0}, duration=seconds, **more)
    return moved(note, days=days, note_id=f"day {days}")


def answered(score, instrument=MOOD, days=0):
    return CheckIn(
        check_in_id=CheckInId(f"{instrument} {days}"),
        instrument=instrument,
        answered_at=MONDAY_NOON + timedelta(days=days),
        zone="UTC",
        replies=(),
        score=score,
    )


def test_notes_are_read_oldest_first_without_those_with_little_speech():
    history = read_history([noted(3), noted(1, seconds=8.0), noted(0)], {})
    assert [round(one.day - history.notes[0].day) for one in history.notes] == [0, 3]


def test_the_first_instant_belongs_to_a_stretch_and_the_last_does_not():
    history = read_history([noted(0), noted(1), noted(2)], {})
    found = history.between(MONDAY_NOON, MONDAY_NOON + timedelta(days=2))
    assert found == history.notes[:2]


def test_loudness_is_read_from_the_main_device_only():
    notes = [noted(0, device_key="a"), noted(1, device_key="b"), noted(2, device_key="a")]
    read = read_history(notes, {}).notes
    main = main_device(read, "level")
    assert len(readings_of(read, LEVEL, main)) == 2
    assert len(readings_of(read, PAUSES, main_device(read, "pause_median"))) == 3


def test_the_hour_is_the_patients_own():
    (read,) = read_history([noted(0, zone="Europe/Paris")], {}).notes
    assert read.hour == 13.0


def test_what_was_added_to_a_method_does_not_make_another_of_it():
    voice = a_voice(duration=60.0, version="2+words")
    (read,) = read_history([noted(0, voice=voice)], {}).notes
    assert read.method == "2"


def test_wording_is_read_from_findings_with_its_unit():
    finding = Finding(
        kind="wording.first_person_share",
        claim=Text("I", "je"),
        value=0.09,
        unit="1",
        evidence=(Span(0.0, 1.0),),
    )
    missing = Finding(
        kind="wording.negation_share",
        claim=Text("no", "non"),
        value=Missing("too few words"),
        unit="1",
        evidence=(Span(0.0, 1.0),),
    )
    note = noted(0)
    history = read_history([note], {note.note_id: NoteFindings(findings=(finding, missing))})
    assert history.notes[0].readings["wording.first_person_share"].value == 0.09
    assert "wording.negation_share" not in history.notes[0].readings
    assert history.unit("wording.first_person_share") == "1"
    assert (history.unit("level"), history.unit("unknown")) == ("dBFS", "")


def test_ratings_are_read_and_questionnaires_and_blanks_are_not():
    history = read_history([], {}, [answered(7, days=1), answered(3), answered(9, "phq-9")])
    assert [one.value for one in history.ratings] == [3, 7]
    assert read_history([], {}, [answered(Missing("left out"))]).ratings == ()


def test_a_check_in_without_a_score_is_no_evidence():
    with pytest.raises(TypeError):
        as_evidence(answered(Missing("left out")))
