"""Sound as the service holds it: decoded samples, and the facts of the recording."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from voicejournal.model.units import Span

SAMPLE_RATE_HZ = 16_000
"""Rate of every decoded waveform: what Whisper and Silero were trained on."""


@dataclass(frozen=True, slots=True, eq=False)
class Waveform:
    """Mono sound, float32 in [-1, 1], shape (n_samples,), 16 kHz, read-only."""

    samples: NDArray[np.float32]
    rate_hz: int = SAMPLE_RATE_HZ

    def __post_init__(self) -> None:
        """Check the shape and make the array read-only."""
        if self.samples.ndim != 1 or self.samples.dtype != np.float32:
            msg = f"samples are mono float32, not {self.samples.dtype} {self.samples.shape}"
            raise ValueError(msg)
        self.samples.flags.writeable = False

    @property
    def duration(self) -> float:
        """Length in seconds."""
        return len(self.samples) / self.rate_hz


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioFacts:
    """What a file says about itself and what decoding it showed; no identity."""

    container: str
    codec: str
    channels: int
    rate_hz: int
    duration: float
    """Seconds of decoded sound, gaps included."""
    declared_duration: float | None = None
    gaps: tuple[Span, ...] = ()
    """Where the recorder dropped samples; filled with silence so that times agree."""
    truncated: bool = False
    """The file broke off; what could be read was kept."""
    bit_rate: int = 0
    """Bits a second of the encoded sound, as it arrived; 0 where not known."""
    struck: tuple[Span, ...] = ()
    """Where the patient took the sound out: muted, and nobody's silence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceFacts:
    """What the recording browser told about its microphone; each may be unknown."""

    echo_cancellation: bool | None = None
    noise_suppression: bool | None = None
    auto_gain_control: bool | None = None
    rate_hz: int | None = None
    channels: int | None = None
    device_key: str = ""
    """Stands for one microphone in one browser: baselines never cross it unnoticed."""


@dataclass(frozen=True, slots=True, eq=False)
class Decoded:
    """A decoded recording: its sound and its facts."""

    waveform: Waveform
    facts: AudioFacts
    peaks: tuple[float, ...] = field(default=())
    """Outline of the sound for drawing, each 0–1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAudio:
    """What is kept of a decoding once its samples are gone."""

    facts: AudioFacts
    peaks: tuple[float, ...]
    """Outline of the sound for drawing, each 0–1."""
