"""Receiving a recording chosen in a plain form, without JavaScript."""

from datetime import UTC, datetime

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from voicejournal.errors import AudioError
from voicejournal.model.audio import DeviceFacts
from voicejournal.views.diary import RECORD, record_page
from voicejournal.views.errors import audio_wording
from voicejournal.views.facts import form_key
from voicejournal.views.gate import lets
from voicejournal.views.held import journal
from voicejournal.views.session import the_account, the_patient
from voicejournal.views.stream import pieces

upload = Blueprint("upload", __name__)


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
            form_key(),
            pieces(chosen.stream),
            recorded_at=datetime.now(UTC),
            zone=the_account().zone,
            device=DeviceFacts(),
            sha256=None,
        )
    except AudioError as error:
        wording = audio_wording(error)
        return record_page(f"{wording.happened} {wording.todo}"), 422
    return redirect(url_for("diary.note", note_id=receipt.note_id))
