"""How the voice sounds: our measures beside Praat's, and against voices made to measure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from voicejournal.bench.judging import Target, Verdict, correlation, number
from voicejournal.bench.material import Material
from voicejournal.bench.references.opensmile import BALANCE
from voicejournal.bench.references.praat import Praat, PraatQuality
from voicejournal.bench.sounds.glottis import sung
from voicejournal.extract.voice import BUILT_IN, measure_voice
from voicejournal.extract.voice.hearing import hear
from voicejournal.extract.voice.phonation.periods import find_periods
from voicejournal.extract.voice.phonation.pitch import track_pitch
from voicejournal.extract.voice.phonation.timbre import find_timbre
from voicejournal.model.audio import SAMPLE_RATE_HZ, Waveform
from voicejournal.model.units import Missing, Span

NAMES = ("jitter", "shimmer", "hnr", "cpps", *BALANCE)
OURS, PRAAT = "voicejournal", "Praat"
VOWEL_S = 3.0
VOWEL_RMS = 0.05
FALL_ST = 1.0
"""Nobody holds a note quite still."""
VOICES = (
    (0.0, 0.0, 40.0), (0.002, 0.02, 30.0), (0.005, 0.03, 25.0), (0.008, 0.05, 22.0),
    (0.01, 0.05, 20.0), (0.01, 0.08, 15.0), (0.015, 0.06, 18.0), (0.02, 0.08, 15.0),
    (0.02, 0.1, 12.0), (0.03, 0.12, 10.0),
)  # fmt: skip
"""Jitter and shimmer as shares, harmonics-to-noise in dB: from clean voices to rough ones."""
HERTZ = (110.0, 210.0)
TO_DB = 20 / np.log(10)
"""A small share of an amplitude is so many times as many dB."""
AGREES = {
    "jitter": Target("r", 0.99, at_least=True),
    "shimmer": Target("r", 0.95, at_least=True),
    "hnr": Target("r", 0.97, at_least=True),
    "cpps": Target("r", 0.90, at_least=True),
}
"""With Praat on recordings: what the method reached in its first trial."""
FINDS = Target("r", 0.9, at_least=True)
"""With the truth, of made voices (assumed)."""


@dataclass(frozen=True, slots=True)
class QualityRow:
    """One measure on one kind of sound, beside what it is held against."""

    measure: str
    pair: str
    sounds: int
    correlation: float
    difference: float
    """Median distance, in the measure's unit."""
    typical: float
    """Median of what it is held against."""
    verdicts: tuple[Verdict, ...] = ()

    @property
    def cells(self) -> tuple[str, ...]:
        """Pair, measure, agreement."""
        return (
            self.pair,
            self.measure,
            str(self.sounds),
            number(self.correlation),
            number(self.difference),
            number(self.typical),
        )


Numbers = Mapping[str, float]


def bench_quality(material: Material) -> tuple[QualityRow, ...]:
    """Compare jitter, shimmer, HNR and CPPS with Praat's, the spectrum's balance with openSMILE's.

    Against the truth of made voices, the first three.
    """
    rows: list[QualityRow] = []
    theirs: Sequence[Numbers]
    praat = None if isinstance(material.praat, Missing) else material.praat
    waveforms = [one.waveform for one in material.recordings]
    ours = [_measured(one) for one in waveforms]
    if praat is not None:
        theirs = [_numbers(praat.quality(_speech_of(one))) for one in waveforms]
        rows += _rows("recordings: ours and Praat's", ours, theirs, AGREES)
    if not isinstance(material.smile, Missing):
        theirs = [material.smile.balance(one) for one in waveforms]
        rows += _rows("recordings: ours and openSMILE's", ours, theirs, {})
    truths, vowels = zip(*_made_voices(), strict=True)
    targets = dict.fromkeys(("jitter", "shimmer", "hnr"), FINDS)
    ours = [_sustained(one) for one in vowels]
    rows += _rows("made voices: ours and the truth", ours, truths, targets)
    if praat is not None:
        by_praat = [_by_praat(praat, one) for one in vowels]
        rows += _rows("made voices: Praat's and the truth", by_praat, truths, {})
    return tuple(rows)


def _rows(
    pair: str, found: Sequence[Numbers], truth: Sequence[Numbers], targets: Mapping[str, Target]
) -> Iterator[QualityRow]:
    for name in NAMES:
        both = [
            (one[name], other[name])
            for one, other in zip(found, truth, strict=True)
            if name in one and name in other
        ]
        if not both:
            continue
        ours, theirs = np.array(both).T
        r = correlation(both)
        verdicts = (targets[name].judge(r),) if name in targets else ()
        difference = float(np.median(np.abs(ours - theirs)))
        yield QualityRow(name, pair, len(both), r, difference, float(np.median(theirs)), verdicts)


def _made_voices() -> Iterator[tuple[Numbers, Waveform]]:
    """Yield sustained vowels and what they were made with, in our units."""
    for hertz in HERTZ:
        for i, (jitter, shimmer, hnr) in enumerate(VOICES):
            semitones = -FALL_ST * np.linspace(0, 1, round(VOWEL_S * SAMPLE_RATE_HZ))
            sound = sung(
                hertz * 2 ** (semitones / 12), jitter=jitter, shimmer=shimmer, hnr_db=hnr, seed=i
            )
            truth = {"jitter": 100 * jitter, "shimmer": TO_DB * shimmer, "hnr": hnr}
            yield truth, Waveform((VOWEL_RMS * sound).astype(np.float32))


def _sustained(waveform: Waveform) -> Numbers:
    """Measure a held vowel, which no detector of speech takes for speech."""
    whole = (Span(0.0, waveform.duration),)
    samples = waveform.samples
    pitch = track_pitch(samples, whole)
    periods = find_periods(samples, pitch)
    timbre = find_timbre(samples, pitch, np.ones(len(pitch.hertz), np.bool_))
    silent = hear(waveform)
    heard = replace(silent, speech=whole, pauses=(), pitch=pitch, periods=periods, timbre=timbre)
    taken = {one.info.name: one.measure(heard) for one in BUILT_IN if one.info.name in NAMES}
    return {name: value for name, value in taken.items() if not isinstance(value, Missing)}


def _speech_of(waveform: Waveform) -> Waveform:
    """Return the speech alone: Praat's prominence is taken over silences as well."""
    rate = waveform.rate_hz
    parts = [
        waveform.samples[round(one.start * rate) : round(one.end * rate)]
        for one in hear(waveform).speech
    ]
    return Waveform(np.concatenate(parts) if parts else waveform.samples)


def _measured(waveform: Waveform) -> Numbers:
    voice = measure_voice(waveform)
    taken = {name: voice.value(name) for name in NAMES}
    return {name: value for name, value in taken.items() if not isinstance(value, Missing)}


def _by_praat(praat: Praat, waveform: Waveform) -> Numbers:
    jitter, shimmer = praat.perturbation(waveform)
    return {"jitter": jitter, "shimmer": shimmer, "hnr": praat.harmonicity(waveform)}


def _numbers(quality: PraatQuality) -> Numbers:
    return {name: float(getattr(quality, name)) for name in AGREES}
