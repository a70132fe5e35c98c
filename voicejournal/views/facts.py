"""What a device tells about a recording that it sends, read with suspicion."""

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from flask import request

from voicejournal.errors import AudioError
from voicejournal.model.arrival import Announced
from voicejournal.model.audio import DeviceFacts
from voicejournal.views.session import the_account, the_patient

_SHA256_LETTERS = 64
_LONGEST_DEVICE_KEY = 64


class FactsError(AudioError):
    """What was sent beside the recording could not be read."""

    code = "facts"


def announced(key: str, told: object) -> Announced:
    """Read what the recorder announces before its first byte.

    Raises:
        FactsError: It is not the JSON object that the recorder sends.
    """
    if not isinstance(told, dict):
        raise FactsError
    return Announced(
        patient=the_patient(),
        key=key,
        size=whole_number(told.get("size")),
        recorded_at=moment(told.get("recordedAt")),
        zone=zone_of(told.get("zone")),
        device=device_facts(told.get("device")),
    )


def form_key() -> str:
    """Return the key drawn into a form: sending it twice makes one note.

    Raises:
        FactsError: It is not the one that the page drew.
    """
    try:
        return str(uuid.UUID(request.form.get("key", "")))
    except ValueError as error:
        raise FactsError from error


def whole_number(value: object) -> int:
    """Return a count of bytes."""
    text = str(value)
    if isinstance(value, bool) or not (text.isascii() and text.isdigit()):
        raise FactsError
    return int(text)


def sha256_of(value: object) -> str:
    """Return a checksum in small letters."""
    digest = str(value).lower()
    if len(digest) != _SHA256_LETTERS or not set(digest) <= set("0123456789abcdef"):
        raise FactsError
    return digest


def moment(value: object) -> datetime:
    """Return a moment in UTC; one without a zone is none."""
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError as error:
        raise FactsError from error
    if found.tzinfo is None:
        raise FactsError
    return found.astimezone(UTC)


def zone_of(name: object) -> str:
    """Return the phone's zone, the account's where the phone names one that we do not know."""
    return ZoneInfo(str(name)).key if name in available_timezones() else the_account().zone


def device_facts(told: object) -> DeviceFacts:
    """Read what the browser says about its microphone; anything unknown stays unknown.

    Raises:
        FactsError: It is not the object that the recorder sends.
    """
    if told is None:
        return DeviceFacts()
    if not isinstance(told, Mapping):
        raise FactsError
    return DeviceFacts(
        echo_cancellation=_flag(told.get("echoCancellation")),
        noise_suppression=_flag(told.get("noiseSuppression")),
        auto_gain_control=_flag(told.get("autoGainControl")),
        rate_hz=_count(told.get("sampleRate")),
        channels=_count(told.get("channelCount")),
        device_key=str(told.get("deviceKey", ""))[:_LONGEST_DEVICE_KEY],
    )


def _flag(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _count(value: Any) -> int | None:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return value if whole and value > 0 else None
