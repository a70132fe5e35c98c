"""How fast we measure, beside the tools that take the same quantities."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from voicejournal.bench.judging import Target, Verdict
from voicejournal.bench.material import Material
from voicejournal.bench.references.librosa import PYIN, pyin
from voicejournal.bench.references.praat import Praat
from voicejournal.bench.references.pyin import FAST_PYIN, fast_pyin
from voicejournal.bench.timing import timed
from voicejournal.extract.voice import measure_voice
from voicejournal.extract.voice.phonation.pitch import track_pitch
from voicejournal.model.audio import SAMPLE_RATE_HZ, Waveform
from voicejournal.model.units import Missing, Span

SOUND_S, WARM_UP_S = 30.0, 3.0
REPEAT = 2
WHOLE = "voicejournal: every measure, speech found too"
PRAAT = "Praat: pitch, intensity, HNR, jitter, shimmer, CPPS, silences"
SMILE = "openSMILE: eGeMAPS v02"
TIMES = Target("× real time", 100, at_least=True)
FASTER_PYIN = Target("times librosa.pyin's speed", 35, at_least=True)
FASTER_THAN = {
    PRAAT: Target("times Praat's speed", 1, at_least=True),
    SMILE: Target("times openSMILE's speed", 1, at_least=True),
}

Tool = Callable[[Waveform], object]


@dataclass(frozen=True, slots=True)
class SpeedRow:
    """One tool on the same half minute of sound."""

    tool: str
    times_real_time: float
    as_fast_as: float
    """Our whole set of measures is so many times as fast."""
    beside_pyin: float
    """It is so many times as fast as librosa's pYIN."""
    verdicts: tuple[Verdict, ...] = ()

    @property
    def cells(self) -> tuple[str, ...]:
        """Tool, speed, ratios."""
        return (
            self.tool,
            f"{self.times_real_time:.1f}",
            f"{self.as_fast_as:.2f}",
            f"{self.beside_pyin:.1f}",
        )


def bench_speed(material: Material) -> tuple[SpeedRow, ...]:
    """Time every tool on half a minute of the material, in processor seconds."""
    sound = joined(material, seconds=SOUND_S)
    speeds = {name: _times_real_time(tool, sound) for name, tool in _tools(material).items()}
    whole, slowest = speeds[WHOLE], speeds[PYIN]
    return tuple(
        SpeedRow(name, speed, whole / speed, speed / slowest, _verdicts(name, speeds))
        for name, speed in speeds.items()
    )


def joined(material: Material, *, seconds: float) -> Waveform:
    """Join recordings to one sound of this length, repeating them if they are short."""
    samples = np.concatenate([one.waveform.samples for one in material.recordings])
    return Waveform(np.resize(samples, round(seconds * SAMPLE_RATE_HZ)))


def _tools(material: Material) -> dict[str, Tool]:
    tools: dict[str, Tool] = {
        WHOLE: measure_voice,
        "voicejournal: pitch alone": _pitch,
        FAST_PYIN: fast_pyin,
        PYIN: pyin,
    }
    if not isinstance(material.praat, Missing):
        praat = material.praat
        tools["Praat: pitch alone"] = praat.pitch
        tools["Praat: the same as below, CPPS left out"] = partial(_without_cpps, praat)
        tools[PRAAT] = partial(_by_praat, praat)
    if not isinstance(material.smile, Missing):
        tools[SMILE] = material.smile.everything
    return tools


def _times_real_time(tool: Tool, sound: Waveform) -> float:
    tool(Waveform(sound.samples[: round(WARM_UP_S * SAMPLE_RATE_HZ)]))
    _, seconds = timed(partial(tool, sound), repeat=REPEAT)
    return sound.duration / seconds


def _pitch(sound: Waveform) -> None:
    track_pitch(sound.samples, [Span(0.0, sound.duration)])


def _without_cpps(praat: Praat, sound: Waveform) -> None:
    praat.pitch(sound)
    praat.intensity(sound)
    praat.harmonicity(sound)
    praat.perturbation(sound)
    praat.speech(sound)


def _by_praat(praat: Praat, sound: Waveform) -> None:
    _without_cpps(praat, sound)
    praat.prominence(sound)


def _verdicts(name: str, speeds: dict[str, float]) -> tuple[Verdict, ...]:
    if name == FAST_PYIN:
        return (FASTER_PYIN.judge(speeds[FAST_PYIN] / speeds[PYIN]),)
    if name != WHOLE:
        return ()
    beside = [
        target.judge(speeds[WHOLE] / speeds[other])
        for other, target in FASTER_THAN.items()
        if other in speeds
    ]
    return TIMES.judge(speeds[WHOLE]), *beside
