"""What a figure should reach, and whether it does."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

PAIRS_MIN = 3
"""Two points always lie on a line."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One figure held against its target."""

    target: str
    met: bool | None
    """None where the figure could not be taken."""

    def __str__(self) -> str:
        """Say the target and the outcome."""
        outcome = {True: "met", False: "missed", None: "not measured"}[self.met]
        return f"{self.target}: {outcome}"


@dataclass(frozen=True, slots=True)
class Target:
    """The bound that a figure should keep."""

    what: str
    bound: float
    unit: str = ""
    at_least: bool = False

    def judge(self, value: float) -> Verdict:
        """Hold a figure against the bound; NaN: it could not be taken."""
        kept = value >= self.bound if self.at_least else value <= self.bound
        sign = "≥" if self.at_least else "≤"
        text = f"{self.what} {sign} {self.bound:g}{f' {self.unit}' if self.unit else ''}"
        return Verdict(text, met=None if math.isnan(value) else bool(kept))


class Row(Protocol):
    """One line of a section; each section has a type of its own."""

    @property
    def cells(self) -> tuple[str, ...]:
        """What is printed, one text a column."""

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Targets that this line is held against; most lines stand for comparison only."""


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the benchmark, measured."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    """What the figures were taken on, and what they do not tell."""
    named_by: int = 1
    """So many leading columns say which row it is."""

    @property
    def missed(self) -> tuple[str, ...]:
        """Every target that was not reached, and where."""
        return tuple(
            f"{', '.join((self.title, *row.cells[: self.named_by]))}: {verdict.target}"
            for row in self.rows
            for verdict in row.verdicts
            if verdict.met is False
        )


def percent(share: float) -> str:
    """Write a share as a percentage, – where there is none."""
    return "–" if math.isnan(share) else f"{100 * share:.1f} %"


def number(value: float, digits: int = 2) -> str:
    """Write a number, – where there is none."""
    return "–" if math.isnan(value) else f"{value:.{digits}f}"


def correlation(pairs: Sequence[tuple[float, float]]) -> float:
    """Return Pearson's r; NaN where there are too few pairs or one side never varies."""
    if len(pairs) < PAIRS_MIN:
        return math.nan
    both = np.array(pairs)
    return float(np.corrcoef(both.T)[0, 1]) if both.std(axis=0).all() else math.nan
