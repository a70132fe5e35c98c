"""One measure, or one domain, of some notes against its baseline."""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from voicejournal.findings.baseline import Baseline, middle, resemblance
from voicejournal.findings.readings import Reading
from voicejournal.findings.watched import Watched

MEASURE_CORRELATION = 0.5
"""Correlation between measures of one domain, assumed.

A person's own, seen in so few notes, is so unsure that using it finds less at the same rate of
false alarms; where it is 0.8, the assumed one raises 0.7 a month instead of 0.4 (simulated).
"""
DOMAIN_MEASURES = 2
"""A domain speaks with at least two measures; one alone is held to a threshold of its own."""


@dataclass(frozen=True)
class Shift:
    """How far the notes of a span lie from one measure's usual."""

    baseline: Baseline
    readings: Sequence[Reading]
    """Of the span, oldest first."""
    days: float
    """That the span lasts."""

    @property
    def watched(self) -> Watched:
        """Which measure."""
        return self.baseline.watched

    @cached_property
    def _weights(self) -> list[float]:
        return [1 / one.width for one in self.readings]

    @cached_property
    def _weight(self) -> float:
        return sum([one**2 for one in self._weights])

    @cached_property
    def deviation(self) -> float:
        """Mean distance in spreads of a note of `ENOUGH_SPEECH_S`; longer notes weigh more."""
        pairs = zip(self.baseline.away(self.readings), self._weights, strict=True)
        return sum([away * weight for away, weight in pairs]) / self._weight

    @cached_property
    def error(self) -> float:
        """Standard error of the deviation, in spreads."""
        together = resemblance(self.readings, self._weights, self.days)
        return math.sqrt(together / self._weight**2 + self.baseline.variance)

    @property
    def strength(self) -> float:
        """Deviation over its error."""
        return self.deviation / self.error

    @property
    def value(self) -> float:
        """Middle of the notes, in the measure's unit."""
        return middle(self.watched, [one.value for one in self.readings])

    @property
    def visible(self) -> bool:
        """Whether the medians that people read say the same as the mean deviation."""
        return (self.value - self.baseline.usual.value) * self.deviation > 0


def domain_strength(members: Sequence[Shift]) -> float:
    """Return how strongly the measures of one domain moved together; 0 of a single one."""
    p = len(members)
    if p < DOMAIN_MEASURES:
        return 0.0
    mean = statistics.fmean(one.watched.sign * one.deviation for one in members)
    spread = math.sqrt((1 + (p - 1) * MEASURE_CORRELATION) / p)
    return mean / spread / max(one.error for one in members)
