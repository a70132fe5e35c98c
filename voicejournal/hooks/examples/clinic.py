"""A plugin that brings an invented patient to try the service on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from voicejournal import ExamplePatient, hookimpl


@dataclass(frozen=True)
class Sound:
    """One recording."""

    key: str
    sound_path: Path


@dataclass(frozen=True)
class Sam:
    """Nobody real."""

    username: str = "sam"
    display_name: str = "Sam"
    language: str = "en"
    zone: str = "Europe/London"
    notes: Sequence[Sound] = (Sound("first", Path(__file__).with_name("first.opus")),)

    def recorded_at(self, note: Any, *, anchor: date) -> datetime:  # noqa: ARG002 (there is one)
        """Take it that Sam speaks at nine in the evening."""
        return datetime.combine(anchor, time(21), tzinfo=ZoneInfo(self.zone))


@hookimpl
def voicejournal_clinic() -> Sequence[ExamplePatient]:
    """Bring Sam."""
    return (Sam(),)
