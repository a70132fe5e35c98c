"""Receiving a recording: as a stream from the recorder, or as a form without JavaScript."""

import json
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import IO, Any
from zoneinfo import ZoneInfo, available_timezones

from flask import Blueprint, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from voicejournal.errors import AudioError
from voicejournal.model.audio import DeviceFacts
from voicejournal.model.note import Receipt
from voicejournal.views.diary import RECORD, record_page
from voicejournal.views.errors import audio_wording
from voicejournal.views.gate import lets
from voicejournal.views.held import journal
from voicejournal.views.session import the_account, the_patient

upload = Blueprint("upload", __name__)

_PIECE = 1 << 16
_SHA256_LETTERS = 64
_LONGEST_DEVICE_KEY = 64
_LONGEST_DEVICE_JSON = 2_000


class FactsError(AudioError):
    """What was sent beside the recording could not be read."""

    code = "facts"


@upload.put("/api/notes/<uuid:key>")
@lets(RECORD)
def put_note(key: uuid.UUID) -> ResponseReturnValue:
    """Keep a recording; the receipt goes out once it is on the disk."""
    headers = request.headers
    receipt = journal().receive(
        the_patient(),
        str(key),
        _pieces(request.stream),
        recorded_at=_recorded_at(headers.get("X-Recorded-At", "")),
        zone=_zone(headers.get("X-Zone", "")),
        device=device_facts(headers.get("X-Device", "")),
        sha256=_sha256(headers.get("X-Sha256", "")),
    )
    return jsonify(_as_json(receipt)), 200 if receipt.repeated else 201


@upload.post("/notes")
@lets(RECORD)
def post_note() -> ResponseReturnValue:
    """Keep a file chosen in a plain form."""
    chosen = request.files.get("audio")
    if chosen is None or not chosen.filename:
        return record_page(_("Choose a sound file first.")), 422
    try:
        receipt = journal().receive(
            the_patient(),
            _form_key(),
            _pieces(chosen.stream),
            recorded_at=datetime.now(UTC),
            zone=the_account().zone,
            device=DeviceFacts(),
            sha256=None,
        )
    except AudioError as error:
        wording = audio_wording(error)
        return record_page(f"{wording.happened} {wording.todo}"), 422
    return redirect(url_for("diary.note", note_id=receipt.note_id))


def _pieces(stream: IO[bytes]) -> Iterable[bytes]:
    while piece := stream.read(_PIECE):
        yield piece


def _form_key() -> str:
    """Return the key drawn into the form: sending it twice makes one note."""
    try:
        return str(uuid.UUID(request.form.get("key", "")))
    except ValueError as error:
        raise FactsError from error


def _recorded_at(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise FactsError from error
    if moment.tzinfo is None:
        raise FactsError
    return moment.astimezone(UTC)


def _zone(name: str) -> str:
    """Return the phone's zone, the account's where the phone names one that we do not know."""
    return ZoneInfo(name).key if name in available_timezones() else the_account().zone


def _sha256(text: str) -> str:
    digest = text.lower()
    if len(digest) != _SHA256_LETTERS or not set(digest) <= set("0123456789abcdef"):
        raise FactsError
    return digest


def device_facts(text: str) -> DeviceFacts:
    """Read what the browser says about its microphone; anything unknown stays unknown.

    Raises:
        FactsError: It is not the JSON object that the recorder sends.
    """
    if not text:
        return DeviceFacts()
    try:
        told = json.loads(text[:_LONGEST_DEVICE_JSON])
    except ValueError as error:
        raise FactsError from error
    if not isinstance(told, dict):
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


def _as_json(receipt: Receipt) -> dict[str, object]:
    return {
        "note_id": receipt.note_id,
        "key": receipt.key,
        "sha256": receipt.sha256,
        "size": receipt.size,
        "received_at": receipt.received_at.isoformat(),
        "repeated": receipt.repeated,
        "url": url_for("diary.note", note_id=receipt.note_id),
    }
