"""What was answered over time, as a line from 0 to the highest score."""

from datetime import UTC, datetime, timedelta

from voicejournal.instruments import instruments
from voicejournal.model.checkin import CheckIn, CheckInId
from voicejournal.model.units import Missing
from voicejournal.views.trend import BOTTOM, HEIGHT, SIDE, TOP, WIDTH, trends

FIRST = datetime(2026, 3, 2, tzinfo=UTC)


def answered(score, days, instrument="mood"):
    return CheckIn(
        check_in_id=CheckInId(f"{instrument}{days}"),
        instrument=instrument,
        answered_at=FIRST + timedelta(days=days),
        zone="UTC",
        replies=(),
        score=score,
    )


def test_time_runs_across_and_scores_run_up():
    (mood,) = trends([answered(10.0, 4), answered(0.0, 0), answered(5.0, 2)], instruments())
    assert [one.score for one in mood.points] == [0.0, 5.0, 10.0]
    assert [one.x for one in mood.points] == [SIDE, WIDTH / 2, WIDTH - SIDE]
    assert [one.y for one in mood.points] == [HEIGHT - BOTTOM, HEIGHT / 2, TOP]
    assert mood.line.startswith(f"{SIDE},{HEIGHT - BOTTOM} ")


def test_one_answer_and_answers_without_a_sum_make_no_line():
    left_out = Missing("items were left out")
    assert trends([answered(4.0, 0), answered(left_out, 1)], instruments()) == ()


def test_two_answers_of_one_moment_still_have_a_place():
    (mood,) = trends([answered(4.0, 0), answered(6.0, 0)], instruments())
    assert [one.x for one in mood.points] == [SIDE, SIDE]
