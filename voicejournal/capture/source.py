"""Open a recording: find out what it is by its first bytes, and hand FFmpeg that format alone.

FFmpeg left to guess knows some three hundred formats, playlists among them that name other
files and addresses. A patient's upload may choose none of those.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, NoReturn

import av

from voicejournal.errors import BrokenAudioError, EmptyAudioError, NotAudioError

HEAD_BYTES = 64
FIX = "Record it again, or save it as WebM, MP4, Ogg, WAV, FLAC or MP3."
BROKEN_FIX = "Send the original again, or record anew."

MPEG_SYNC = 0xFFE0
MPEG_LAYER = 0x06
"""Bits of the second byte: 0 in ADTS, never in MP3 (ISO/IEC 13818-7, 11172-3)."""
MP4_BOXES = (b"ftyp", b"moov", b"mdat", b"free", b"wide", b"skip", b"styp")

MP4_HEAD = 8
MP4_LONG_HEAD = 16


def sniff(head: bytes) -> str | None:
    """Return FFmpeg's name of the container that starts with `head`, None for anything else."""
    magic = {b"\x1aE\xdf\xa3": "matroska", b"OggS": "ogg", b"fLaC": "flac"}
    if name := magic.get(head[:4]):
        return name
    if head[:4] in {b"RIFF", b"RF64"} and head[8:12] == b"WAVE":
        return "wav"
    if head[4:8] in MP4_BOXES:
        return "mov"
    return _sniff_mpeg(head)


def _sniff_mpeg(head: bytes) -> str | None:
    if head[:3] == b"ID3":
        return "mp3"
    synchronised = int.from_bytes(head[:2], "big") & MPEG_SYNC == MPEG_SYNC
    if not synchronised:
        return None
    return "mp3" if head[1] & MPEG_LAYER else "aac"


def seekable(stream: BinaryIO) -> BinaryIO:
    """Return `stream` from its beginning, read into memory where it cannot seek."""
    if not stream.seekable():
        return io.BytesIO(stream.read())
    stream.seek(0)
    return stream


@contextmanager
def open_recording(stream: BinaryIO) -> Iterator[tuple[Any, Any]]:
    """Open a seekable stream; yield PyAV's container and its first audio stream.

    Raises:
        EmptyAudioError: No bytes.
        NotAudioError: Not a sound recording that we read.
        BrokenAudioError: An MP4 cut off before its index.
    """
    stream.seek(0)
    head = stream.read(HEAD_BYTES)
    stream.seek(0)
    if not head:
        raise EmptyAudioError(fix=FIX)
    name = sniff(head)
    if name is None:
        raise NotAudioError(fix=FIX)
    try:
        container = av.open(stream, format=name, io_open=_refuse_other_files)
    except (av.error.FFmpegError, ValueError) as error:
        raise _unreadable(stream, name) from error
    with container:
        sound = next(iter(container.streams.audio), None)
        if sound is None or sound.codec_context is None or not sound.codec_context.sample_rate:
            msg = "The file holds no sound."
            raise NotAudioError(msg, fix=FIX)
        yield container, sound


def _unreadable(stream: BinaryIO, name: str) -> NotAudioError:
    if name == "mov" and not has_mp4_index(stream):
        return BrokenAudioError(
            "The file is broken off: its index, which stands at the end, is not there.",
            fix=BROKEN_FIX,
        )
    return NotAudioError(fix=FIX)


def has_mp4_index(stream: BinaryIO) -> bool:
    """Tell whether an MP4 holds its `moov` box."""
    return any(kind == b"moov" for kind, _, _ in mp4_boxes(stream))


def mp4_boxes(stream: BinaryIO) -> Iterator[tuple[bytes, int, int]]:
    """Walk the outermost boxes of an MP4: kind, position, declared end; 0: until the file ends."""
    position = 0
    while True:
        stream.seek(position)
        head = stream.read(MP4_LONG_HEAD)
        if len(head) < MP4_HEAD:
            return
        size, kind = int.from_bytes(head[:4], "big"), head[4:8]
        if size == 1:
            size = int.from_bytes(head[8:], "big")
        if size < MP4_HEAD:
            yield kind, position, 0
            return
        yield kind, position, position + size
        position += size


def _refuse_other_files(url: str, flags: int, options: object) -> NoReturn:
    del url, flags, options
    msg = "a recording may not open other files"
    raise PermissionError(msg)
