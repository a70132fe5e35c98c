"""The demo clinic's patients sink from week six on: told then, and by no week before."""

import io
from datetime import UTC, date

import pytest

from voicejournal.capture.decode import decode
from voicejournal.extract.voice import measure_voice
from voicejournal.findings.change import follow
from voicejournal.findings.replay import replay
from voicejournal.model.note import NoteId, NoteView
from voicejournal.model.units import Missing
from voicejournal.model.week import Week

LAST_MONDAY = date(2026, 3, 2)
BEGINS = 6
"""Week in which the recordings begin to slow down, fall silent and lose melody."""


def heard(patient, note):
    sound = decode(io.BytesIO(note.sound_path.read_bytes()), max_seconds=120)
    return NoteView(
        note_id=NoteId(note.key),
        recorded_at=patient.recorded_at(note, anchor=LAST_MONDAY).astimezone(UTC),
        zone=patient.zone,
        duration=sound.facts.duration,
        language=patient.language,
        transcript=Missing("not written down"),
        voice=measure_voice(sound.waveform, facts=sound.facts),
        turns=Missing("not installed"),
    )


@pytest.fixture(scope="module", params=[0, 1], ids=["camille", "daniel"])
def weeks(request, clinic):
    """Each week of a patient, by number, as its page told it at its end."""
    patient = clinic[request.param]
    notes = [heard(patient, note) for note in patient.notes]
    last = Week(LAST_MONDAY, patient.zone)
    found = replay(follow(notes), [last.back(back) for back in range(patient.weeks)])
    return {number: one for number, (_, one) in enumerate(found.weeks, start=1)}


def told(comparison):
    return {(one.domain, one.direction) for one in comparison.changes}


def test_the_first_weeks_say_that_they_are_still_learning(weeks):
    assert [weeks[number].learned_from for number in (1, 2, 3, 4)] == [0, 4, 8, 12]
    assert all(weeks[number].usual == () for number in (1, 2, 3))


def test_no_steady_week_claims_a_change(weeks):
    for number in range(1, BEGINS):
        assert told(weeks[number]) == set()
        assert weeks[number].standing == ()


def test_the_drift_is_found_in_the_week_in_which_it_begins(weeks):
    # Four notes of fifteen seconds of speech are enough for that.
    assert told(weeks[BEGINS]) & {("pitch", "down"), ("tempo", "down")}


def test_a_week_later_silences_pace_and_melody_have_all_been_told(weeks):
    sofar = told(weeks[BEGINS]) | told(weeks[BEGINS + 1])
    assert {("pausing", "up"), ("tempo", "down"), ("pitch", "down")} <= sofar


def test_no_other_week_claims_what_was_told(weeks):
    claimed = [
        domain
        for number in range(BEGINS, 9)
        for domain in {one.domain for one in weeks[number].changes}
    ]
    assert len(claimed) == len(set(claimed))
    assert {"pausing", "tempo", "pitch"} <= {one.domain for one in weeks[8].standing}
