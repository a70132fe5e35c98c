"""What things are done for: a patient allows each purpose by itself, or does not."""

from dataclasses import dataclass
from typing import Literal, get_args

from voicejournal.model.units import Missing

Purpose = Literal[
    "keep_audio",
    "transcribe",
    "measure_voice",
    "analyze",
    "safety",
    "share",
    "send",
    "speakers",
    "emotion",
    "language_model",
    "research",
]
"""`speakers`: tell voices apart, a voiceprint included. `send`: hand things on to others."""
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)
"""In the order in which they are asked."""
ALWAYS_ASKED: tuple[Purpose, ...] = (
    "keep_audio",
    "transcribe",
    "measure_voice",
    "analyze",
    "safety",
    "share",
    "send",
    "research",
)
"""The others are asked where a plugin is installed that falls under them."""

NOT_ALLOWED = "the patient has not allowed it"


@dataclass(frozen=True, slots=True)
class Grants:
    """What one patient allows now."""

    purposes: frozenset[Purpose] = frozenset()
    refused: frozenset[Purpose] = frozenset()
    """Said no to, or taken back; what is in neither was not answered yet."""

    def allows(self, purpose: Purpose) -> bool:
        """Tell whether something may be done for `purpose`."""
        return purpose in self.purposes


def is_not_allowed(value: object) -> bool:
    """Tell whether something is missing because the patient has not allowed it."""
    return isinstance(value, Missing) and value.reason == NOT_ALLOWED


NOTHING_ALLOWED = Grants()
OWN_FILES = Grants(frozenset(PURPOSES))
"""For recordings that lie in a folder: whoever runs a command on them answers for them."""
