"""How far a week must lie from the usual before it is told: the budget of false alarms."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Strengths in standard errors, deviations in a person's own spreads.

    Chosen by simulation so that a person without a change raises less than one false alarm a
    month over everything that is watched together; `voicejournal replay --simulate` repeats it.
    """

    measure: float = 3.75
    """Strength at which one measure of a week is told by itself."""
    measure_deviation: float = 0.8
    """What that measure moved at least."""
    domain: float = 2.75
    """Strength of a whole domain in a week."""
    month: float = 3.0
    """Strength of a whole domain over four weeks."""
    lead_deviation: float = 0.5
    """What the measure moved at least that a domain's sentence is written with."""


DEFAULT = Thresholds()
NEEDED_IN_WEEK = 3
"""Notes a week needs before it is compared."""
NEEDED_IN_MONTH = 8
"""Notes four weeks need."""
REFRACTORY = timedelta(days=20)
"""A domain that was away no longer ago is not told as new: one story is told once."""
