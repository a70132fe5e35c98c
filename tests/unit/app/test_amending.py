"""What is changed in a note reaches every page that was made of it."""

import pytest

from voicejournal.errors import EmptyWordsError, NotFoundError
from voicejournal.model.evidence import moments
from voicejournal.model.purpose import PURPOSES
from voicejournal.store import Answer


@pytest.fixture
def quote(journal, clinic):
    """A quote of her last week's page, and its note, whose sound she has deleted."""
    for purpose in PURPOSES:
        answer = Answer(purpose=purpose, granted=True, version=1, language="en")
        journal.store.consents.answer(clinic.anna, answer)
    week = journal.weeks(clinic.anna)[0]
    said = next(one for one in journal.summary(clinic.anna, week).sentences if one.quoted)
    journal.delete_sound(moments(said.evidence)[0].note_id)
    return said


@pytest.fixture
def note(quote):
    return moments(quote.evidence)[0].note_id


@pytest.fixture
def places(journal, note, quote):
    words = journal.note(note).transcript.words
    span = quote.evidence[0].span
    inside = [at for at, one in enumerate(words) if span.overlap(one.span) > 0.05]
    return inside[0], inside[-1]


def kept(journal, clinic):
    pages = []
    journal.store.summaries.rewrite(clinic.anna, lambda one: pages.append(one) or one, None)
    return pages


def test_without_sound_words_can_still_be_struck_and_measures_stay(journal, note, places):
    before = journal.note(note)
    journal.strike(note, *places, seen=0)
    after = journal.note(note)
    gone = places[1] - places[0] + 1
    assert len(after.transcript.words) == len(before.transcript.words) - gone
    assert after.voice == before.voice
    assert after.findings.findings == ()


def test_a_page_composed_while_a_passage_was_struck_loses_it_when_the_note_is_done(
    journal, clinic, note, places, quote
):
    (before,) = [one for one in kept(journal, clinic) if quote in one.summary.sentences]
    journal.strike(note, *places, seen=0)
    late = before.summary.week
    journal.store.summaries.rewrite(
        clinic.anna,
        lambda one: before if one.summary.week == late else one,
        lambda _summary: journal.past(clinic.anna)[0].gist,
    )
    assert any(quote in one.summary.sentences for one in kept(journal, clinic))
    journal.refresh(note)
    assert not any(quote in one.summary.sentences for one in kept(journal, clinic))


@pytest.mark.parametrize("said", ["", "   ", "x" * 81])
def test_a_word_is_set_right_with_some_words_and_not_a_page_of_them(journal, note, said):
    with pytest.raises(EmptyWordsError):
        journal.correct(note, 0, said, seen=0)


def test_the_recognisers_own_word_takes_a_correction_back(journal, note):
    heard = journal.note(note).transcript.words[0].text
    journal.correct(note, 0, "  Eye \n catcher ", seen=0)
    assert journal.note(note).transcript.words[0].text == "Eye catcher"
    journal.correct(note, 0, heard, seen=1)
    assert journal.note(note).transcript.words[0].heard == ""


@pytest.mark.parametrize("at", [-1, 9999])
def test_a_word_that_is_not_there_cannot_be_changed(journal, note, at):
    with pytest.raises(NotFoundError):
        journal.correct(note, at, "x", seen=0)
    with pytest.raises(NotFoundError):
        journal.strike(note, 0, at, seen=0)
