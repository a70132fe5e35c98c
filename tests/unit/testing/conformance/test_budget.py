from dataclasses import replace

import pytest

from tests.unit.testing.conformance.odd import a_finding, an_analyzer
from voicejournal.testing import check_analyzer
from voicejournal.testing.conformance import budget
from voicejournal.testing.conformance.budget import Cost, cost_of, long_note, over_budget

INFO = an_analyzer(list).info
CHEAP = Cost(processor_s=0.01, clock_s=0.01, memory_mb=1.0)


def test_a_long_note_lasts_five_minutes_and_is_full_of_words():
    note = long_note("en", "I was so tired .")
    assert note.duration == 300
    assert len(note.transcript.words) > 500
    assert note.transcript.words[-1].end <= 300


def test_an_analyzer_that_counts_every_pair_of_words_is_found_out(monkeypatch):
    monkeypatch.setattr(budget, "CALL_S", 0.002)

    def do(note):
        words = note.transcript.words
        same = sum(one.text == other.text for one in words for other in words)
        return [a_finding(float(same))] if words else []

    slow = an_analyzer(do, needs={"transcript"}, languages={"en", "fr"})
    with pytest.raises(AssertionError, match=r"keeps its budget: it takes .* not 0\.002"):
        check_analyzer(slow)


def test_an_analyzer_that_fills_memory_is_found_out(monkeypatch):
    monkeypatch.setattr(budget, "MEMORY_MB", 1)

    def do(note):
        heap = bytearray(4 * 2**20)
        return [a_finding(float(len(heap)))]

    with pytest.raises(AssertionError, match=r"keeps its budget: it fills 4 MB .* not 1"):
        check_analyzer(an_analyzer(do))


def test_a_declared_budget_is_the_one_that_counts():
    slow = replace(CHEAP, processor_s=3.0, memory_mb=300.0)
    assert len(list(over_budget(INFO, slow))) == 2
    assert list(over_budget(replace(INFO, seconds=5.0, memory_mb=500), slow)) == []


def test_whoever_waits_is_found_out_by_the_clock():
    (reason,) = over_budget(INFO, replace(CHEAP, clock_s=11.0))
    assert reason.startswith("it waits for 11.0 s")


def test_what_a_call_costs_is_measured():
    cost = cost_of(lambda: sum(range(100_000)) + len(bytearray(2**21)))
    assert cost.processor_s > 0
    assert cost.memory_mb == pytest.approx(2, abs=0.2)
