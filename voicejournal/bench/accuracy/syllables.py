"""Syllables heard in the sound, held against those that were said."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from voicejournal.bench.judging import Target, Verdict, correlation, number, percent
from voicejournal.bench.material import Material, Recorded
from voicejournal.bench.sounds.utterance import utter
from voicejournal.extract.voice.hearing import hear
from voicejournal.extract.words import count_syllables
from voicejournal.model.audio import Waveform
from voicejournal.model.units import Missing, Span
from voicejournal.model.voice import PAUSE_MIN_S

OURS = "voicejournal"
RUN_SYLLABLES_MIN = 8
"""A rate taken from fewer says little."""
TRAIN_RATES = (2.5, 3.0, 3.5, 4.0, 4.5, 5.0, 5.5, 6.0, 6.5)
"""Syllables a second of constructed talk, from slow to fast (Pellegrino et al. 2011: 5–8)."""
TRAIN_HZ = (110.0, 190.0)
TRAIN_S = 12.0
SEED = 40
MARGIN_S = 0.05
CORRELATED, OFF = Target("r", 0.85, at_least=True), Target("error", 11, "%")

Detector = Callable[[Waveform], NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class SyllableRow:
    """One detector on one kind of speech."""

    detector: str
    sound: str
    runs: int
    correlation: float
    """Of the rates found with the true ones, over runs."""
    error: float
    """Mean distance of a rate from the true one, as a share."""
    counted: float
    """Syllables found, as a share of those that were said."""
    verdicts: tuple[Verdict, ...] = ()

    @property
    def cells(self) -> tuple[str, ...]:
        """Sound, detector, agreement."""
        return (
            self.sound,
            self.detector,
            str(self.runs),
            number(self.correlation),
            percent(self.error),
            percent(self.counted),
        )


@dataclass(frozen=True, slots=True)
class _Run:
    """Speech without a pause, and how many syllables it has."""

    span: Span
    syllables: int


def bench_syllables(material: Material) -> tuple[SyllableRow, ...]:
    """Count syllables with each detector in recordings whose words are known, and in trains."""
    detectors: dict[str, Detector] = {OURS: lambda sound: hear(sound).syllables}
    if not isinstance(material.praat, Missing):
        detectors["Praat, as De Jong & Wempe's script"] = material.praat.syllables
    sounds = {
        "recordings, against their spelling": [
            (one.waveform, runs) for one in material.voices if (runs := _spoken_runs(one))
        ],
        "constructed, 2.5–6.5 a second": list(_trains()),
    }
    return tuple(
        _row(name, detect, kind, pairs)
        for kind, pairs in sounds.items()
        if pairs
        for name, detect in detectors.items()
    )


def _row(
    name: str, detect: Detector, kind: str, pairs: list[tuple[Waveform, list[_Run]]]
) -> SyllableRow:
    found, said = [], []
    for waveform, runs in pairs:
        times = detect(waveform)
        for run in runs:
            inside = (times >= run.span.start - MARGIN_S) & (times <= run.span.end + MARGIN_S)
            found.append(np.count_nonzero(inside) / run.span.duration)
            said.append(run.syllables / run.span.duration)
    rates, truths = np.array(found), np.array(said)
    r = correlation(list(zip(found, said, strict=True)))
    error = float(np.mean(np.abs(rates / truths - 1)))
    verdicts = (CORRELATED.judge(r), OFF.judge(100 * error)) if name == OURS else ()
    counted = float(rates.sum() / truths.sum())
    return SyllableRow(name, kind, len(rates), r, error, counted, verdicts)


def _spoken_runs(one: Recorded) -> list[_Run]:
    """Return the runs of words between two pauses; words have ends where their sound ends."""
    runs: list[list[tuple[str, Span]]] = [[one.spoken[0]]] if one.spoken else []
    for before, after in pairwise(one.spoken):
        if after[1].start - before[1].end >= PAUSE_MIN_S:
            runs.append([])
        runs[-1].append(after)
    counted = [
        _Run(
            Span(words[0][1].start, words[-1][1].end),
            sum(count_syllables(text, one.language) or 0 for text, _ in words),
        )
        for words in runs
    ]
    return [run for run in counted if run.syllables >= RUN_SYLLABLES_MIN]


def _trains() -> Iterator[tuple[Waveform, list[_Run]]]:
    for i, rate in enumerate(TRAIN_RATES):
        for hertz in TRAIN_HZ:
            talk = utter(TRAIN_S, hertz=hertz, rate=rate, seed=SEED + i)
            whole = Span(0.0, talk.waveform.duration)
            yield talk.waveform, [_Run(whole, len(talk.nuclei))]
