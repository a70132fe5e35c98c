"""What is usual for one person: median and spread of the notes before a week.

The spread is drawn towards an assumed one while notes are few; without that, false alarms
nearly triple in the first six weeks (simulated).
"""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from voicejournal.findings.readings import Reading
from voicejournal.findings.watched import Watched
from voicejournal.model.change import Usual

NEEDED_NOTES = 10
"""Notes from which a usual is spoken of."""
PRIOR_NOTES = 8
"""Weight of the assumed spread, in notes."""
MAD_TO_SD = 1.4826
"""Median absolute deviation → standard deviation, for a normal distribution."""
BAND_SPREADS = 2.0
CLIP = 4.0
"""One odd note counts for at most so many spreads."""
DAY_CORRELATION = 0.3
"""Correlation of one person's measures from one day to the next, assumed."""
SAME_DAY_CORRELATION = DAY_CORRELATION**0.5
"""Notes of one day resemble each other as if half a day apart (assumed)."""
MEDIAN_COST = 1.335
"""Variance of a median over that of a mean, for the sizes of baseline that occur (simulated)."""


@dataclass(frozen=True, kw_only=True)
class Baseline:
    """One measure's centre and spread on its own scale."""

    watched: Watched
    unit: str
    readings: Sequence[Reading]
    """Oldest first."""
    until: float
    """When the span begins that it is for, in days."""

    @property
    def span_days(self) -> float:
        """Days from the first note learned from to that span."""
        return max(self.until - self.readings[0].day, 1.0)

    @property
    def notes(self) -> int:
        """Notes learned from."""
        return len(self.readings)

    @cached_property
    def centre(self) -> float:
        """Middle on the scale."""
        return middle(self.watched, [one.scaled for one in self.readings])

    @cached_property
    def spread(self) -> float:
        """Robust spread of notes of `ENOUGH_SPEECH_S` on the scale, drawn to the assumed one."""
        centre = self.centre
        apart = [abs(one.scaled - centre) / one.width for one in self.readings]
        if self.watched.sparse:
            own = math.sqrt(sum([one**2 for one in apart]) / (self.notes - 1))
        else:
            own = MAD_TO_SD * statistics.median(apart)
        return drawn(own, self.watched.prior_sd, self.notes)

    @cached_property
    def variance(self) -> float:
        """Variance of the centre, in squared spreads."""
        width = sum([one.width**2 for one in self.readings]) / self.notes
        together = resemblance(self.readings, None, self.span_days)
        cost = 1.0 if self.watched.sparse else MEDIAN_COST
        return cost * width * together / self.notes**2

    @cached_property
    def usual(self) -> Usual:
        """The same in the measure's unit, for people to read."""
        width = statistics.median(one.width for one in self.readings)
        reach = BAND_SPREADS * self.spread * width
        low, high = (self.watched.unscaled(self.centre + side * reach) for side in (-1, 1))
        return Usual(
            measure=self.watched.name,
            unit=self.unit,
            value=middle(self.watched, [one.value for one in self.readings]),
            band=(low, high),
            notes=self.notes,
        )

    def away(self, readings: Sequence[Reading]) -> list[float]:
        """Return how far readings lie from the centre, in spreads of their own length of note."""
        centre, spread = self.centre, self.spread
        return [clipped((one.scaled - centre) / (spread * one.width)) for one in readings]


def learn(
    watched: Watched, unit: str, readings: Sequence[Reading], until: float
) -> Baseline | None:
    """Learn one measure's usual; None while there are too few notes."""
    if len(readings) < NEEDED_NOTES:
        return None
    return Baseline(watched=watched, unit=unit, readings=readings, until=until)


def middle(watched: Watched, values: Sequence[float]) -> float:
    """Return the median; of what most notes hold none of, the mean."""
    return statistics.fmean(values) if watched.sparse else statistics.median(values)


def clipped(z: float) -> float:
    """Let one odd note count for at most `CLIP` spreads."""
    return z if -CLIP < z < CLIP else math.copysign(CLIP, z)


def drawn(own: float, assumed: float, notes: int) -> float:
    """Draw a spread of so many notes towards an assumed one."""
    free = notes - 1
    return math.sqrt((PRIOR_NOTES * assumed**2 + free * own**2) / (PRIOR_NOTES + free))


def resemblance(
    readings: Sequence[Reading], weights: Sequence[float] | None, span_days: float
) -> float:
    """Return the variance of a weighted sum of readings of variance 1 that follow one another.

    Days with a note are taken as spread evenly over the span; notes of one day lie close
    together and so count for little more than one.

    Args:
        readings: Oldest first.
        weights: Of each in the sum; None: all alike.
        span_days: Days that they reach over.
    """
    days = tuple([int(one.day) for one in readings])
    return _summed(days, tuple(weights or ()), span_days)


@lru_cache(maxsize=1024)
def _summed(days: tuple[int, ...], weights: tuple[float, ...], span_days: float) -> float:
    # Most measures of a week were taken from the same notes: the sum is made once for all.
    step = DAY_CORRELATION ** (span_days / len(set(days)))
    total = carried = 0.0
    for at, weight in enumerate(weights or (1.0,) * len(days)):
        if at:
            carried *= step if days[at] != days[at - 1] else SAME_DAY_CORRELATION
        total += weight * (weight + 2 * carried)
        carried += weight
    return total
