"""What an operator may set under `[pyannote]` in `plugins.toml`."""

from dataclasses import dataclass
from typing import Self

from voicejournal import PluginSettings

COMMUNITY = "pyannote/speaker-diarization-community-1"
"""The pipeline that pyannote.audio 4 is made for: one folder holds all of it."""
IDLE_S = 300.0
"""As long as speech models stay in memory elsewhere in the service."""


@dataclass(frozen=True, slots=True)
class Options:
    """Settings in force."""

    model: str = COMMUNITY
    """A pipeline's name on the Hugging Face hub, or a folder."""
    device: str = "auto"
    """`auto`, `cpu`, `cuda`, or what else torch calls a device."""
    idle_s: float = IDLE_S
    """Seconds without a note after which the memory is given back."""

    @classmethod
    def read(cls, settings: PluginSettings) -> Self:
        """Read what was written; what was not keeps its default."""
        return cls(
            model=settings.get("model", COMMUNITY),
            device=settings.get("device", "auto"),
            idle_s=float(settings.get("idle_s", IDLE_S)),
        )
