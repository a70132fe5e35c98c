"""The measures that are watched from week to week, and the scale each is compared on."""

import math
from dataclasses import dataclass
from typing import Literal

from voicejournal.model.change import Domain

Scale = Literal["ln", "logit", "plain"]

SMALLEST_SHARE = 0.01
"""A share nearer to 0 or 1 is taken for this: no pause at all is not infinitely unusual."""
SMALLEST = {"long_pause_rate": 0.5}
"""Per minute. A note without a long pause is taken for half a pause, so that ln has a value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """One measure that is compared with a person's usual."""

    name: str
    domain: Domain
    scale: Scale
    prior_sd: float
    """Within-person spread taken for granted until a person's own is known, on `scale`.

    Assumed from the spread of short recordings of single speakers; not from patients. It
    weighs as much as `PRIOR_NOTES` notes.
    """
    sign: Literal[1, -1] = 1
    """-1: it falls when its domain rises."""
    device_bound: bool = False
    """Compared between notes of one microphone only."""

    def scaled(self, value: float) -> float:
        """Put a value on the scale on which differences are compared."""
        if self.scale == "ln":
            return math.log(max(value, SMALLEST.get(self.name, 1e-3)))
        if self.scale == "logit":
            share = min(max(value, SMALLEST_SHARE), 1 - SMALLEST_SHARE)
            return math.log(share / (1 - share))
        return value

    def unscaled(self, position: float) -> float:
        """Bring a position on the scale back to the measure's own unit."""
        if self.scale == "ln":
            return math.exp(position)
        if self.scale == "logit":
            return 1 / (1 + math.exp(-position))
        return position


WATCHED: tuple[Watched, ...] = (
    Watched(name="pause_median", domain="pausing", scale="ln", prior_sd=0.20),
    Watched(name="pause_fraction", domain="pausing", scale="logit", prior_sd=0.30),
    Watched(name="pause_p90", domain="pausing", scale="ln", prior_sd=0.25),
    Watched(name="long_pause_rate", domain="pausing", scale="ln", prior_sd=0.45),
    Watched(name="run_median", domain="pausing", scale="ln", prior_sd=0.25, sign=-1),
    Watched(name="articulation_rate", domain="tempo", scale="ln", prior_sd=0.08),
    Watched(name="speech_rate", domain="tempo", scale="ln", prior_sd=0.12),
    Watched(name="words_per_minute", domain="tempo", scale="ln", prior_sd=0.15),
    Watched(name="pitch_movement", domain="pitch", scale="ln", prior_sd=0.15),
    Watched(name="pitch_sd", domain="pitch", scale="ln", prior_sd=0.15),
    Watched(name="pitch_range", domain="pitch", scale="ln", prior_sd=0.15),
    Watched(name="intensity_sd", domain="energy", scale="plain", prior_sd=0.8, device_bound=True),
    Watched(name="level", domain="energy", scale="plain", prior_sd=2.5, device_bound=True),
)
"""In each domain the measure that is plainest to a listener stands first."""
