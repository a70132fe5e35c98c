import pickle
import socket
import threading

import numpy as np
import pytest

from voicejournal.hooks.isolation.wire import (
    CAN_SHARE,
    LONGEST_ANSWER,
    Packer,
    Unpacker,
    receive_request,
    send_request,
)


@pytest.fixture
def ends():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


def sent(ends, content, names=None):
    ours, theirs = ends
    packer = Packer(names or {})
    message = packer.pack(content)
    sending = threading.Thread(target=send_request, args=(ours, message, packer.arrays))
    sending.start()
    received = receive_request(theirs)
    sending.join()
    return message, received


def test_what_is_sent_arrives_whole(ends):
    sound = np.arange(100_000, dtype=np.float32)
    track = np.arange(30_001, dtype=np.float64)
    _, (message, arrays) = sent(ends, {"sound": sound, "track": track, "name": "note"})
    read = Unpacker(message, arrays, {}).load()
    assert np.array_equal(read["sound"], sound)
    assert np.array_equal(read["track"], track)
    assert read["name"] == "note"


def test_sound_is_not_written_into_the_message(ends):
    message, (_, (array,)) = sent(ends, np.zeros(1_000_000, np.float32))
    assert len(message) < 1000
    assert array.nbytes == 4_000_000


@pytest.mark.skipif(not CAN_SHARE, reason="no sealed memory here: sound is copied")
def test_what_arrives_cannot_be_written_to(ends):
    _, (message, arrays) = sent(ends, np.zeros(1_000_000, np.float32))
    read = Unpacker(message, arrays, {}).load()
    assert not read.flags.writeable
    with pytest.raises(ValueError, match="WRITEABLE"):
        read.flags.writeable = True


def test_arrays_begin_where_processors_read_quickly(ends):
    odd = np.zeros(100_001, np.uint8)
    _, (message, arrays) = sent(ends, (odd, np.ones(50_000)))
    _, ones = Unpacker(message, arrays, {}).load()
    assert ones.flags.aligned


def test_small_arrays_stay_in_the_message(ends):
    _, (message, arrays) = sent(ends, np.arange(10))
    assert arrays == []
    assert list(Unpacker(message, arrays, {}).load()) == list(range(10))


def test_what_is_held_is_only_named(ends):
    words = ["said"] * 10_000
    message, (_, arrays) = sent(ends, {"words": words}, {id(words): 7})
    assert len(message) < 100
    assert Unpacker(message, arrays, {7: words}).load()["words"] is words


def test_who_hangs_up_is_noticed(ends):
    ours, theirs = ends
    ours.close()
    with pytest.raises(EOFError):
        receive_request(theirs)


def test_an_answer_has_room_for_many_findings():
    finding = pickle.dumps("a claim of a hundred letters" * 40)
    assert 1000 * len(finding) < LONGEST_ANSWER
