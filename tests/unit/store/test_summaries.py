"""Weekly summaries as they are kept: revisions, what they were made from, names under them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from voicejournal.errors import NotFoundError, PageMovedError
from voicejournal.model.audio import AudioFacts, KeptAudio
from voicejournal.model.evidence import Moment
from voicejournal.model.finding import NoteFindings
from voicejournal.model.note import NoteId
from voicejournal.model.revision import Composition, Flag, Gist, Inputs
from voicejournal.model.summary import Section, Sentence, WeeklySummary
from voicejournal.model.text import Text, verbatim
from voicejournal.model.units import Span
from voicejournal.model.week import Week
from voicejournal.store import StepKeeper

MONDAY = date(2026, 3, 23)
WEEK = Week(MONDAY, "Europe/Paris")
SINCE = datetime(2026, 1, 1, tzinfo=UTC)
AUDIO = KeptAudio(
    facts=AudioFacts(container="webm", codec="opus", channels=1, rate_hz=48_000, duration=12.5),
    peaks=(1.0,),
)


def a_sentence(words="Zwetschgen", kind="quotes.telling"):
    heard = Moment(
        note_id=NoteId("n"), recorded_at=datetime(2026, 3, 24, tzinfo=UTC), span=Span(1.0, 2.0)
    )
    return Sentence(kind=kind, text=verbatim(words), evidence=(heard,), quoted=True)


def a_summary(words="Zwetschgen", **more):
    section = Section(
        kind="quotes", title=Text("a", "b"), sentences=(a_sentence(words),), empty=Text("c", "d")
    )
    given = {"composed_at": datetime(2026, 3, 29, tzinfo=UTC), "notes": 1, "minutes": 1.0}
    return WeeklySummary(
        week=WEEK,
        pending=0,
        sections=(section,),
        series=(),
        caveats=(),
        limits=(),
        provenance=(),
        **{**given, **more},
    )


def a_flag(key="k"):
    return Flag(week=WEEK, key=key, sentence=a_sentence(kind="safety.said"))


@pytest.fixture
def keep(store, patient):
    """Keeps one page; `method` stands for everything that it was made from."""

    def keep_it(words="Zwetschgen", method="1", flags=(), **more):
        kept = Composition(summary=a_summary(words, **more), inputs=Inputs(method=method))
        gist = Gist(week=WEEK, notes=1, minutes=1.0, flags=flags)
        return store.summaries.keep(patient, MONDAY, kept, gist).number

    return keep_it


@pytest.fixture
def clinician(people):
    return people.account_id("martin", "clinician")


def analyze(store, note_id, version="1"):
    claim = store.jobs.claim("w", note_id)
    keep = StepKeeper(store, note_id, claim.fence)
    keep("audio", "1", KeptAudio, lambda: AUDIO)
    keep("findings", version, NoteFindings, lambda: NoteFindings(findings=()))
    store.jobs.finish(note_id, claim.fence, waiting_for="")


def inputs_of(store, patient):
    return store.summaries.inputs(patient, WEEK, SINCE, method="m")


def test_a_kept_page_reads_back_whole(store, patient, keep):
    assert keep() == 1
    read = store.summaries.read(patient, MONDAY, 1)
    assert read.summary == a_summary()
    assert read.inputs == Inputs(method="1")
    assert not read.line.signed


def test_a_revision_that_is_not_there_is_not_found(store, patient):
    with pytest.raises(NotFoundError):
        store.summaries.read(patient, MONDAY, 1)


def test_the_same_inputs_make_no_new_revision(store, patient, keep):
    keep()
    assert keep("Another") == 1
    assert store.summaries.read(patient, MONDAY, 1).summary == a_summary()


def test_a_draft_that_nobody_read_is_replaced(store, patient, keep):
    keep()
    assert keep("Another", method="2") == 1
    assert store.summaries.read(patient, MONDAY, 1).summary == a_summary("Another")
    assert len(store.summaries.lines(patient, MONDAY)) == 1


def test_what_somebody_read_stays_beside_the_new_revision(store, patient, keep, clinician):
    keep()
    store.signatures.opened(patient, MONDAY, 1, clinician)
    assert keep("Another", method="2") == 2
    assert store.summaries.read(patient, MONDAY, 1).summary == a_summary()


def test_new_inputs_that_say_the_same_are_noted_without_a_revision(store, patient, keep, clinician):
    keep()
    store.signatures.sign(patient, MONDAY, 1, clinician)
    later = datetime(2026, 4, 1, tzinfo=UTC)
    assert keep(method="2", composed_at=later) == 1
    read = store.summaries.read(patient, MONDAY, 1)
    assert read.inputs.method == "2"
    assert read.summary.composed_at == a_summary().composed_at


def test_a_signed_page_says_for_ever_what_was_signed(store, patient, keep, clinician):
    keep()
    store.signatures.sign(patient, MONDAY, 1, clinician)
    assert keep("Another", method="2") == 2
    first, second = store.summaries.lines(patient, MONDAY)
    assert (first.signed, second.signed) == (True, False)
    assert store.summaries.read(patient, MONDAY, 1).summary == a_summary()


def test_only_the_page_that_was_read_is_signed(store, patient, keep, clinician):
    keep()
    store.signatures.opened(patient, MONDAY, 1, clinician)
    keep("Another", method="2")
    with pytest.raises(PageMovedError):
        store.signatures.sign(patient, MONDAY, 1, clinician)


def test_a_page_is_not_signed_twice(store, patient, keep, clinician):
    keep()
    store.signatures.sign(patient, MONDAY, 1, clinician)
    with pytest.raises(PageMovedError):
        store.signatures.sign(patient, MONDAY, 1, clinician)


def test_reopening_keeps_what_was_signed_and_goes_on_beside_it(store, patient, keep, clinician):
    keep()
    store.signatures.sign(patient, MONDAY, 1, clinician)
    assert store.signatures.withdraw(patient, MONDAY, 1, clinician) == 2
    first, second = store.summaries.lines(patient, MONDAY)
    assert first.signature is not None
    assert (first.signed, second.signature) == (False, None)
    assert store.summaries.read(patient, MONDAY, 2).summary == a_summary()
    with pytest.raises(PageMovedError):
        store.signatures.withdraw(patient, MONDAY, 1, clinician)


def test_every_act_stands_in_the_audit_and_no_word_of_the_page(store, patient, keep, clinician):
    keep()
    store.signatures.opened(patient, MONDAY, 1, clinician)
    store.signatures.sign(patient, MONDAY, 1, clinician)
    store.signatures.withdraw(patient, MONDAY, 1, clinician)
    told = [
        (one.action, one.subject_id)
        for one in store.audit.of_patient(patient)
        if one.actor_id == clinician
    ]
    assert told == [
        ("summary.reopened", "2026-03-23/1"),
        ("summary.signed", "2026-03-23/1"),
        ("summary.opened", "2026-03-23/1"),
    ]
    assert store.audit.first_break() is None


def test_reading_on_is_one_opening_and_coming_back_is_another(
    store, patient, keep, clinician, clock
):
    keep()
    for wait_s in (0, 60, 1200):
        clock.pass_by(wait_s)
        store.signatures.opened(patient, MONDAY, 1, clinician)
    assert [one.by for one in store.signatures.openings(patient, MONDAY)] == [clinician] * 2
    assert store.signatures.openings(patient, MONDAY + timedelta(weeks=1)) == ()


def test_no_word_of_a_page_lies_open_in_the_database(store, patient, keep):
    keep(flags=(a_flag(),))
    with store.database.read() as session:
        for table in ("summaries", "standings"):
            for row in session.execute(text(f"SELECT * FROM {table}")):  # noqa: S608
                assert b"Zwetschgen" not in b"".join(
                    one if isinstance(one, bytes) else str(one).encode() for one in row
                )


def test_a_note_counts_as_an_input_once_it_was_analyzed(store, patient, send):
    note_id = send(recorded_at=datetime(2026, 3, 24, tzinfo=UTC)).note_id
    before = inputs_of(store, patient)
    assert before.notes == ()
    analyze(store, note_id)
    after = inputs_of(store, patient)
    assert [one for one, _ in after.notes] == [note_id]
    assert after.since(before).came == 1
    assert after.mark != before.mark


def test_results_of_a_new_version_are_new_inputs(store, patient, send):
    note_id = send(recorded_at=datetime(2026, 3, 24, tzinfo=UTC)).note_id
    analyze(store, note_id)
    before = inputs_of(store, patient)
    with store.database.write() as session:
        session.execute(text("UPDATE steps SET version = '2' WHERE step = 'findings'"))
    since = inputs_of(store, patient).since(before)
    assert (since.came, since.redone, since.earlier) == (0, 1, False)


def test_a_note_of_an_earlier_week_is_told_apart(store, patient, send):
    before = inputs_of(store, patient)
    analyze(store, send(recorded_at=datetime(2026, 3, 2, tzinfo=UTC)).note_id)
    since = inputs_of(store, patient).since(before)
    assert (since.came, since.earlier) == (0, True)


def test_a_later_note_is_no_input(store, patient, send):
    before = inputs_of(store, patient)
    analyze(store, send(recorded_at=datetime(2026, 3, 31, tzinfo=UTC)).note_id)
    assert inputs_of(store, patient) == before


def test_a_standing_tells_the_newest_week_and_the_flags_of_all(store, patient, keep, clinician):
    keep(flags=(a_flag(),))
    later = replace(WEEK, monday=MONDAY + timedelta(weeks=1))
    kept = Composition(summary=replace(a_summary(), week=later), inputs=Inputs(method="x"))
    store.summaries.keep(patient, later.monday, kept, Gist(week=later, notes=2, minutes=3.0))
    standing = store.standings.of([patient])[patient]
    assert standing.newest.week == later
    assert [flag.week for flag in standing.flags] == [WEEK]
    store.signatures.sign(patient, MONDAY, 1, clinician)
    assert store.standings.of([patient])[patient].flags == ()


def test_a_flag_that_came_after_the_signature_waits_again(store, patient, keep, clinician):
    keep(flags=(a_flag("one"),))
    store.signatures.sign(patient, MONDAY, 1, clinician)
    keep("Another", method="2", flags=(a_flag("one"), a_flag("two")))
    assert [flag.key for flag in store.standings.of([patient])[patient].flags] == ["two"]


def test_weeks_are_listed_newest_first_with_their_signatures(store, patient, keep, clinician):
    keep()
    store.signatures.sign(patient, MONDAY, 1, clinician)
    keep("Another", method="2")
    (past,) = store.summaries.past(patient)
    assert (past.line.number, past.signed.number) == (2, 1)
