from datetime import UTC, datetime, timedelta

import pytest

from voicejournal.model.amendment import (
    EDGE_S,
    GAP_S,
    Amendments,
    Correction,
    passage_of,
    words_outside,
)
from voicejournal.model.transcript import Transcript, Word
from voicejournal.model.units import Span

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def word(text, start, end):
    return Word(text=text, start=start, end=end, probability=0.9)


WORDS = (word("I", 0.5, 0.6), word("met", 0.6, 1.0), word("Ana", 2.0, 2.5), word("there", 2.5, 3.0))
WRITTEN = Transcript(engine="e", model="m", language="en", language_probability=1.0, words=WORDS)


def correction(said, *, start=2.0, heard="Ana", at=NOW):
    return Correction(start=start, heard=heard, said=said, at=at)


def texts(amendments, written=WRITTEN):
    return [one.text for one in amendments.apply(written).words]


def test_a_corrected_word_keeps_what_was_heard():
    changed = Amendments().with_correction(correction("Anna")).apply(WRITTEN)
    assert (changed.words[2].text, changed.words[2].heard) == ("Anna", "Ana")
    assert changed.words[2].span == WORDS[2].span
    assert WRITTEN.words[2].text == "Ana"


def test_several_words_may_stand_for_one_and_can_be_quoted():
    changed = Amendments().with_correction(correction("Ann A.")).apply(WRITTEN)
    assert changed.says("met Ann A. there")
    assert not changed.says("met Ana")


def test_a_second_correction_replaces_the_first_and_both_stay_known():
    later = NOW + timedelta(days=1)
    twice = Amendments().with_correction(correction("Anna"))
    twice = twice.with_correction(correction("Hannah", at=later))
    assert texts(twice)[2] == "Hannah"
    assert [one.undone_at for one in twice.corrections] == [later, None]


def test_a_correction_is_taken_back_and_stays_known():
    undone = Amendments().with_correction(correction("Anna")).without_correction(2.0, NOW)
    assert texts(undone) == ["I", "met", "Ana", "there"]
    assert len(undone.corrections) == 1


def test_a_correction_does_not_fall_on_another_word_of_a_new_transcript():
    made_anew = Transcript(
        engine="e",
        model="better",
        language="en",
        language_probability=1.0,
        words=(word("Anna", 2.0, 2.5),),
    )
    assert texts(Amendments().with_correction(correction("Hannah")), made_anew) == ["Anna"]


def test_nothing_of_struck_words_is_left_in_the_history():
    amendments = Amendments().with_correction(correction("Anna"))
    struck = amendments.without(Span(1.9, 2.6))
    assert struck.corrections == ()
    assert struck.struck == (Span(1.9, 2.6),)


def test_a_passage_reaches_into_silence_but_not_far_into_neighbours():
    passage = passage_of(WORDS, 2, 2, duration=4.0)
    assert passage.span.start == pytest.approx(2.0 - GAP_S)
    assert passage.span.end == pytest.approx(2.5 + EDGE_S)


@pytest.mark.parametrize(("first", "last"), [(0, 3), (3, 0)])
def test_a_passage_may_be_chosen_from_either_end_and_stays_inside_the_sound(first, last):
    passage = passage_of(WORDS, first, last, duration=3.02)
    assert passage.words == WORDS
    assert passage.span.start == pytest.approx(0.5 - GAP_S)
    assert passage.span.end == pytest.approx(3.02)
    assert words_outside(WORDS, passage) == ()


def test_other_words_stay():
    passage = passage_of(WORDS, 1, 2, duration=4.0)
    assert words_outside(WORDS, passage) == (WORDS[0], WORDS[3])
