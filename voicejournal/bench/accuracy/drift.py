"""How far each measure moves when the recording changes and the voice does not."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from voicejournal.bench.judging import Target, Verdict, correlation, number
from voicejournal.bench.material import Material, Recorded
from voicejournal.bench.sounds.channels import CHANNELS, Channel, level_first
from voicejournal.extract.voice import BUILT_IN, measure_voice
from voicejournal.extract.voice.measures.melody import MELODY
from voicejournal.extract.voice.measures.timing import TIMING
from voicejournal.findings.watched import WATCHED
from voicejournal.model.audio import Waveform
from voicejournal.model.units import Missing
from voicejournal.model.voice import Disturbance, MeasureInfo

MOVED = 0.5
"""In within-person spreads: what moves a number further is declared in its `moved_by`."""
TO_SPREAD = 1.4826
"""The median absolute deviation of a normal distribution is this much smaller than its spread."""
VOICES_MIN = 5
"""A speaker with fewer recordings tells nothing about their own spread."""

OPUS_24 = "Opus 24"
STAYS = Target("Opus 24", 0.2, "spreads")
KEEPS_ORDER = Target("Opus 24 r", 0.9, at_least=True)
HALF = Target("codecs and gain", MOVED, "spreads")
TIME_AND_PITCH = frozenset(one.info.name for one in (*TIMING, *MELODY))
COMPARED = frozenset(one.name for one in WATCHED)
"""Measures that are compared with a person's usual."""

Numbers = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class DriftRow:
    """One measure through every channel."""

    measure: MeasureInfo
    spread: float
    """How far it varies within one person, in its own unit."""
    drifts: Mapping[str, float]
    """By channel: median distance, in spreads."""
    correlation: float = math.nan
    """Over recordings, before and after Opus 24."""
    channels: tuple[Channel, ...] = CHANNELS

    @property
    def undeclared(self) -> tuple[Disturbance, ...]:
        """Disturbances that move it though it does not say so."""
        return tuple(sorted(self._moved() - self.measure.moved_by))

    @property
    def still(self) -> tuple[Disturbance, ...]:
        """Disturbances that it declares, and that did not move it here."""
        tried = {one.disturbance for one in self.channels if self._drift(one) <= MOVED}
        return tuple(sorted((self.measure.moved_by & tried) - self._moved()))

    @property
    def cells(self) -> tuple[str, ...]:
        """Measure, spread, drift through each channel, and what is declared otherwise."""
        drifts = map(self._drift, self.channels)
        told = [f"undeclared: {', '.join(self.undeclared)}"] if self.undeclared else []
        told += [f"declared, still here: {', '.join(self.still)}"] if self.still else []
        told_all = "; ".join(told)
        spread = "–" if math.isnan(self.spread) else f"{self.spread:.3g}"
        order = number(self.correlation)
        return (self.measure.name, spread, *map(_drift, drifts), order, told_all)

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Held to its own word, and to the bounds of what is compared over time."""
        told = None if math.isnan(self.spread) else not self.undeclared
        judged = [Verdict("moved only by what it declares", met=told)]
        if self.measure.name in TIME_AND_PITCH and OPUS_24 in self.drifts:
            judged.append(STAYS.judge(self.drifts[OPUS_24]))
            judged.append(KEEPS_ORDER.judge(self.correlation))
        if self.measure.name in COMPARED:
            judged += [
                HALF.judge(self.drifts[channel.name])
                for channel in self.channels
                if channel.disturbance in {"codec", "gain"} - self.measure.moved_by
            ]
        return tuple(dict.fromkeys(judged))

    def _moved(self) -> frozenset[Disturbance]:
        return frozenset(
            channel.disturbance for channel in self.channels if self._drift(channel) > MOVED
        )

    def _drift(self, channel: Channel) -> float:
        return self.drifts.get(channel.name, math.nan)


def bench_drift(material: Material, channels: Sequence[Channel] = CHANNELS) -> tuple[DriftRow, ...]:
    """Measure every recording before and after each channel."""
    spreads = within_person(material.voices)
    sounds = [level_first(one.waveform) for one in material.recordings]
    before = [measured(sound) for sound in sounds]
    after = {
        channel.name: [measured(channel.through(sound)) for sound in sounds] for channel in channels
    }
    infos = {one.info.name: one.info for one in BUILT_IN}
    return tuple(
        DriftRow(
            measure=info,
            spread=spreads.get(name, math.nan),
            drifts={
                channel: _median_distance(name, before, there) / spreads.get(name, math.nan)
                for channel, there in after.items()
            },
            correlation=correlation(_pairs(name, before, after.get(OPUS_24, ()))),
            channels=tuple(channels),
        )
        for name, info in infos.items()
    )


def within_person(voices: Sequence[Recorded]) -> Numbers:
    """Return how far each measure varies within one person, about that person's median.

    As the baseline does it: 1.4826 × the median absolute deviation, so that weeks in which a
    person is not themselves do not widen it. Where half the notes give one number, the spread
    is the standard deviation.
    """
    taken = [(one.speaker, measured(one.waveform)) for one in voices]
    distances: dict[str, list[float]] = {}
    for _, group in groupby(sorted(taken, key=_speaker), key=_speaker):
        numbers = [one for _, one in group]
        for name in {key for one in numbers for key in one}:
            values = np.array([one[name] for one in numbers if name in one])
            if len(values) >= VOICES_MIN:
                distances.setdefault(name, []).extend(values - np.median(values))
    return {name: _spread(np.array(found)) for name, found in distances.items()}


def measured(waveform: Waveform) -> Numbers:
    """Return every measure that could be taken."""
    voice = measure_voice(waveform)
    return {one.name: one.value for one in voice.measures if not isinstance(one.value, Missing)}


def _spread(distances: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    spread = TO_SPREAD * float(np.median(np.abs(distances)))
    return spread or float(np.sqrt(np.mean(np.square(distances)))) or math.nan


def _median_distance(name: str, before: Sequence[Numbers], after: Sequence[Numbers]) -> float:
    pairs = _pairs(name, before, after)
    return float(np.median([abs(there - here) for here, there in pairs])) if pairs else math.nan


def _pairs(
    name: str, before: Sequence[Numbers], after: Sequence[Numbers]
) -> list[tuple[float, float]]:
    both = zip(before, after, strict=False)
    return [(here[name], there[name]) for here, there in both if name in here and name in there]


def _drift(value: float) -> str:
    if math.isnan(value):
        return "–"
    return f"{value:.2f}{' ✗' if value > MOVED else ''}"


def _speaker(taken: tuple[str, Numbers]) -> str:
    return taken[0]
