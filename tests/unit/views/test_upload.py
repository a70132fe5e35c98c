import io
import tempfile
import uuid

import pytest
from flask import request
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from voicejournal.model.arrival import LARGEST_PART_BYTES
from voicejournal.views.stream import FORM_BYTES

SOUND = b"OggS" + bytes(1000)
KEY = str(uuid.UUID(int=7))


def test_a_plain_form_leads_to_the_note(visit, practice_journal):
    data = {"audio": (io.BytesIO(SOUND), "note.ogg"), "key": KEY}
    answer = visit("daniel").post("/notes", data, content_type="multipart/form-data")
    assert answer.status_code == 302
    assert practice_journal.sounds[answer.location.removeprefix("/notes/")] == SOUND


def test_a_form_without_a_file_says_so_on_the_page(visit):
    answer = visit("daniel").post("/notes", {"key": KEY}, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "Choose a sound file first." in answer.text


def test_a_form_with_an_empty_file_says_why_on_the_page(visit):
    data = {"audio": (io.BytesIO(b""), "note.ogg"), "key": KEY}
    answer = visit("daniel").post("/notes", data, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "holds no sound at all" in answer.text


def test_a_form_without_its_key_says_so(visit):
    data = {"audio": (io.BytesIO(SOUND), "note.ogg"), "key": "seven"}
    answer = visit("daniel").post("/notes", data, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "could not be read" in answer.text


def test_a_large_form_never_touches_a_temporary_file(visit, monkeypatch):
    def refuse(*_args, **_more):
        pytest.fail("a readable recording was written to a temporary file")

    for name in ("SpooledTemporaryFile", "TemporaryFile", "NamedTemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, refuse)
    monkeypatch.setattr("werkzeug.formparser.SpooledTemporaryFile", refuse)
    daniel = visit("daniel")
    file = FileStorage(io.BytesIO(SOUND * 1200), "note.ogg", "audio")
    values = {"csrf_token": daniel.token(), "key": KEY, "audio": file}
    boundary, body = encode_multipart(values)
    content_type = f"multipart/form-data; boundary={boundary}"
    answer = daniel.client.post("/notes", data=body, content_type=content_type)
    assert len(body) > 1_000_000
    assert answer.status_code == 302


def test_a_form_and_a_part_may_carry_so_much(app):
    with app.test_request_context("/notes", method="POST", content_type="multipart/form-data"):
        assert request.max_content_length == FORM_BYTES
    with app.test_request_context("/api/arrivals/x", method="PATCH", content_type="audio/webm"):
        assert request.max_content_length == LARGEST_PART_BYTES
