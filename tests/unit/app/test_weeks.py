"""Weeks as pages show them: kept, brought up to date, handled and signed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.unit.summary.diaries import a_diary_note, weeks_of_notes
from voicejournal.errors import EmptyWordsError, NotFoundError, PageMovedError, PageSignedError
from voicejournal.model.hand import Intent, SentenceKey
from voicejournal.model.typed import Typed
from voicejournal.model.week import Week
from voicejournal.summary.keys import sentences

ZONE = "Europe/Paris"


@pytest.fixture
def anna(clinic):
    return clinic.anna


@pytest.fixture
def diary(journal, anna):
    """Her last week: slow, after five usual ones."""
    return journal.weeks(anna)[0]


@pytest.fixture
def read(journal, clinic, anna, diary):
    def read_it(number=None, reader=clinic.clinician):
        shown = journal.page(anna, diary, reader=reader, number=number)
        if reader:
            journal.opened(anna, diary, shown.shown.line.number, reader)
        return shown

    return read_it


@pytest.fixture
def act(journal, clinic, anna, diary):
    def act_it(deed, sentence="", words="", number=1):
        wish = Intent(
            deed=deed,
            by=clinic.clinician,
            number=number,
            sentence=SentenceKey(sentence),
            words=words,
        )
        return journal.act(anna, diary, wish)

    return act_it


@pytest.fixture
def sign(journal, clinic, anna, diary):
    return lambda number: journal.sign(anna, diary, number, clinic.clinician)


@pytest.fixture
def late_note(clinic, anna, diary):
    """One more note of the week, as slow as the others."""

    def arrive(at=5):
        note = a_diary_note(at, slow=2.0)
        when = diary.start + timedelta(days=at % 7, hours=19, minutes=at)
        return clinic.keep(anna, replace(note, recorded_at=when, note_id=f"late-{at}"))

    return arrive


def first_key(page):
    return next(one.key for part in page.handled.sections for one in part.shown)


def test_a_page_is_composed_once_and_then_read(read, counted):
    first = read()
    with counted() as seen:
        again = read()
    assert again.shown.summary == first.shown.summary
    assert again.shown.line.number == 1
    assert not [one for one in seen if one.startswith(("INSERT", "UPDATE", "DELETE"))]


def test_the_page_holds_what_the_summary_holds(journal, anna, diary, read):
    assert read().shown.summary == journal.summary(anna, diary)
    assert [part.section for part in read().handled.sections] == list(read().shown.summary.sections)
    assert any(one.kind.startswith("changed.") for one in read().shown.summary.sentences)


def test_a_late_note_makes_a_new_revision_of_a_page_that_was_read(read, late_note):
    read()
    late_note()
    shown = read()
    assert (shown.shown.line.number, shown.newer) == (2, None)
    assert read(number=1).newer.since.came == 1


def test_a_signed_page_stays_and_tells_what_came_since(read, sign, late_note):
    before = read().shown.summary
    sign(1)
    late_note(5)
    late_note(6)
    shown = read()
    assert (shown.shown.line.number, shown.shown.summary) == (1, before)
    assert (shown.newer.line.number, shown.newer.since.came) == (2, 2)


def test_a_page_is_not_signed_unread(read, sign, late_note):
    read()
    late_note()
    with pytest.raises(PageMovedError):
        sign(1)


def test_own_words_survive_a_new_revision(read, act, late_note):
    key = next(key for key, (part, _) in sentences(read().shown.summary).items() if part == "voice")
    act("amended", key, "He had a cold.")
    late_note()
    shown = read()
    assert shown.shown.line.number == 2
    words = [
        one.amended.words for part in shown.handled.sections for one in part.shown if one.amended
    ]
    assert words + [one.words for one in shown.handled.lost] == ["He had a cold."]


def test_a_signed_page_is_not_written_on(read, act, sign):
    key = first_key(read())
    sign(1)
    with pytest.raises(PageSignedError):
        act("amended", key, "too late")
    with pytest.raises(PageSignedError):
        act("dismissed", key, "too late")
    act("marked", key)
    act("noted", words="for myself")
    assert read().handled.notes


def test_reopening_goes_on_in_a_new_revision(journal, clinic, anna, diary, read, act, sign):
    key = first_key(read())
    act("amended", key, "first")
    sign(1)
    assert journal.reopen(anna, diary, 1, clinic.clinician) == 2
    act("amended", key, "second", number=2)
    assert read().shown.line.number == 2

    def words(number):
        handled = read(number).handled.sections
        return [one.amended.words for part in handled for one in part.shown if one.amended]

    assert (words(1), words(2)) == (["first"], ["second"])


@pytest.mark.parametrize("deed", ["amended", "dismissed", "noted"])
@pytest.mark.parametrize("words", ["", "  ", "x" * 4001])
def test_what_is_done_in_words_needs_some_and_not_too_many(read, act, deed, words):
    with pytest.raises(EmptyWordsError):
        act(deed, first_key(read()), words)


def test_a_sentence_or_revision_that_is_not_there_cannot_be_handled(read, act):
    read()
    with pytest.raises(NotFoundError):
        act("marked", "no-such-key")
    with pytest.raises(NotFoundError):
        act("noted", words="x", number=9)


def test_the_patient_sees_own_words_and_no_private_note(read, act):
    act("amended", first_key(read()), "seen by both")
    act("noted", words="for myself")
    mine = read(reader=None)
    assert mine.handled.notes == ()
    assert any(one.amended for part in mine.handled.sections for one in part.shown)


def test_the_patient_reads_who_opened_it(journal, anna, diary, read):
    read()
    ((name, _),) = journal.openings(anna, diary)
    assert name == "Martin"


def test_a_week_without_notes_has_a_page_that_is_not_kept(journal, clinic, anna):
    week = Week(date(2026, 1, 5), ZONE)
    shown = journal.page(anna, week, reader=clinic.clinician, number=None)
    assert (shown.shown.line.number, shown.lines) == (0, ())
    assert journal.past(anna) == ()


def test_a_note_that_is_done_brings_its_week_and_later_ones_up_to_date(
    journal, clinic, anna, diary, late_note
):
    note_id = late_note()
    journal.refresh(note_id)
    (kept,) = journal.past(anna)
    assert kept.gist.week == diary
    old = clinic.keep(anna, replace(a_diary_note(0), note_id="old"))
    journal.refresh(old)
    assert len(journal.past(anna)) == len(journal.weeks(anna))


def test_a_page_takes_as_many_queries_for_a_year_as_for_a_week(journal, clinic, counted):
    counts = {}
    for name, weeks in (("short", 1), ("long", 12)):
        patient = clinic.patient(name)
        notes = weeks_of_notes(weeks=weeks, slow=1.0)
        for note in notes:
            clinic.keep(patient, note)
        week = journal.weeks(patient)[0]
        number = journal.page(patient, week, reader=clinic.clinician, number=None).shown.line.number
        journal.opened(patient, week, number, clinic.clinician)
        with counted() as seen:
            journal.page(patient, week, reader=clinic.clinician, number=None)
        counts[name] = len(seen)
    assert counts["short"] == counts["long"] <= 32


def test_a_caseload_takes_as_many_queries_for_many_as_for_one(journal, clinic, counted):
    counts = []
    for at in range(2):
        for more in range(1 + 9 * at):
            patient = clinic.patient(f"p{at}-{more}")
            journal.refresh(clinic.keep(patient, replace(a_diary_note(3), note_id="n")))
        with counted() as seen:
            found = journal.caseload(clinic.clinician)
        counts.append(len(seen))
    assert len(found.cases) == 12
    assert counts[0] == counts[1] <= 13


def test_a_typed_note_that_came_later_stands_on_a_new_revision(
    journal, clinic, anna, diary, read, sign
):
    read()
    sign(1)
    journal.write(
        anna,
        "typed-1",
        Typed(text="Nothing to say.", language="en"),
        recorded_at=diary.start + timedelta(days=1),
        zone=ZONE,
    )
    shown = read()
    assert (shown.shown.line.number, shown.shown.summary.typed) == (1, ())
    assert shown.newer.since.came == 1
    (typed,) = read(number=2).shown.summary.typed
    assert [card.note_id for card in journal.typed_notes(anna, diary)] == [typed]
