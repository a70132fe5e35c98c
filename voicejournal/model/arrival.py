"""A recording on its way in: how much of it the service holds so far."""

from dataclasses import dataclass
from datetime import datetime

from voicejournal.model.audio import DeviceFacts
from voicejournal.model.note import PatientId, Receipt

LARGEST_PART_BYTES = 1 << 20
"""Taken in at once: four times what our own page sends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """What a device says of a recording before it sends the first byte."""

    patient: PatientId
    key: str
    """The device's own name for the recording: sent twice, it is still one note."""
    size: int
    """Bytes."""
    recorded_at: datetime
    zone: str
    device: DeviceFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """How far a recording has come."""

    key: str
    size: int
    """Bytes announced."""
    offset: int
    """Bytes held: the device goes on from here."""
    receipt: Receipt | None = None
    """There once the recording has become a note."""
