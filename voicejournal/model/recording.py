"""How far a recording can be trusted: what the sound itself shows, and what the file says."""

from dataclasses import dataclass

from voicejournal.model.units import Missing


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingQuality:
    """What limits the numbers that are taken from one recording."""

    level_dbfs: float | Missing
    """RMS level of the speech, relative to full scale."""
    snr_db: float | Missing
    """Level of the speech over that of the silences beside it."""
    clipped_share: float
    """Share of the samples of speech that stand at full scale, 0–1."""
    bandwidth_hz: float | Missing
    """Highest frequency at which the speech still stands above the noise."""
    gain_riding: bool | Missing
    """The level seems to be steered by the device: noise swells in the silences."""
    codec: str = ""
    """As the file says, e.g. `opus`; empty where it is not known."""
    rate_hz: int = 0
    """Sample rate of the file before it was brought to 16 kHz; 0 where not known."""
    bit_rate: int = 0
    """Bits a second of the encoded sound; 0 where not known."""
    gap_s: float = 0.0
    """Seconds that the recorder dropped, filled with silence."""
    other_voices: bool = False
    """People are heard talking in the background."""
