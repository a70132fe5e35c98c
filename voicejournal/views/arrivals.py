"""Receiving a recording in parts: announced, sent from where the service is, finished.

Every request may be sent again: the recording's own key makes it one note, and the offset
keeps a part from being added twice.
"""

import uuid

from flask import Blueprint, jsonify, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from voicejournal.errors import OffsetError
from voicejournal.model.arrival import Arrival
from voicejournal.model.note import Receipt
from voicejournal.views.diary import RECORD
from voicejournal.views.errors import drain
from voicejournal.views.facts import announced, sha256_of, whole_number
from voicejournal.views.gate import lets
from voicejournal.views.held import journal
from voicejournal.views.session import the_patient
from voicejournal.views.stream import pieces

arrivals = Blueprint("arrivals", __name__, url_prefix="/api")


@arrivals.get("/sender")
@lets(RECORD)
def sender() -> ResponseReturnValue:
    """Tell who would be sending, and give the token to send with.

    A page that was opened offline, or before somebody else signed in, knows neither.
    """
    return {"owner": the_patient(), "token": generate_csrf()}


@arrivals.put("/arrivals/<uuid:key>")
@lets(RECORD)
def begin(key: uuid.UUID) -> ResponseReturnValue:
    """Open a place for a recording, or tell how much of it is held."""
    return jsonify(_as_json(journal().begin(announced(str(key), request.get_json(silent=True)))))


@arrivals.patch("/arrivals/<uuid:key>")
@lets(RECORD)
def append(key: uuid.UUID) -> ResponseReturnValue:
    """Keep one part; the answer goes out once it is on the disk."""
    offset = whole_number(request.headers.get("Upload-Offset"))
    try:
        arrival = journal().append(the_patient(), str(key), offset, pieces(request.stream))
    except OffsetError as error:
        return _elsewhere(error)
    return jsonify(_as_json(arrival))


@arrivals.post("/arrivals/<uuid:key>/finish")
@lets(RECORD)
def finish(key: uuid.UUID) -> ResponseReturnValue:
    """Make the recording a note; the receipt goes out once the checksum agrees."""
    told = request.get_json(silent=True)
    digest = sha256_of(told.get("sha256") if isinstance(told, dict) else None)
    try:
        receipt = journal().finish(the_patient(), str(key), digest)
    except OffsetError as error:
        return _elsewhere(error)
    return jsonify(receipt_as_json(receipt)), 200 if receipt.repeated else 201


def _elsewhere(error: OffsetError) -> ResponseReturnValue:
    """Send the recorder to where the service is; nobody reads this."""
    drain()
    return jsonify(code="offset", offset=error.held), 409


def _as_json(arrival: Arrival) -> dict[str, object]:
    return {"key": arrival.key, "size": arrival.size, "offset": arrival.offset}


def receipt_as_json(receipt: Receipt) -> dict[str, object]:
    """Write a receipt as the recorder reads it."""
    return {
        "note_id": receipt.note_id,
        "key": receipt.key,
        "sha256": receipt.sha256,
        "size": receipt.size,
        "received_at": receipt.received_at.isoformat(),
        "repeated": receipt.repeated,
        "url": url_for("diary.note", note_id=receipt.note_id),
    }
