from datetime import UTC, datetime, timedelta

import pytest

from voicejournal import CheckIn, CheckInId

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.fixture
def answered():
    """Make a check-in so many days after the Monday of the week."""

    def answered(score, *, days=1.0, instrument="phq-9", matters=6.0, better_up=False):
        return CheckIn(
            check_in_id=CheckInId(f"{instrument}{days}"),
            instrument=instrument,
            answered_at=MONDAY + timedelta(days=days),
            zone="UTC",
            replies=(),
            score=score,
            higher_is_better=better_up,
            change_that_matters=matters,
        )

    return answered


@pytest.fixture
def mood(answered):
    """Rate how one is, 0 to 10."""

    def mood(score, days):
        return answered(score, days=days, instrument="mood", matters=None, better_up=True)

    return mood
