"""A note that is kept private counts on no page that others read, and comes back when shared."""

from datetime import timedelta

import pytest

from voicejournal.errors import NoteMovedError
from voicejournal.model.evidence import moments
from voicejournal.model.purpose import PURPOSES
from voicejournal.store import Answer


@pytest.fixture
def week(journal, clinic):
    for purpose in PURPOSES:
        answer = Answer(purpose=purpose, granted=True, version=1, language="en")
        journal.store.consents.answer(clinic.anna, answer)
    return journal.weeks(clinic.anna)[0]


@pytest.fixture
def note(journal, clinic, week):
    """The newest note of her last week, whose page has been read and signed."""
    number = journal.page(clinic.anna, week, reader=clinic.clinician, number=None).shown.line.number
    journal.opened(clinic.anna, week, number, clinic.clinician)
    journal.sign(clinic.anna, week, number, clinic.clinician)
    return journal.notes(clinic.anna)[0].note_id


def newest(journal, clinic, week):
    number = journal.store.summaries.lines(clinic.anna, week.monday)[-1].number
    return journal.revision(clinic.anna, week, number)


def shown(summary):
    heard = {one.note_id for said in summary.sentences for one in moments(said.evidence)}
    drawn = {
        point.moment.note_id for one in summary.series for at in one.weeks for point in at.points
    }
    return heard | drawn


def test_a_private_note_makes_a_new_revision_without_it(journal, clinic, week, note):
    before = newest(journal, clinic, week)
    journal.keep_private(note, private=True)
    after = newest(journal, clinic, week)
    assert after.line.number == before.line.number + 1
    assert after.summary.notes == before.summary.notes - 1
    assert note not in shown(after.summary)


def test_the_signed_page_loses_what_it_said_of_it_and_says_when(journal, clinic, week, note):
    journal.keep_private(note, private=True)
    signed = journal.revision(clinic.anna, week, 1)
    assert signed.line.signed
    assert note not in shown(signed.summary)
    assert len(signed.taken_back) == 1


def test_shared_again_it_counts_on_a_new_revision_and_not_on_the_signed_one(
    journal, clinic, week, note
):
    before = newest(journal, clinic, week).summary
    journal.keep_private(note, private=True)
    journal.keep_private(note, private=False)
    assert newest(journal, clinic, week).summary.notes == before.notes
    assert note not in shown(journal.revision(clinic.anna, week, 1).summary)


def test_no_list_table_or_count_for_others_knows_of_it(journal, clinic, week, note):
    recorded = journal.note(note).card.recorded_at
    table = journal.measures(clinic.anna)
    journal.keep_private(note, private=True)
    assert len(journal.measures(clinic.anna).splitlines()) == len(table.splitlines()) - 1
    assert recorded not in journal.store.activity.moments(clinic.anna)
    line = journal.store.activity.of([clinic.anna], recorded - timedelta(days=1))[clinic.anna]
    assert line.last < recorded


def test_its_patient_still_finds_it_and_sees_it_among_her_days(journal, clinic, clock, week, note):
    clock.now = week.end - timedelta(hours=1)
    days = journal.trends(clinic.anna).tallies[-1].spoken_days
    journal.keep_private(note, private=True)
    assert journal.trends(clinic.anna).tallies[-1].spoken_days == days
    (private,), more = journal.some_notes(clinic.anna, "private", 0)
    assert (private.note_id, private.private, more) == (note, True, False)
    word = max((one.text for one in journal.note(note).transcript.words), key=len)
    assert note in {hit.card.note_id for hit in journal.search(clinic.anna, word).hits}


def test_keeping_it_private_twice_is_keeping_it_private(journal, clinic, week, note):
    journal.keep_private(note, private=True)
    lines = journal.store.summaries.lines(clinic.anna, week.monday)
    journal.keep_private(note, private=True)
    assert journal.store.summaries.lines(clinic.anna, week.monday) == lines
    (told,) = [
        one for one in journal.store.audit.of_patient(clinic.anna) if "private" in one.action
    ]
    assert told.subject_id == note


def test_a_note_that_changed_is_not_changed_again_unseen(journal, clinic, week, note):
    journal.correct(note, 0, "Eye", seen=0)
    with pytest.raises(NoteMovedError):
        journal.correct(note, 1, "Ear", seen=0)
    assert [one.said for one in journal.note(note).amendments.corrections] == ["Eye"]


def test_a_query_is_sealed_for_one_patient_alone(journal, clinic):
    sealed = journal.seal_query(clinic.anna, "ma sœur")
    assert journal.open_query(clinic.anna, sealed) == "ma sœur"
