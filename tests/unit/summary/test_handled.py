"""The page with what clinicians did to it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.store.test_summaries import MONDAY, a_sentence, a_summary
from voicejournal.model.hand import Act
from voicejournal.model.summary import Section
from voicejournal.model.text import Text, verbatim
from voicejournal.summary.handled import TEACHES_AFTER, handle, taught
from voicejournal.summary.keys import key_of

NOON = a_summary().composed_at
PAGE = a_summary()
SENTENCE = PAGE.sentences[0]
KEY = key_of("quotes", SENTENCE)


def an_act(deed, *, at=0, by="martin", weeks_ago=0, **more):
    given = {"sentence": KEY, "kind": SENTENCE.kind, "machine": SENTENCE.text, "words": "mine"}
    return Act(
        act_id=f"{deed}-{at}-{weeks_ago}",
        deed=deed,
        by=by,
        at=NOON + timedelta(minutes=at),
        monday=MONDAY - timedelta(weeks=weeks_ago),
        number=1,
        **{**given, **more},
    )


def the_sentence(*acts, reader="martin", as_of=None, page=PAGE):
    (section,) = handle(page, acts, reader=reader, as_of=as_of).sections
    (one,) = (*section.shown, *section.less, *section.aside)
    return one


def part_of(section):
    return next(name for name in ("shown", "less", "aside") if getattr(section, name))


def test_own_words_stand_beside_the_machines():
    one = the_sentence(an_act("amended"))
    assert one.amended.words == "mine"
    assert one.sentence == SENTENCE
    assert not one.amended_elsewise


def test_the_newest_words_stand_and_undoing_brings_the_older_back():
    older, newer = an_act("amended", words="old"), an_act("amended", at=1, words="new")
    assert the_sentence(older, newer).amended.words == "new"
    undone = replace(newer, undone_at=NOON + timedelta(minutes=2))
    assert the_sentence(older, undone).amended.words == "old"


def test_words_beside_a_sentence_that_has_moved_on_say_so():
    assert the_sentence(an_act("amended", machine=verbatim("before"))).amended_elsewise


def test_words_beside_a_sentence_that_is_gone_are_not_lost():
    page = handle(PAGE, [an_act("amended", sentence="gone")], reader="martin")
    assert [one.words for one in page.lost] == ["mine"]


def test_what_was_dismissed_is_set_aside_and_still_there():
    (section,) = handle(PAGE, [an_act("dismissed")], reader="martin").sections
    assert part_of(section) == "aside"


def test_acts_of_another_week_leave_this_one_alone():
    assert the_sentence(an_act("amended", weeks_ago=1)).amended is None


def test_a_signed_page_shows_what_held_when_it_was_signed():
    signed_at = NOON + timedelta(minutes=5)
    before = replace(an_act("amended"), undone_at=NOON + timedelta(minutes=9))
    assert the_sentence(before, as_of=signed_at).amended == before
    assert the_sentence(an_act("amended", at=6), as_of=signed_at).amended is None


def test_a_mark_for_the_session_may_come_after_the_signature():
    assert the_sentence(an_act("marked", at=6), as_of=NOON).marked is not None


def test_private_notes_are_for_their_writer_alone():
    note = an_act("noted", sentence="")
    assert handle(PAGE, [note], reader="martin").notes == (note,)
    assert handle(PAGE, [note], reader="other").notes == ()
    assert handle(PAGE, [note], reader=None).notes == ()


def dismissals(count, **more):
    return [an_act("dismissed", at=n, weeks_ago=n + 1, **more) for n in range(count)]


@pytest.mark.parametrize(
    ("count", "where"), [(TEACHES_AFTER - 1, "shown"), (TEACHES_AFTER, "less")]
)
def test_a_kind_that_was_dismissed_often_enough_is_shown_less(count, where):
    (section,) = handle(PAGE, dismissals(count), reader="martin").sections
    assert part_of(section) == where


def test_what_one_clinician_dismissed_teaches_nobody_else():
    for reader in ("other", None):
        (section,) = handle(PAGE, dismissals(9), reader=reader).sections
        assert part_of(section) == "shown"


def test_restoring_a_kind_forgets_the_dismissals_before_it():
    acts = [*dismissals(5), an_act("restored", at=10)]
    assert taught(acts, "martin") == {}
    again = [*acts, *(an_act("dismissed", at=20 + n) for n in range(TEACHES_AFTER))]
    assert taught(again, "martin") == {SENTENCE.kind: TEACHES_AFTER}


def test_an_undone_dismissal_teaches_nothing():
    undone = [replace(one, undone_at=NOON + timedelta(days=1)) for one in dismissals(9)]
    assert taught(undone, "martin") == {}


def test_a_sentence_that_somebody_marked_is_shown_whatever_its_kind():
    (section,) = handle(PAGE, [*dismissals(5), an_act("marked", at=9)], reader="martin").sections
    assert part_of(section) == "shown"


def test_safety_is_never_shown_less_nor_set_aside():
    flagged = a_sentence(kind="safety.said")
    section = Section(
        kind="safety", title=Text("a", "b"), sentences=(flagged,), empty=Text("c", "d")
    )
    page = replace(PAGE, sections=(section,))
    about = {"sentence": key_of("safety", flagged), "kind": "safety.said"}
    acts = [*dismissals(9, **about), an_act("dismissed", at=99, **about)]
    (handled,) = handle(page, acts, reader="martin").sections
    assert part_of(handled) == "shown"
    assert handled.shown[0].dismissed is not None
