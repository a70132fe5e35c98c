from datetime import date, timedelta

from voicejournal.findings.answers import answer_changes
from voicejournal.model.checkin import MOOD, CheckIn, CheckInId
from voicejournal.model.units import Missing
from voicejournal.model.week import Week

LAST = Week(date(2026, 3, 2), "UTC")


def answered(*scores, instrument="phq-9", matters=5.0):
    """Questionnaires filled in every second week; the last in `LAST`."""
    return [
        CheckIn(
            check_in_id=CheckInId(f"{instrument} {at}"),
            instrument=instrument,
            answered_at=LAST.back(2 * (len(scores) - 1 - at)).start + timedelta(hours=12),
            zone="UTC",
            replies=(),
            score=score,
            change_that_matters=matters,
        )
        for at, score in enumerate(scores)
    ]


def test_a_rise_beyond_the_instruments_own_unsteadiness_is_told_with_both_answers():
    (change,) = answer_changes(answered(8, 14), LAST)
    assert (change.measure, change.direction) == ("phq-9", "up")
    assert (change.value, change.usual, change.matters) == (14, 8, 5.0)
    assert [one.score for one in change.answers] == [8, 14]


def test_less_than_that_is_chance():
    assert answer_changes(answered(8, 12), LAST) == ()


def test_small_steps_are_told_when_they_add_up():
    assert answer_changes(answered(8, 10, 12), LAST) == ()
    (change,) = answer_changes(answered(8, 10, 12, 13), LAST)
    assert (change.usual, change.value) == (8, 13)


def test_what_was_told_is_not_told_again_while_it_lasts():
    assert answer_changes(answered(8, 14, 15), LAST) == ()
    (back,) = answer_changes(answered(8, 14, 15, 9), LAST)
    assert (back.direction, back.usual) == ("down", 14)


def test_later_answers_change_nothing():
    assert answer_changes(answered(8, 14, 3), LAST.back(2)) == answer_changes(
        answered(8, 14, 3)[:2], LAST.back(2)
    )


def test_instruments_do_not_mix():
    told = answer_changes([*answered(8, 14), *answered(20, 21, instrument="gad-7")], LAST)
    assert [one.measure for one in told] == ["phq-9"]


def test_answers_without_a_score_or_a_published_change_and_ratings_are_left_out():
    assert answer_changes(answered(8, Missing("left out")), LAST) == ()
    assert answer_changes(answered(8, 20, matters=None), LAST) == ()
    assert answer_changes(answered(1, 9, instrument=MOOD), LAST) == ()
