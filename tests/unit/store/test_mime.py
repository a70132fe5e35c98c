"""Kinds of sound files by their first bytes."""

import pytest

from voicejournal.store.mime import sniff_mime


@pytest.mark.parametrize(
    ("head", "mime"),
    [
        (b"\x1a\x45\xdf\xa3" + bytes(12), "audio/webm"),
        (b"OggS" + bytes(12), "audio/ogg"),
        (b"\x00\x00\x00\x18ftypM4A ", "audio/mp4"),
        (b"RIFF\x00\x00\x00\x00WAVE", "audio/wav"),
        (b"fLaC", "audio/flac"),
        (b"ID3\x04", "audio/mpeg"),
        (b"\xff\xfb\x90\x00", "audio/mpeg"),
        (b"\xff\xf1\x50\x80", "audio/aac"),
        (b"", "application/octet-stream"),
        (b"\xff", "application/octet-stream"),
        (b"hello", "application/octet-stream"),
    ],
)
def test_a_kind_is_known_by_its_first_bytes(head, mime):
    assert sniff_mime(head) == mime
