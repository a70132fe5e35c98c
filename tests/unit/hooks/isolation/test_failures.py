import re

import pytest

from voicejournal.hooks.isolation.failures import REASONS, UnfinishedError, Why


@pytest.mark.parametrize("why", REASONS)
def test_every_reason_is_a_clause_in_both_languages(why):
    error = UnfinishedError(why, "7")
    for said in (error.why.en, error.why.fr):
        assert said
        assert said[0].islower()
        assert not re.search(r"[{}.]", said)


def test_every_code_has_a_reason():
    assert set(Why) == set(REASONS)


def test_what_was_ended_may_answer_another_time():
    assert UnfinishedError(Why.TOO_LONG, "30").passing
    assert not UnfinishedError(Why.ERROR, "ValueError").passing
