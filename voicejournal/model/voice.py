"""How a note was said: tracks heard in the sound, and measures taken from them."""

from dataclasses import dataclass, field
from typing import Literal, Self

import numpy as np
from numpy.typing import NDArray

from voicejournal.model.audio import Waveform
from voicejournal.model.hesitation import Hesitation
from voicejournal.model.purpose import Purpose
from voicejournal.model.recording import RecordingQuality
from voicejournal.model.text import Text
from voicejournal.model.units import Missing, Span

Quality = Literal["ok", "uncertain"]

Disturbance = Literal["codec", "gain", "gain_control", "microphone", "noise", "bandwidth"]
"""What differs between two recordings of one voice, though the voice does not."""

PAUSE_MIN_S = 0.25
"""Shortest silence reported as a pause (Goldman-Eisler 1968; De Jong & Bosker 2013)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """What a recording must bring for a number to be taken from it; the defaults ask nothing."""

    speech_s: float = 0.0
    """Seconds of speech."""
    voiced_s: float = 0.0
    """Seconds in which the voice sounds."""
    snr_db: float | None = None
    """Speech over the noise behind it, at least."""
    clipped_share: float = 1.0
    """Share of the samples of speech that stand at full scale, at most."""
    bandwidth_hz: float = 0.0
    """Frequency up to which the speech must stand above the noise."""
    steady_gain: bool = False
    """The device must not have steered the level."""
    no_codecs: frozenset[str] = frozenset()
    """Codecs, as a file names them, whose sound will not do."""


NO_CONDITIONS = Conditions()
NO_LIMITS = Text(en="", fr="")


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureInfo:
    """What one measure is: printed in the reference and on hover, in both languages."""

    name: str
    """Stored for ever, snake_case."""
    unit: str
    title: Text
    definition: str
    source: str
    moved_by: frozenset[Disturbance] = frozenset()
    """What moves the number by more than half of one person's own spread: a change over time
    is never read from it across such a change."""
    typical: tuple[float, float] | None = None
    """Where most short recordings lie, to get a feeling for the unit; never a norm."""
    limits: Text = NO_LIMITS
    """What it cannot tell."""
    needs: Conditions = NO_CONDITIONS
    """Without this the number is missing."""
    sure_from: Conditions = NO_CONDITIONS
    """With less than this it is uncertain."""
    purpose: Purpose = "measure_voice"
    """The consent purpose it falls under, e.g. `emotion`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One number with a unit from one note, or the reason why there is none."""

    name: str
    unit: str
    value: float | Missing
    quality: Quality = "ok"


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class PitchTrack:
    """Pitch frame by frame.

    All arrays have shape (n_frames,); `hertz` is NaN where the voice does not sound.
    """

    hop_s: float
    hertz: NDArray[np.float64]
    strength: NDArray[np.float64]
    """How sure we are of the frame, 0–1: height of the autocorrelation at the chosen period, the
    window's own taken out. It is the share of the frame's power that comes again one period
    later: harmonics over all, so .5 is a harmonics-to-noise ratio of 0 dB, .91 one of 10 dB, .99
    one of 20 dB. 0 where the voice does not sound."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Periods:
    """The voice's single vibrations in order; all arrays have shape (n_periods,)."""

    time_s: NDArray[np.float64]
    """Where each lies: the same place in the wave of every vibration of a stretch."""
    amplitude: NDArray[np.float64]
    """RMS of the wave around each, one period long."""
    stretch: NDArray[np.int64]
    """Number of the voiced stretch it belongs to: periods are not counted across stretches."""

    @classmethod
    def none(cls) -> Self:
        """Return the periods of a note in which no voice sounds."""
        return cls(time_s=np.empty(0), amplitude=np.empty(0), stretch=np.empty(0, np.int64))


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Timbre:
    """The spectrum of the voice each 20 ms; arrays in dB, shape (n_voiced_frames,)."""

    h1_h2_db: NDArray[np.float64]
    """Level of the first harmonic over that of the second."""
    alpha_db: NDArray[np.float64]
    """Power of 1–5 kHz over that of 50–1000 Hz."""
    hammarberg_db: NDArray[np.float64]
    """Highest peak under 2 kHz over the highest of 2–5 kHz."""
    prominence_db: NDArray[np.float64]
    """Cepstral peak of the pitch period over the cepstrum's trend, each 40 ms of speech, voiced
    or not; shape (n_speech_frames,)."""

    @classmethod
    def none(cls) -> Self:
        """Return the timbre of a note in which no voice sounds."""
        empty = np.empty(0)
        return cls(h1_h2_db=empty, alpha_db=empty, hammarberg_db=empty, prominence_db=empty)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Heard:
    """Everything a voice measure may look at, computed once per note."""

    waveform: Waveform
    speech: tuple[Span, ...]
    """Stretches of speech, in order, gaps of 100 ms and more between them."""
    pauses: tuple[Span, ...]
    """Silences of `PAUSE_MIN_S` and more between two stretches of speech."""
    pitch: PitchTrack
    level_db: NDArray[np.float64]
    """Frame level in dBFS, shape (n_frames,), on the pitch track's frames."""
    syllables: NDArray[np.float64]
    """Times of syllable nuclei in seconds, shape (n_syllables,)."""
    periods: Periods = field(default_factory=Periods.none)
    timbre: Timbre = field(default_factory=Timbre.none)
    behind: tuple[Span, ...] = ()
    """Where people talk in the background and the patient does not, in order."""
    away: tuple[Span, ...] = ()
    """Gaps between two stretches of speech in which another voice speaks, in order: neither
    speech nor a pause, and no time of the patient's."""
    others_first: bool = False
    """Another voice speaks before the patient does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceMeasures:
    """What the waveform of one note tells; every measure is there or `Missing`."""

    version: str
    """Of the method: numbers of different versions are not compared."""
    speech: tuple[Span, ...]
    pauses: tuple[Span, ...]
    measures: tuple[Measure, ...]
    caveats: tuple[str, ...] = ()
    """Recording-quality codes, e.g. `quiet`, `clipped`, `noisy`, `no_speech`."""
    recording: RecordingQuality | None = None
    """What the codes are read from; None in what was measured before this was kept."""
    hesitations: tuple[Hesitation, ...] = ()
    """Long pauses inside clauses, where there are words; in order."""
    away: tuple[Span, ...] = ()
    """Where another voice speaks between two stretches of the patient's speech, in order."""

    def measure(self, name: str) -> Measure:
        """Return the measure called `name`; `Missing` in one that was never taken."""
        for measure in self.measures:
            if measure.name == name:
                return measure
        return Measure(name=name, unit="", value=Missing("not measured"))

    def value(self, name: str) -> float | Missing:
        """Return the number of the measure called `name`."""
        return self.measure(name).value

    @property
    def speech_seconds(self) -> float:
        """Seconds of speech, pauses left out."""
        return sum(span.duration for span in self.speech)
