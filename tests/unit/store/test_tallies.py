from datetime import timedelta

import pytest

from voicejournal.hooks.isolation.failures import Why
from voicejournal.hooks.isolation.tallies import Call
from voicejournal.store.tallies import TIMES_KEPT


def a_call(seconds=0.01, why=None, detail="", **more):
    named = {"plugin": "mine", "analyzer": "pace", "version": "1", **more}
    return Call(seconds=seconds, failure=why, detail=detail, **named)


def test_calls_add_up(store):
    store.tallies.add([a_call(0.010), a_call(0.030)])
    store.tallies.add([a_call(0.020)])
    (tally,) = store.tallies.all()
    assert (tally.calls, tally.failures, tally.median_ms) == (3, 0, 20.0)
    assert tally.last_failure is None


def test_failures_are_told_with_their_reason_until_it_answers(store, clock):
    store.tallies.add([a_call(), a_call(why=Why.TOO_LONG, detail="30")])
    (tally,) = store.tallies.all()
    assert (tally.failures, tally.in_a_row) == (1, 1)
    assert tally.last_failure.en == "it ran longer than 30\u00a0s"
    assert clock.now - tally.last_failed_at < timedelta(seconds=1)
    store.tallies.add([a_call()])
    (tally,) = store.tallies.all()
    assert (tally.failures, tally.in_a_row) == (1, 0)


def test_each_version_has_a_tally_of_its_own(store):
    store.tallies.add([a_call(version="1")])
    store.tallies.add([a_call(version="2"), a_call(analyzer="other")])
    assert [(one.analyzer, one.version) for one in store.tallies.all()] == [
        ("other", "1"),
        ("pace", "1"),
        ("pace", "2"),
    ]


def test_times_are_those_of_the_newest_calls(store):
    store.tallies.add([a_call(9.0)] * 5)
    store.tallies.add([a_call(0.001 * n) for n in range(1, TIMES_KEPT + 1)])
    (tally,) = store.tallies.all()
    assert tally.median_ms == pytest.approx(TIMES_KEPT / 2, abs=1)
    assert tally.p95_ms == pytest.approx(0.95 * TIMES_KEPT, abs=1)


def test_what_was_never_asked_has_no_time(store):
    store.tallies.add([a_call(0.0, why=Why.NOT_GRANTED)])
    (tally,) = store.tallies.all()
    assert tally.median_ms.reason == "never called"
