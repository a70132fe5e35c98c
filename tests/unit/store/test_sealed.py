"""Sound at rest, and reading from the middle of it."""

import io
import secrets

import pytest
import tink
from hypothesis import given
from hypothesis import strategies as st

from voicejournal.store import sealed
from voicejournal.store.keys import SealError
from voicejournal.store.sealed import (
    HEADER_BYTES,
    SEGMENT_BYTES,
    TAG_BYTES,
    open_sealed,
    seal_stream,
)

KEY = bytes(range(32))
FIRST = SEGMENT_BYTES - HEADER_BYTES - TAG_BYTES
"""Bytes of sound in the first segment."""
NEXT = SEGMENT_BYTES - TAG_BYTES
SIZES = (0, 1, FIRST - 1, FIRST, FIRST + 1, FIRST + NEXT, FIRST + NEXT + 1, FIRST + 2 * NEXT + 99)


class Sink(io.BytesIO):
    """Keeps what was written when Tink closes it."""

    content = b""

    def close(self):
        self.content = self.getvalue()
        super().close()


def seal(sound, key=KEY, context=b"here"):
    sink = Sink()
    seal_stream([sound[:70_001], sound[70_001:]], sink, key, context)
    return sink.content


def read(content, key=KEY, context=b"here"):
    with open_sealed(io.BytesIO(content), key, context) as stream:
        return stream.read()


SOUND = secrets.token_bytes(SIZES[-1])
SEALED = seal(SOUND)


@pytest.mark.parametrize("size", SIZES)
def test_what_was_sealed_reads_back(size):
    assert read(seal(SOUND[:size])) == SOUND[:size]


@pytest.mark.parametrize("size", SIZES)
def test_tinks_own_reader_reads_the_same(size):
    reader = sealed._primitive(KEY).new_decrypting_stream(io.BytesIO(seal(SOUND[:size])), b"here")
    with reader:
        assert reader.read() == SOUND[:size]


@given(st.integers(0, len(SOUND) + 10), st.integers(0, 3000))
def test_any_range_can_be_read(start, length):
    with open_sealed(io.BytesIO(SEALED), KEY, b"here") as stream:
        assert stream.seek(0, io.SEEK_END) == len(SOUND)
        stream.seek(start)
        assert stream.read(length) == SOUND[start : start + length]


def test_seeking_before_the_beginning_is_an_error():
    with (
        open_sealed(io.BytesIO(SEALED), KEY, b"here") as stream,
        pytest.raises(ValueError, match="before"),
    ):
        stream.seek(-1)


@pytest.mark.parametrize(
    "kept",
    [
        0,
        1,
        HEADER_BYTES,
        HEADER_BYTES + TAG_BYTES - 1,
        SEGMENT_BYTES,
        2 * SEGMENT_BYTES,
        len(SEALED) - 1,
    ],
)
def test_truncated_sound_is_rejected_when_opened(kept):
    source = io.BytesIO(SEALED[:kept])
    with pytest.raises(SealError):
        open_sealed(source, KEY, b"here")
    assert source.closed


@pytest.mark.parametrize("at", [0, 1, 35, 100, SEGMENT_BYTES + 5, len(SEALED) - 1])
def test_one_flipped_bit_is_rejected(at):
    content = bytearray(SEALED)
    content[at] ^= 1
    with pytest.raises(SealError):
        read(bytes(content))


def test_appended_bytes_are_rejected():
    with pytest.raises(SealError):
        read(SEALED + b"x")


def test_swapped_segments_are_rejected():
    first, second = (
        SEALED[SEGMENT_BYTES : 2 * SEGMENT_BYTES],
        SEALED[2 * SEGMENT_BYTES : 3 * SEGMENT_BYTES],
    )
    with pytest.raises(SealError):
        read(SEALED[:SEGMENT_BYTES] + second + first + SEALED[3 * SEGMENT_BYTES :])


def test_another_key_or_place_does_not_open_it():
    for key, context in ((bytes(32), b"here"), (KEY, b"there")):
        with pytest.raises(SealError):
            read(SEALED, key, context)


def test_tink_rejects_what_we_reject():
    reader = sealed._primitive(KEY).new_decrypting_stream(io.BytesIO(SEALED[:-1]), b"here")
    with reader, pytest.raises(tink.TinkError):
        reader.read()
