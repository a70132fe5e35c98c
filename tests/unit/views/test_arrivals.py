import hashlib
import uuid
from datetime import UTC, datetime

import pytest

from voicejournal.model.arrival import LARGEST_PART_BYTES

SOUND = b"OggS" + bytes(1000)
SUM = hashlib.sha256(SOUND).hexdigest()
PLACE = f"/api/arrivals/{uuid.UUID(int=7)}"
TOLD = {
    "size": len(SOUND),
    "recordedAt": "2026-11-12T20:15:00.000Z",
    "zone": "Europe/London",
    "device": {"echoCancellation": False, "sampleRate": 48000, "deviceKey": "ab"},
}


@pytest.fixture
def daniel(visit):
    return visit("daniel")


def begin(visitor, **changes):
    return visitor.send("PUT", PLACE, json={**TOLD, **changes})


def append(visitor, offset, part):
    return visitor.send("PATCH", PLACE, part, headers={"Upload-Offset": str(offset)})


def finish(visitor, sha256=SUM):
    return visitor.send("POST", f"{PLACE}/finish", json={"sha256": sha256})


def test_a_recording_in_two_parts_gets_a_receipt_with_its_checksum(daniel, practice_journal):
    assert begin(daniel).json["offset"] == 0
    assert append(daniel, 0, SOUND[:600]).json["offset"] == 600
    assert append(daniel, 600, SOUND[600:]).json["offset"] == len(SOUND)
    answer = finish(daniel)
    assert answer.status_code == 201
    assert (answer.json["sha256"], answer.json["size"]) == (SUM, len(SOUND))
    assert answer.json["url"] == f"/notes/{answer.json['note_id']}"
    assert practice_journal.sounds[answer.json["note_id"]] == SOUND


def test_what_the_browser_told_reaches_the_journal(daniel, practice_journal):
    begin(daniel)
    append(daniel, 0, SOUND)
    finish(daniel)
    recorded_at, zone, device, digest = practice_journal.received[-1]
    assert recorded_at == datetime(2026, 11, 12, 20, 15, tzinfo=UTC)
    assert (zone, digest) == ("Europe/London", SUM)
    assert (device.echo_cancellation, device.rate_hz, device.device_key) == (False, 48000, "ab")
    assert device.noise_suppression is None


def test_a_part_sent_twice_leads_to_where_the_service_is(daniel):
    begin(daniel)
    append(daniel, 0, SOUND[:600])
    answer = append(daniel, 0, SOUND[:600])
    assert (answer.status_code, answer.json) == (409, {"code": "offset", "offset": 600})
    assert begin(daniel).json["offset"] == 600


def test_finishing_too_early_leads_to_what_is_missing(daniel):
    begin(daniel)
    append(daniel, 0, SOUND[:600])
    answer = finish(daniel)
    assert (answer.status_code, answer.json) == (409, {"code": "offset", "offset": 600})


def test_finishing_twice_is_one_note(daniel, practice_journal):
    begin(daniel)
    append(daniel, 0, SOUND)
    first, second = finish(daniel), finish(daniel)
    assert (first.status_code, second.status_code) == (201, 200)
    assert second.json["note_id"] == first.json["note_id"]
    assert second.json["repeated"]
    assert begin(daniel).json["offset"] == len(SOUND)
    assert len(practice_journal.received) == 1


def test_another_sum_is_refused_with_words(daniel):
    begin(daniel)
    append(daniel, 0, SOUND)
    answer = finish(daniel, "0" * 64)
    assert (answer.status_code, answer.json["code"]) == (422, "checksum")
    assert "part of it was lost" in answer.json["message"]


@pytest.mark.parametrize(
    "broken",
    [
        {"recordedAt": "yesterday"},
        {"recordedAt": "2026-11-12T20:15:00"},
        {"size": "many"},
        {"size": -1},
        {"size": True},
        {"device": [1]},
    ],
)
def test_facts_that_cannot_be_read_are_refused_in_both_languages(visit, practice_journal, broken):
    practice_journal.set_language("id-daniel", "fr")
    answer = begin(visit("daniel"), **broken)
    assert (answer.status_code, answer.json["code"]) == (422, "facts")
    assert answer.json["fix"].endswith("appareil.")
    assert practice_journal.arriving == {}


@pytest.mark.parametrize("body", [b"", b"{", b"[1]", b'"x"'])
def test_what_is_not_json_is_refused(daniel, body):
    answer = daniel.send("PUT", PLACE, body, content_type="application/json")
    assert (answer.status_code, answer.json["code"]) == (422, "facts")
    answer = daniel.send("POST", f"{PLACE}/finish", body, content_type="application/json")
    assert (answer.status_code, answer.json["code"]) == (422, "facts")


@pytest.mark.parametrize("offset", ["", "-1", "1.5", "²"])
def test_an_offset_that_is_none_is_refused(daniel, offset):
    begin(daniel)
    headers = {"Upload-Offset": offset.encode("latin-1").decode("latin-1")}
    answer = daniel.send("PATCH", PLACE, SOUND, headers=headers)
    assert (answer.status_code, answer.json["code"]) == (422, "facts")


def test_a_zone_that_nobody_knows_gives_way_to_the_accounts(daniel, practice_journal):
    begin(daniel, zone="Mars/Olympus")
    (arriving,) = practice_journal.arriving.values()
    assert arriving[0].zone == "Europe/Paris"


def test_device_facts_that_make_no_sense_stay_unknown(daniel, practice_journal):
    told = {"echoCancellation": "no", "sampleRate": -1, "channelCount": True}
    begin(daniel, device=told)
    device = next(iter(practice_journal.arriving.values()))[0].device
    assert (device.echo_cancellation, device.rate_hz, device.channels) == (None, None, None)


def test_too_large_a_part_is_refused(daniel, practice_journal):
    begin(daniel)
    answer = append(daniel, 0, bytes(LARGEST_PART_BYTES + 1))
    assert (answer.status_code, answer.json["code"]) == (413, "too_large")
    assert not next(iter(practice_journal.arriving.values()))[1]


def test_too_many_facts_are_refused(daniel):
    answer = begin(daniel, device={"deviceKey": "x" * LARGEST_PART_BYTES})
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("method", "path"), [("PUT", PLACE), ("PATCH", PLACE), ("POST", f"{PLACE}/finish")]
)
def test_a_request_without_the_pages_token_is_refused(daniel, practice_journal, method, path):
    answer = daniel.client.open(path, method=method, json=TOLD)
    assert (answer.status_code, answer.json["code"]) == (400, "stale")
    assert practice_journal.arriving == {}


def test_a_page_opened_offline_learns_who_sends_and_with_which_token(daniel, app):
    told = daniel.get("/api/sender").json
    assert told["owner"] == "id-daniel"
    answer = daniel.client.put(PLACE, json=TOLD, headers={"X-CSRF-Token": told["token"]})
    assert answer.status_code == 200
