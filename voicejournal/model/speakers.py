"""Who spoke when."""

from dataclasses import dataclass

PATIENT = "patient"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerTurn:
    """One stretch in which one voice speaks."""

    speaker: str
    start: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerTurns:
    """All turns of a note, and what found them."""

    engine: str
    model: str
    turns: tuple[SpeakerTurn, ...]
