"""Recordings that arrive part by part, over lines that break."""

import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.store.conftest import RECORDED_AT, SOUND
from voicejournal.errors import (
    ChecksumError,
    EmptyAudioError,
    KeyReusedError,
    NotAudioError,
    NotFoundError,
    OffsetError,
    TooLongError,
)
from voicejournal.model.arrival import LARGEST_PART_BYTES
from voicejournal.store.arrivals import KEPT_FOR, MOST_UNFINISHED
from voicejournal.store.keys import SealError
from voicejournal.store.reception import SendingKeyError

PART = 3000
SUM = hashlib.sha256(SOUND).hexdigest()


def fill(store, announced, sound=SOUND, *, up_to=None):
    """Send parts from where the service is, as far as `up_to`."""
    end = len(sound) if up_to is None else up_to
    arrival = store.arrivals.begin(announced)
    while arrival.offset < end:
        part = sound[arrival.offset : min(arrival.offset + PART, end)]
        arrival = store.arrivals.append(announced.patient, announced.key, arrival.offset, [part])
    return arrival


def finish(store, announced, sha256=SUM, check=lambda _: None):
    return store.arrivals.finish(announced.patient, announced.key, sha256, check)


def heard(store, note_id):
    with store.notes.open_sound(note_id).stream as stream:
        return stream.read()


def test_parts_become_one_note_with_the_checksum_of_the_whole(store, announced, patient, files):
    fill(store, announced)
    receipt = finish(store, announced)
    assert (receipt.sha256, receipt.size, receipt.repeated) == (SUM, len(SOUND), False)
    assert heard(store, receipt.note_id) == SOUND
    assert store.notes.device(receipt.note_id) == announced.device
    (card,) = store.notes.cards(patient)
    assert (card.recorded_at, card.zone) == (RECORDED_AT, "Europe/Paris")
    assert len(files()) == 1


def test_a_service_that_is_started_again_goes_on_where_it_was(opened, store, announced):
    held = fill(store, announced, up_to=2 * PART).offset
    store.close()
    again = opened()
    assert again.arrivals.begin(announced).offset == held == 2 * PART
    fill(again, announced)
    assert heard(again, finish(again, announced).note_id) == SOUND


def test_no_part_is_readable_on_the_disk(store, announced, files):
    fill(store, announced, up_to=2 * PART)
    assert len(files()) == 2
    for file in files():
        assert SOUND[4:260] not in file.read_bytes()
        assert b"RIFF" not in file.read_bytes()


def test_a_part_put_in_place_of_another_does_not_become_a_note(store, announced, files, patient):
    fill(store, announced, up_to=2 * PART)
    first, second = (file.read_bytes() for file in files())
    for file, content in zip(files(), (second, first), strict=True):
        file.write_bytes(content)
    fill(store, announced)
    with pytest.raises(SealError):
        finish(store, announced)
    assert store.notes.cards(patient) == ()


def test_a_part_that_was_kept_although_its_answer_was_lost_is_not_added_twice(store, announced):
    fill(store, announced, up_to=PART)
    with pytest.raises(OffsetError) as refused:
        store.arrivals.append(announced.patient, announced.key, 0, [SOUND[:PART]])
    assert refused.value.held == PART


def test_a_gap_is_refused(store, announced):
    store.arrivals.begin(announced)
    with pytest.raises(OffsetError) as refused:
        store.arrivals.append(announced.patient, announced.key, PART, [SOUND[PART:]])
    assert refused.value.held == 0


def test_two_requests_with_the_same_part_at_once_keep_it_once(store, announced, files):
    store.arrivals.begin(announced)

    def chunks():
        yield SOUND[:100]
        store.arrivals.append(announced.patient, announced.key, 0, [SOUND[:PART]])
        yield SOUND[100:PART]

    with pytest.raises(OffsetError) as refused:
        store.arrivals.append(announced.patient, announced.key, 0, chunks())
    assert refused.value.held == PART
    assert len(files()) == 1
    fill(store, announced)
    assert finish(store, announced).sha256 == SUM


def test_a_line_that_breaks_within_a_part_costs_that_part(store, announced, files):
    def broken():
        yield SOUND[:100]
        raise ConnectionResetError

    store.arrivals.begin(announced)
    with pytest.raises(ConnectionResetError):
        store.arrivals.append(announced.patient, announced.key, 0, broken())
    assert files() == []
    assert store.arrivals.begin(announced).offset == 0


def test_finishing_too_early_says_what_is_missing(store, announced):
    fill(store, announced, up_to=PART)
    with pytest.raises(OffsetError) as refused:
        finish(store, announced)
    assert refused.value.held == PART


def test_finishing_twice_is_one_note(store, announced, patient):
    fill(store, announced)
    first, second = finish(store, announced), finish(store, announced)
    assert (second.note_id, second.repeated) == (first.note_id, True)
    assert len(store.notes.cards(patient)) == 1


def test_beginning_again_after_the_receipt_was_lost_gives_the_receipt(store, announced):
    fill(store, announced)
    receipt = finish(store, announced)
    again = store.arrivals.begin(announced)
    assert again.receipt == replace(receipt, repeated=True)
    assert again.offset == again.size == len(SOUND)


def test_a_key_cannot_stand_for_another_recording(store, announced):
    fill(store, announced)
    finish(store, announced)
    with pytest.raises(KeyReusedError):
        finish(store, announced, "0" * 64)


@pytest.mark.parametrize("sha256", ["0" * 64, hashlib.sha256(SOUND[:-1]).hexdigest()])
def test_another_sum_than_the_one_sent_drops_what_came(store, announced, patient, files, sha256):
    fill(store, announced)
    with pytest.raises(ChecksumError):
        finish(store, announced, sha256)
    assert files() == []
    assert store.notes.cards(patient) == ()
    assert store.arrivals.begin(announced).offset == 0


def test_what_is_refused_leaves_nothing_behind(store, announced, patient, files):
    def refuse(_stream):
        raise NotAudioError

    fill(store, announced)
    with pytest.raises(NotAudioError):
        finish(store, announced, check=refuse)
    assert files() == []
    with pytest.raises(NotFoundError):
        finish(store, announced)


@pytest.mark.parametrize(
    ("error", "change"),
    [
        (EmptyAudioError, {"size": 0}),
        (TooLongError, {"size": (1 << 23) + 1}),
        (SendingKeyError, {"key": ""}),
        (SendingKeyError, {"key": "k" * 101}),
    ],
)
def test_what_cannot_be_taken_in_is_refused_before_the_first_byte(store, announced, error, change):
    with pytest.raises(error):
        store.arrivals.begin(replace(announced, **change))


@pytest.mark.parametrize("part", [SOUND + b"more", bytes(LARGEST_PART_BYTES + 1)])
def test_more_than_was_announced_is_refused(store, announced, files, part):
    store.arrivals.begin(announced)
    with pytest.raises(TooLongError):
        store.arrivals.append(announced.patient, announced.key, 0, [part])
    assert files() == []


def test_another_size_under_the_same_key_starts_anew(store, announced, files):
    fill(store, announced, up_to=PART)
    assert store.arrivals.begin(replace(announced, size=len(SOUND) + 1)).offset == 0
    assert files() == []


def test_nobody_adds_to_another_patients_recording(store, announced, people):
    fill(store, announced, up_to=PART)
    other = people.patient("ben")
    with pytest.raises(NotFoundError):
        store.arrivals.append(other, announced.key, PART, [SOUND[PART:]])
    assert store.arrivals.begin(replace(announced, patient=other)).offset == 0


def test_what_never_arrives_whole_expires(store, announced, clock, files):
    fill(store, announced, up_to=PART)
    clock.pass_by((KEPT_FOR - timedelta(minutes=1)).total_seconds())
    assert store.arrivals.expire() == 0
    clock.pass_by(120)
    assert store.arrivals.expire() == 1
    assert files() == []


def test_starting_the_service_removes_what_expired_and_keeps_the_rest(
    opened, store, announced, clock, files
):
    fill(store, announced, up_to=PART)
    clock.pass_by(KEPT_FOR.total_seconds() + 1)
    fill(store, replace(announced, key="key-2"), up_to=2 * PART)
    store.close()
    again = opened()
    assert len(files()) == 2
    assert again.arrivals.begin(replace(announced, key="key-2")).offset == 2 * PART


def test_the_oldest_unfinished_sendings_give_way(store, announced, files):
    for number in range(MOST_UNFINISHED + 2):
        fill(store, replace(announced, key=f"key-{number}"), up_to=PART)
    store.arrivals.begin(announced)
    assert len(files()) == MOST_UNFINISHED
    assert store.arrivals.begin(replace(announced, key="key-0")).offset == 0


def test_forgetting_a_patient_takes_what_is_on_its_way(store, announced, people, files):
    other = replace(announced, patient=people.patient("ben"))
    fill(store, announced, up_to=PART)
    fill(store, other, up_to=PART)
    assert store.arrivals.forget(announced.patient) == 1
    assert len(files()) == 1
    assert store.arrivals.begin(other).offset == PART
