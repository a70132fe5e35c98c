import hashlib
import io
import json
import tempfile
import uuid
from datetime import UTC, datetime

import pytest
from flask import request
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from voicejournal.errors import AudioError
from voicejournal.views.stream import FORM_BYTES
from voicejournal.views.upload import FactsError, device_facts

SOUND = b"OggS" + bytes(1000)
KEY = str(uuid.UUID(int=7))


def headers(sound=SOUND, **more):
    return {
        "Content-Type": "audio/webm;codecs=opus",
        "X-Recorded-At": "2026-11-12T20:15:00.000Z",
        "X-Zone": "Europe/London",
        "X-Sha256": hashlib.sha256(sound).hexdigest(),
        "X-Device": json.dumps({"echoCancellation": False, "sampleRate": 48000, "deviceKey": "ab"}),
        **more,
    }


def test_a_recording_gets_a_receipt_with_its_checksum(visit):
    answer = visit("daniel").put(f"/api/notes/{KEY}", SOUND, **headers())
    assert answer.status_code == 201
    assert answer.json["sha256"] == hashlib.sha256(SOUND).hexdigest()
    assert answer.json["size"] == len(SOUND)
    assert answer.json["url"] == f"/notes/{answer.json['note_id']}"


def test_what_the_browser_told_reaches_the_journal(visit, practice_journal):
    visit("daniel").put(f"/api/notes/{KEY}", SOUND, **headers())
    recorded_at, zone, device, digest = practice_journal.received[-1]
    assert recorded_at == datetime(2026, 11, 12, 20, 15, tzinfo=UTC)
    assert (zone, digest) == ("Europe/London", hashlib.sha256(SOUND).hexdigest())
    assert (device.echo_cancellation, device.rate_hz, device.device_key) == (False, 48000, "ab")
    assert device.noise_suppression is None


def test_sending_twice_is_one_note(visit, practice_journal):
    daniel = visit("daniel")
    daniel.put(f"/api/notes/{KEY}", SOUND, **headers())
    before = len(practice_journal.details)
    again = daniel.put(f"/api/notes/{KEY}", SOUND, **headers())
    assert (again.status_code, again.json["repeated"]) == (200, True)
    assert len(practice_journal.details) == before


def test_another_recording_under_the_same_key_is_refused(visit):
    daniel = visit("daniel")
    daniel.put(f"/api/notes/{KEY}", SOUND, **headers())
    other = SOUND + b"more"
    answer = daniel.put(f"/api/notes/{KEY}", other, **headers(other))
    assert (answer.status_code, answer.json["code"]) == (409, "key_reused")


def test_an_empty_recording_is_refused_with_words(visit):
    answer = visit("daniel", "fr").put(f"/api/notes/{KEY}", b"", **headers(b""))
    assert (answer.status_code, answer.json["code"]) == (422, "empty")
    assert answer.json["message"].startswith("The recording is empty")


@pytest.mark.parametrize(
    "broken",
    [
        {"X-Recorded-At": "yesterday"},
        {"X-Recorded-At": "2026-11-12T20:15:00"},
        {"X-Sha256": "abc"},
        {"X-Device": "[1]"},
        {"X-Device": "{"},
    ],
)
def test_facts_that_cannot_be_read_are_refused(visit, practice_journal, broken):
    answer = visit("daniel").put(f"/api/notes/{KEY}", SOUND, **headers(**broken))
    assert (answer.status_code, answer.json["code"]) == (422, "facts")
    assert practice_journal.received == []


def test_a_zone_that_nobody_knows_gives_way_to_the_accounts(visit, practice_journal):
    visit("daniel").put(f"/api/notes/{KEY}", SOUND, **headers(**{"X-Zone": "Mars/Olympus"}))
    assert practice_journal.received[-1][1] == "Europe/Paris"


def test_a_recording_without_the_pages_token_is_refused(visit, practice_journal):
    daniel = visit("daniel")
    answer = daniel.client.put(f"/api/notes/{KEY}", data=SOUND, headers=headers())
    assert (answer.status_code, answer.json["code"]) == (400, "stale")
    assert practice_journal.received == []


def test_signed_out_is_said_as_such(visit):
    answer = visit().put(f"/api/notes/{KEY}", SOUND, **headers())
    assert (answer.status_code, answer.json["code"]) == (401, "signed_out")


def test_too_large_a_recording_is_refused(app, visit):
    daniel = visit("daniel")
    app.config["MAX_CONTENT_LENGTH"] = 100
    answer = daniel.put(f"/api/notes/{KEY}", SOUND, **headers())
    assert (answer.status_code, answer.json["code"]) == (413, "too_large")


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


def test_a_form_may_carry_less_than_a_stream(app):
    with app.test_request_context("/notes", method="POST", content_type="multipart/form-data"):
        assert request.max_content_length == FORM_BYTES
    with app.test_request_context("/api/notes/x", method="PUT", content_type="audio/webm"):
        assert request.max_content_length == app.config["MAX_CONTENT_LENGTH"]


def test_unknown_device_facts_stay_unknown():
    told = device_facts('{"echoCancellation": "no", "sampleRate": -1, "channelCount": true}')
    assert (told.echo_cancellation, told.rate_hz, told.channels) == (None, None, None)


def test_facts_error_is_an_audio_error():
    assert issubclass(FactsError, AudioError)
