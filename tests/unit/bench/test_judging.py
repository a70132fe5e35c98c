import math
from dataclasses import dataclass

import pytest

from voicejournal.bench.judging import Section, Target, Verdict, correlation, number, percent


@dataclass(frozen=True)
class Line:
    cells: tuple[str, ...]
    verdicts: tuple[Verdict, ...]


@pytest.mark.parametrize(
    ("target", "value", "told"),
    [
        (Target("edges", 15, "ms"), 15, "edges ≤ 15 ms: met"),
        (Target("edges", 15, "ms"), 15.1, "edges ≤ 15 ms: missed"),
        (Target("r", 0.85, at_least=True), 0.9, "r ≥ 0.85: met"),
        (Target("r", 0.85, at_least=True), 0.8, "r ≥ 0.85: missed"),
        (Target("r", 0.85), math.nan, "r ≤ 0.85: not measured"),
    ],
)
def test_a_figure_keeps_its_bound_or_misses_it(target, value, told):
    assert str(target.judge(value)) == told


def test_a_section_lists_what_it_missed():
    rows = (
        Line(("clean", "ours"), (Verdict("a", met=True), Verdict("b", met=False))),
        Line(("noise", "theirs"), ()),
    )
    assert Section("Pauses", (), rows, named_by=2).missed == ("Pauses, clean, ours: b",)


def test_what_could_not_be_taken_is_a_dash():
    assert (percent(0.031), number(1.234)) == ("3.1 %", "1.23")
    assert (percent(math.nan), number(math.nan)) == ("–", "–")


def test_numbers_that_never_vary_have_no_correlation():
    assert correlation([(1, 2), (2, 4), (3, 6)]) == pytest.approx(1)
    assert math.isnan(correlation([(1, 2), (1, 3), (1, 4)]))
    assert math.isnan(correlation([(1, 2), (2, 4)]))
