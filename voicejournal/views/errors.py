"""Errors as a person meets them: what happened and what to do, as a page or as JSON."""

from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus

from flask import Flask, Response, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from voicejournal.errors import (
    AudioError,
    KeyReusedError,
    NotAllowedError,
    NoteMovedError,
    NotFoundError,
    PdfMissingError,
    VoiceJournalError,
)

_PIECE = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What a person reads when something went wrong."""

    code: str
    """Stable; scripts act on it."""
    happened: str
    todo: str


def install_errors(app: Flask) -> None:
    """Let `app` answer with words of ours, whatever goes wrong."""
    app.register_error_handler(NotFoundError, lambda _error: _answer(HTTPStatus.NOT_FOUND))
    app.register_error_handler(NotAllowedError, lambda _error: _answer(HTTPStatus.FORBIDDEN))
    app.register_error_handler(AudioError, _unusable)
    app.register_error_handler(KeyReusedError, lambda _error: _answer(HTTPStatus.CONFLICT))
    app.register_error_handler(NoteMovedError, lambda _error: _moved())
    app.register_error_handler(PdfMissingError, lambda _error: _no_pdf())
    app.register_error_handler(CSRFError, _stale)
    app.register_error_handler(HTTPException, _http)


def audio_wording(error: VoiceJournalError) -> Wording:
    """Say in the reader's language why a recording could not be used."""
    code = getattr(error, "code", "audio")
    wordings = {
        "empty": (
            _("The recording is empty: it holds no sound at all."),
            _("Record again, and check that the level moves while you speak."),
        ),
        "not_audio": (
            _("This file is not a sound recording that we can read."),
            _("Choose a recording in WebM, Ogg, MP4, MP3, FLAC or WAV format."),
        ),
        "broken": (
            _("The file broke off before the part that says how to read it."),
            _("Record again, or send the whole file."),
        ),
        "too_long": (
            _("The recording is longer than this service accepts."),
            _("Send it in shorter parts."),
        ),
        "checksum": (
            _("What arrived is not what was sent: part of it was lost on the way."),
            _("Send it again. The recording is still on this device."),
        ),
        "facts": (
            _("What was sent beside the recording could not be read."),
            _("Reload the page and send again. The recording is still on this device."),
        ),
    }
    happened, todo = wordings.get(
        code, (_("The recording could not be used."), _("Record again, or send another file."))
    )
    return Wording(code=code, happened=happened, todo=todo)


def status_wording(status: int) -> Wording:
    """Say what a status means, and what to do."""
    wordings = {
        400: (
            "request",
            _("The service could not understand this request."),
            _("Go back, reload the page and try again."),
        ),
        403: (
            "not_allowed",
            _("Your account may not open this page."),
            _("Go back to your own pages, or sign in with another account."),
        ),
        404: (
            "not_found",
            _("There is no such page, or it is not yours to see."),
            _("Check the address, or go back to your own pages."),
        ),
        409: (
            "key_reused",
            _("Another recording has already been sent under this key."),
            _("Reload the page and send again. Nothing has been overwritten."),
        ),
        413: (
            "too_large",
            _("The file is larger than this service accepts."),
            _("Send it in shorter parts."),
        ),
        429: (
            "too_many",
            _("Too many attempts in a short time."),
            _("Wait a minute, then try again."),
        ),
        500: (
            "failed",
            _("Something went wrong on our side. Nothing that you sent before is lost."),
            _("Try again in a moment. If it happens again, tell the practice."),
        ),
    }
    known = (
        status if status in wordings else 500 if status >= HTTPStatus.INTERNAL_SERVER_ERROR else 400
    )
    code, happened, todo = wordings[known]
    return Wording(code=code, happened=happened, todo=todo)


def _answer(status: int, wording: Wording | None = None) -> Response:
    said = wording or status_wording(status)
    if request.path.startswith("/api/"):
        drain()
        body = jsonify(code=said.code, message=said.happened, fix=said.todo)
        return make_response(body, int(status))
    return make_response(render_template("error.html", said=said), int(status))


def drain() -> None:
    """Read what is left of a refused body: a browser still sending never sees an early answer."""
    if request.method not in {"PUT", "PATCH"}:
        return
    with suppress(RequestEntityTooLarge):
        while request.stream.read(_PIECE):
            pass


def _unusable(error: AudioError) -> ResponseReturnValue:
    return _answer(HTTPStatus.UNPROCESSABLE_ENTITY, audio_wording(error))


def _moved() -> ResponseReturnValue:
    wording = Wording(
        code="moved",
        happened=_("The note has changed since you opened this page, so nothing was done."),
        todo=_("Go back to the note and choose again."),
    )
    return _answer(HTTPStatus.CONFLICT, wording)


def _no_pdf() -> ResponseReturnValue:
    wording = Wording(
        code="no_pdf",
        happened=_("This service cannot make PDF files."),
        todo=_(
            "Print the page from your browser and choose “Save as PDF”, or ask the operator to "
            "run “voicejournal doctor”, which says what is missing."
        ),
    )
    return _answer(HTTPStatus.NOT_IMPLEMENTED, wording)


def _stale(_error: CSRFError) -> ResponseReturnValue:
    wording = Wording(
        code="stale",
        happened=_("This page had been open for too long, or you signed in again elsewhere."),
        todo=_("Reload the page and try again. A recording stays on this device until it is sent."),
    )
    return _answer(HTTPStatus.BAD_REQUEST, wording)


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or (error.code or 500) < HTTPStatus.BAD_REQUEST:
        return error.get_response()
    answer = _answer(error.code or 500)
    for name, value in error.get_headers():
        if name.lower() in {"allow", "retry-after"}:
            answer.headers[name] = value
    return answer
