"""The measures that are watched from week to week, and the scale each is compared on."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from voicejournal.model.change import Domain

Scale = Literal["ln", "logit", "root", "plain"]

SMALLEST_SHARE = 0.01
"""A share nearer to 0 or 1 is taken for this: no pause at all is not infinitely unusual."""
LEAST = 1e-3
SMALLEST = {"long_pause_rate": 0.5}
"""Per minute. A note without a long pause is taken for half a pause, so that ln has a value."""
ENOUGH_SPEECH_S = 20.0
"""Speech of the note that spreads are stated for."""


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
    chance: float = 0.5
    """Share of the variance between notes of `ENOUGH_SPEECH_S` that is the chance of what a
    note happens to hold; it shrinks as notes grow longer. Between halves of synthetic notes of
    one voice it was 0.5–1; assumed 0.5, as people vary more from day to day than synthesisers.
    """

    sparse: bool = False
    """Often nothing at all in a note: its middle is the mean, as a median would mostly be 0."""

    def scaled(self, value: float) -> float:
        """Put a value on the scale on which differences are compared."""
        if self.scale == "ln":
            return math.log(max(value, SMALLEST.get(self.name, LEAST)))
        if self.scale == "logit":
            share = min(max(value, SMALLEST_SHARE), 1 - SMALLEST_SHARE)
            return math.log(share / (1 - share))
        return math.sqrt(max(value, 0.0)) if self.scale == "root" else value

    def unscaled(self, position: float) -> float:
        """Bring a position on the scale back to the measure's own unit."""
        if self.scale == "ln":
            return math.exp(position)
        if self.scale == "logit":
            return 1 / (1 + math.exp(-position))
        return max(position, 0.0) ** 2 if self.scale == "root" else position


def width(chance: float, speech_s: float) -> float:
    """Return how much wider the spread of a note is than of one of `ENOUGH_SPEECH_S`.

    Args:
        chance: See `Watched.chance`.
        speech_s: Seconds of speech that the note holds.
    """
    return math.sqrt(1 - chance + chance * ENOUGH_SPEECH_S / speech_s)


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
    Watched(name="intensity_sd", domain="energy", scale="plain", prior_sd=0.8),
    Watched(name="level", domain="energy", scale="plain", prior_sd=2.5, chance=0.2),
    Watched(name="hnr", domain="quality", scale="plain", prior_sd=1.2),
    Watched(name="cpps", domain="quality", scale="plain", prior_sd=0.9),
    Watched(name="jitter", domain="quality", scale="ln", prior_sd=0.15, sign=-1),
    Watched(name="shimmer", domain="quality", scale="ln", prior_sd=0.12, sign=-1),
)
"""In each domain of the voice the measure that is plainest to a listener stands first."""


def _counted(name: str) -> Watched:
    # A share of p in n words has √(p) ± 1/(2√n) by chance alone, whatever p is: 0.06 at 70 words,
    # some thirty seconds of speech with its silences.
    return Watched(
        name=name, domain="wording", scale="root", prior_sd=0.06, chance=0.8, sparse=True
    )


WORDING: tuple[Watched, ...] = (
    _counted("wording.first_person_share"),
    _counted("wording.absolutist_share"),
    _counted("wording.negation_share"),
)
"""Kinds of findings that are one number per note, zero included: a series like a measure."""
RATING = Watched(name="mood", domain="rating", scale="plain", prior_sd=1.5, chance=0.0)
"""One rating from 0 to 10: no speech, so no chance of how much of it there was."""

BY_NAME: Mapping[str, Watched] = {one.name: one for one in (*WATCHED, *WORDING, RATING)}
