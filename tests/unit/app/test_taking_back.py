"""What a patient takes back is on no kept page any more."""

from datetime import timedelta

import pytest

from voicejournal.model.evidence import moments
from voicejournal.model.hand import Intent
from voicejournal.model.units import Span
from voicejournal.store.tables import NoteRow
from voicejournal.summary.keys import sentences


@pytest.fixture
def signed(journal, clinic):
    """Her last week, worked on and signed; returns the week and one quote of it."""
    week = journal.weeks(clinic.anna)[0]
    page = journal.page(clinic.anna, week, reader=clinic.clinician, number=None)
    key, (_, quote) = next(
        (key, one) for key, one in sentences(page.shown.summary).items() if one[1].quoted
    )
    wish = Intent(deed="amended", by=clinic.clinician, number=1, sentence=key, words="Mine.")
    journal.act(clinic.anna, week, wish)
    journal.sign(clinic.anna, week, 1, clinic.clinician)
    return week, quote


def acts_of(journal, clinic, week):
    since = week.start - timedelta(days=900)
    return journal.store.hand.of_week(clinic.anna, week.monday, taught_by=None, since=since)


def test_a_note_that_was_taken_back_is_on_no_page_signed_or_not(journal, clinic, signed):
    week, quote = signed
    (heard,) = moments(quote.evidence)
    journal.take_back(clinic.anna, heard.note_id)
    summary = journal.revision(clinic.anna, week, 1).summary
    shown = {one.note_id for sentence in summary.sentences for one in moments(sentence.evidence)}
    points = {
        one.moment.note_id for series in summary.series for w in series.weeks for one in w.points
    }
    assert heard.note_id not in shown | points
    assert quote not in summary.sentences
    assert summary.sentences
    assert journal.revision(clinic.anna, week, 1).line.signed


def test_a_passage_that_was_taken_back_takes_only_its_own_words(journal, clinic, signed):
    week, quote = signed
    (heard,) = moments(quote.evidence)
    before = journal.revision(clinic.anna, week, 1).summary
    journal.take_back(clinic.anna, heard.note_id, Span(heard.span.start, heard.span.end))
    after = journal.revision(clinic.anna, week, 1).summary
    assert quote in before.sentences
    assert quote not in after.sentences
    assert after.series == before.series
    for sentence in after.sentences:
        for one in moments(sentence.evidence):
            assert one.note_id != heard.note_id or not one.span.overlap(heard.span)


def test_what_a_sentence_said_is_forgotten_beside_own_words_too(journal, clinic, signed):
    week, quote = signed
    (act,) = acts_of(journal, clinic, week)
    assert act.machine == quote.text
    (heard,) = moments(quote.evidence)
    journal.take_back(clinic.anna, heard.note_id)
    (act,) = acts_of(journal, clinic, week)
    assert (act.machine, act.words) == (None, "Mine.")


def test_taking_back_what_no_page_shows_changes_nothing(journal, clinic, signed):
    week, _ = signed
    before = journal.revision(clinic.anna, week, 1)
    journal.take_back(clinic.anna, "no-such-note")
    assert journal.revision(clinic.anna, week, 1) == before


def test_own_words_beside_what_was_taken_back_are_still_shown(journal, clinic, signed):
    week, quote = signed
    (heard,) = moments(quote.evidence)
    journal.take_back(clinic.anna, heard.note_id)
    page = journal.page(clinic.anna, week, reader=clinic.clinician, number=1)
    assert [(one.machine, one.words) for one in page.handled.lost] == [(None, "Mine.")]


def test_the_pages_that_showed_an_erased_note_are_composed_anew(journal, clinic, signed):
    week, quote = signed
    (heard,) = moments(quote.evidence)
    with journal.store.database.write() as session:
        session.get(NoteRow, heard.note_id).state = "erased"
    journal.take_back(clinic.anna, heard.note_id)
    past = next(one for one in journal.past(clinic.anna) if one.gist.week == week)
    assert (past.line.number, past.signed.number) == (2, 1)
    assert past.gist.notes == journal.revision(clinic.anna, week, 1).summary.notes - 1
