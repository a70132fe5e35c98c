"""A note in which somebody else speaks, as its page shows it."""

from dataclasses import replace

import pytest

from voicejournal.model.note import NoteId
from voicejournal.model.speakers import PATIENT, SpeakerTurn, SpeakerTurns

NOTE = NoteId("note-0")
SECRET = "Overheard"


@pytest.fixture
def page(visit, practice_journal):
    """Daniel's first note, its first word said by somebody else."""
    detail = practice_journal.details[NOTE]
    first, *others = detail.transcript.words
    heard = replace(first, text=SECRET, kept=False, doubt="other_voice")
    turns = (
        SpeakerTurn(speaker="other", start=first.start, end=first.end),
        SpeakerTurn(speaker=PATIENT, start=first.end, end=60.0),
    )
    practice_journal.details[NOTE] = replace(
        detail,
        transcript=replace(detail.transcript, words=(heard, *others)),
        turns=SpeakerTurns(engine="e", model="m", turns=turns, known_by="voiceprint"),
    )
    return visit("daniel").get(f"/notes/{NOTE}").text


def test_it_says_that_another_voice_was_there_and_not_what_it_said(page):
    assert "another voice was here" in page
    assert SECRET not in page


def test_it_says_how_the_patient_was_known(page):
    assert "known by their voiceprint" in page
