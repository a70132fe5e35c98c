"""What clinicians do by hand, as it is kept."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from tests.unit.store.test_summaries import MONDAY, WEEK, a_flag, a_summary
from voicejournal.errors import NotFoundError
from voicejournal.model.hand import Intent, SentenceKey
from voicejournal.model.revision import Composition, Gist, Inputs
from voicejournal.model.text import Text

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def clinician(people):
    return people.account_id("martin", "clinician")


@pytest.fixture
def act(store, patient, clinician):
    def act_it(deed="amended", words="Mirabellen", monday=MONDAY, **more):
        wish = Intent(deed=deed, by=clinician, number=1, words=words, **more)
        return store.hand.add(patient, monday, wish)

    return act_it


def acts(store, patient, by=None, since=LONG_AGO):
    return store.hand.of_week(patient, MONDAY, taught_by=by, since=since)


def test_an_act_reads_back_as_it_was_done(store, patient, act, clinician):
    act(sentence=SentenceKey("abc"), kind="quotes.telling", machine=Text("old", "vieux"))
    (one,) = acts(store, patient)
    assert (one.deed, one.by, one.words) == ("amended", clinician, "Mirabellen")
    assert (one.sentence, one.kind, one.machine) == (
        "abc",
        "quotes.telling",
        Text("old", "vieux"),
    )
    assert one.holds()


def test_what_was_undone_is_kept_and_no_longer_holds(store, patient, act, clinician, clock):
    act_id = act()
    between = clock()
    store.hand.undo(patient, MONDAY, act_id, clinician)
    store.hand.undo(patient, MONDAY, act_id, clinician)
    (one,) = acts(store, patient)
    assert not one.holds()
    assert one.holds(between)
    told = [
        entry.action for entry in store.audit.of_patient(patient) if entry.actor_id == clinician
    ]
    assert told == ["summary.undone", "summary.amended"]


def test_another_week_or_patient_has_no_such_act(store, people, patient, act, clinician):
    act_id = act()
    with pytest.raises(NotFoundError):
        store.hand.undo(patient, MONDAY + timedelta(weeks=1), act_id, clinician)
    with pytest.raises(NotFoundError):
        store.hand.undo(people.patient("berta"), MONDAY, act_id, clinician)


def test_nobody_takes_another_persons_private_note_away(store, people, patient, act):
    act_id = act("noted")
    with pytest.raises(NotFoundError):
        store.hand.undo(patient, MONDAY, act_id, people.account_id("other", "clinician"))


def test_dismissals_of_other_weeks_come_along_for_whoever_made_them(
    store, people, patient, act, clinician
):
    act("dismissed", monday=date(2026, 3, 2))
    act("amended", monday=date(2026, 3, 2))
    assert [one.deed for one in acts(store, patient, clinician)] == ["dismissed"]
    assert acts(store, patient, people.account_id("other", "clinician")) == ()
    assert acts(store, patient, clinician, since=datetime(2027, 1, 1, tzinfo=UTC)) == ()


def test_words_written_by_hand_lie_open_nowhere(store, act):
    act(kind="safety.said", machine=Text("Reineclauden", "Reineclauden"))
    with store.database.read() as session:
        tables = [list(session.execute(text(f"SELECT * FROM {one}"))) for one in ("acts", "audit")]  # noqa: S608
    for secret in ("Mirabellen", "Reineclauden", "safety.said"):
        assert secret not in str(tables)


@pytest.mark.parametrize("deed", ["dismissed", "seen"])
def test_a_flag_that_was_looked_at_leaves_the_inbox_until_that_is_undone(
    store, patient, act, clinician, deed
):
    kept = Composition(summary=a_summary(), inputs=Inputs())
    gist = Gist(week=WEEK, notes=1, minutes=1.0, flags=(a_flag("abc"),))
    store.summaries.keep(patient, MONDAY, kept, gist)
    act_id = act(deed, sentence=SentenceKey("abc"))
    assert store.standings.of([patient])[patient].flags == ()
    store.hand.undo(patient, MONDAY, act_id, clinician)
    assert len(store.standings.of([patient])[patient].flags) == 1
