"""Our pitch beside the field's trackers: on real recordings against Praat, and against truth."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voicejournal.bench.judging import Target, Verdict, number, percent
from voicejournal.bench.material import Material
from voicejournal.bench.references.librosa import PYIN, YIN, pyin, yin
from voicejournal.bench.references.pyin import FAST_PYIN, fast_pyin
from voicejournal.bench.sounds.rooms import active_rms, babble
from voicejournal.bench.sounds.silences import pink
from voicejournal.bench.sounds.utterance import utter
from voicejournal.bench.tracks import Agreement, Track, compare
from voicejournal.extract.voice.hearing import hear
from voicejournal.extract.voice.phonation.pitch import track_pitch
from voicejournal.model.audio import SAMPLE_RATE_HZ, Waveform
from voicejournal.model.units import Missing, Span

OURS = "voicejournal"
TALKERS_HZ = (95.0, 120.0, 200.0, 240.0)
"""Usual pitch of four constructed talkers, two of men's and two of women's."""
BABBLERS_HZ = (105.0, 140.0, 180.0, 225.0, 110.0, 210.0)
SEED = 11
NOISY_DB = 10.0
AGAINST_PRAAT, AGAINST_PYIN = "recordings, against Praat", "recordings, against librosa.pyin"
FINDS = (Target("gross", 0.5, "%"), Target("voicing", 1.5, "%"))
TARGETS = {
    (OURS, AGAINST_PRAAT): (Target("gross", 2.5, "%"), Target("voicing", 5, "%")),
    (OURS, "constructed, clean"): FINDS,
    (OURS, "constructed, pink noise 10 dB"): FINDS,
    (FAST_PYIN, AGAINST_PYIN): (Target("gross", 0, "%"), Target("voicing", 0, "%")),
}
"""No target stands for babble."""

Tracker = Callable[[Waveform], Track]


@dataclass(frozen=True, slots=True)
class PitchRow:
    """One tracker on one kind of sound."""

    tracker: str
    sound: str
    gross_error: float
    """Share of frames that are off by more than a fifth, of those that both call voiced."""
    voicing_error: float
    """Share of all frames whose voicing differs."""
    median_st: float
    verdicts: tuple[Verdict, ...] = ()

    @property
    def cells(self) -> tuple[str, ...]:
        """Sound, tracker, errors."""
        return (
            self.sound,
            self.tracker,
            percent(self.gross_error),
            percent(self.voicing_error),
            number(self.median_st, 3),
        )


def bench_pitch(material: Material, *, seconds: float = 20.0) -> tuple[PitchRow, ...]:
    """Hold every tracker against Praat on the recordings, and against constructed truth.

    Args:
        material: The recordings.
        seconds: Length of each constructed utterance.
    """
    trackers = _trackers(material)
    waveforms = [one.waveform for one in material.recordings]
    by_pyin = [(one, pyin(one)) for one in waveforms]
    rows = [*_rows(AGAINST_PYIN, {FAST_PYIN: fast_pyin}, by_pyin)]
    if not isinstance(material.praat, Missing):
        truths = [material.praat.pitch(one) for one in waveforms]
        others = {name: track for name, track in trackers.items() if name != "Praat"}
        rows += _rows(AGAINST_PRAAT, others, list(zip(waveforms, truths, strict=True)))
    for kind, pairs in _constructed(seconds):
        rows += _rows(kind, trackers, pairs)
    return tuple(rows)


def everywhere(waveform: Waveform) -> Track:
    """Track pitch as we do, told nothing about where speech is."""
    whole = [Span(0.0, waveform.duration)]
    return Track.each_hop(track_pitch(waveform.samples, whole).hertz)


def _trackers(material: Material) -> dict[str, Tracker]:
    trackers: dict[str, Tracker] = {
        OURS: lambda sound: Track.each_hop(hear(sound).pitch.hertz),
        "voicejournal, speech not looked for": everywhere,
        PYIN: pyin,
        YIN: yin,
    }
    if not isinstance(material.praat, Missing):
        trackers["Praat"] = material.praat.pitch
    if not isinstance(material.smile, Missing):
        trackers["openSMILE"] = material.smile.pitch
    return trackers


def _rows(
    kind: str, trackers: dict[str, Tracker], pairs: list[tuple[Waveform, Track]]
) -> Iterator[PitchRow]:
    for name, track in trackers.items():
        found = sum((compare(track(sound), truth) for sound, truth in pairs), Agreement())
        errors = (100 * found.gross_error, 100 * found.voicing_error)
        targets = TARGETS.get((name, kind), ())
        yield PitchRow(
            tracker=name,
            sound=kind,
            gross_error=found.gross_error,
            voicing_error=found.voicing_error,
            median_st=found.median_st,
            verdicts=tuple(t.judge(error) for t, error in zip(targets, errors, strict=False)),
        )


def _constructed(seconds: float) -> Iterator[tuple[str, list[tuple[Waveform, Track]]]]:
    """Yield the same utterances in silence, in a noisy room, among people."""
    spoken = [utter(seconds, hertz=hertz, seed=SEED + i) for i, hertz in enumerate(TALKERS_HZ)]
    crowd = [utter(seconds, hertz=hertz, seed=i).waveform for i, hertz in enumerate(BABBLERS_HZ)]
    count = round(seconds * SAMPLE_RATE_HZ)
    noises = {
        "pink noise 10 dB": pink(count, np.random.default_rng(SEED)),
        "babble 10 dB": babble(crowd, seconds=seconds),
    }
    truths = [Track.each_hop(one.hertz) for one in spoken]
    clean = [one.waveform for one in spoken]
    yield "constructed, clean", list(zip(clean, truths, strict=True))
    for kind, noise in noises.items():
        noisy = [_in_noise(sound, noise) for sound in clean]
        yield f"constructed, {kind}", list(zip(noisy, truths, strict=True))


def _in_noise(sound: Waveform, noise: NDArray[np.float64]) -> Waveform:
    whole = np.resize(noise, len(sound.samples))
    scale = active_rms(sound.samples) * 10 ** (-NOISY_DB / 20)
    whole = sound.samples + scale * whole / np.sqrt(np.mean(np.square(whole)))
    return Waveform(whole.astype(np.float32))
