from datetime import date

import pytest
from voicejournal_standard.weeks.progress import Progress

from voicejournal import Answered, Change, Missing, Week
from voicejournal.findings.week import analyze_week, view_week
from voicejournal.hooks.registered import registered
from voicejournal.model.change import Comparison
from voicejournal.model.finding import NoteFindings
from voicejournal.testing import a_note, moved

WEEK = Week(date(2026, 3, 2), "UTC")
NOTHING = Comparison(notes=0, learned_from=0, needed=8, needed_in_week=3)


def progress(check_ins=(), days=(), comparison=NOTHING):
    notes = [moved(a_note("Hello ."), days=day, note_id=f"n{day}") for day in days]
    entries = [(note, NoteFindings(findings=())) for note in notes]
    found = analyze_week(
        view_week(WEEK, entries, comparison, check_ins), [registered("mine", Progress())]
    )
    assert found.gaps == ()
    return found.findings


def test_a_move_of_more_than_chance_is_said_with_its_limit(answered):
    (one,) = progress([answered(6.0, days=-7), answered(13.0)])
    assert (
        one.claim.en == "PHQ-9: 13, 6 before. A move of 7 points is more than chance (6 or more)."
    )
    assert "Un écart de 7\u00a0points dépasse le hasard" in one.claim.fr
    assert (one.value, one.usual) == (13.0, 6.0)
    assert [evidence.score for evidence in one.evidence] == [13.0, 6.0]


def test_a_small_move_is_said_to_be_within_chance(answered):
    (one,) = progress([answered(6.0, days=-7), answered(8.0)])
    assert "within chance (under 6)" in one.claim.en


def test_without_a_published_limit_none_is_made_up(answered):
    (one,) = progress([answered(6.0, days=-7, matters=None), answered(20.0, matters=None)])
    assert "no published limit" in one.claim.en


def test_what_the_page_tells_as_a_change_is_not_told_twice(answered):
    answers = (
        Answered(
            check_in_id=answered(13.0).check_in_id,
            instrument="phq-9",
            answered_at=answered(13.0).answered_at,
            score=13.0,
        ),
    )
    change = Change(
        measure="phq-9",
        domain="questionnaire",
        direction="up",
        value=13.0,
        usual=6.0,
        unit="1",
        deviation=1.0,
        strength=3.0,
        domain_strength=3.0,
        notes=1,
        learned_from=1,
        answers=answers,
    )
    comparison = Comparison(notes=0, learned_from=0, needed=8, needed_in_week=3, changes=(change,))
    assert progress([answered(6.0, days=-7), answered(13.0)], comparison=comparison) == ()


@pytest.mark.parametrize("days", [(1.0,), (-7.0,)])
def test_one_answer_alone_moves_nothing(answered, days):
    assert progress([answered(6.0, days=day) for day in days]) == ()


def test_an_unscored_answer_is_left_out(answered):
    assert progress([answered(6.0, days=-7), answered(Missing("left out"))]) == ()


def test_many_ratings_of_mood_are_compared_by_their_medians(mood):
    before = [mood(score, days=-day) for day, score in ((9, 7.0), (5, 6.0), (3, 7.0))]
    during = [mood(score, days=day) for day, score in ((1, 4.0), (2, 9.0), (3, 4.0))]
    (one,) = progress([*before, *during])
    assert (one.usual, one.value) == (7.0, 4.0)
    assert one.claim.en == "The mood rating: 4, 7 before; 3 points of ten apart."
    assert all(isinstance(evidence, Answered) for evidence in one.evidence)


def test_fewer_notes_than_usual_are_told_with_the_notes_themselves():
    before = [week * -7.0 + day for week in (1, 2, 3) for day in (0, 1, 2, 3)]
    (one,) = progress(days=[*before, 1.0])
    assert one.kind == "progress.notes"
    assert one.claim.en == "1 note this week; usually 4 a week."
    assert [moment.note_id for moment in one.evidence] == ["n1.0"]


def test_as_many_notes_as_usual_are_not_told():
    before = [week * -7.0 + day for week in (1, 2, 3) for day in (0, 1, 2)]
    assert progress(days=[*before, 0.0, 1.0, 2.0]) == ()


def test_nothing_is_usual_after_two_weeks():
    assert progress(days=[-14.0, -7.0, -6.0, -5.0, 1.0]) == ()
