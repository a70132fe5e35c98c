"""Tell whether a recording broke off, from how its container is built.

Decoders end quietly where the bytes end; only the structure says that more was meant to come.
"""

import io
from collections.abc import Iterator
from typing import BinaryIO

from voicejournal.capture.source import mp4_boxes

OGG_TAIL_BYTES = 65_536 + 300
"""No Ogg page is longer (RFC 3533)."""
OGG_LAST_PAGE = 0x04
OGG_HEAD_BYTES = 27

MP3_HEAD_BYTES = 16_384
MP3_COUNTED = (b"Xing", b"Info", b"VBRI")
"""Headers of encoders that wrote down the number of frames."""

# EBML identifiers (RFC 9559) of the elements that hold others.
SEGMENT = 0x18538067
CLUSTER = 0x1F43B675
BLOCK_GROUP = 0xA0
EBML_ID_BYTES = 4
EBML_SIZE_BYTES = 8


def broken_off(stream: BinaryIO, container: str) -> bool:
    """Tell whether the container announces more bytes than there are.

    Args:
        stream: The whole recording, seekable.
        container: FFmpeg's name as `source.sniff` gives it.
    """
    size = stream.seek(0, io.SEEK_END)
    if container == "wav":
        return _wav_broken(stream, size)
    if container == "ogg":
        return _ogg_broken(stream, size)
    if container == "mov":
        return any(end > size for _, _, end in mp4_boxes(stream))
    if container == "matroska":
        return any(end > size for end in _ebml_ends(stream, size))
    return False


def length_is_promised(stream: BinaryIO, container: str) -> bool:
    """Tell whether the length in the header was counted, not estimated from the file's size."""
    if container == "mp3":
        stream.seek(0)
        head = stream.read(MP3_HEAD_BYTES)
        return any(tag in head for tag in MP3_COUNTED)
    return container != "aac"


def _wav_broken(stream: BinaryIO, size: int) -> bool:
    position = 12
    while position + 8 <= size:
        stream.seek(position)
        head = stream.read(8)
        length = int.from_bytes(head[4:], "little")
        if head[:4] == b"data":
            # Recorders that cannot seek back leave 0 or all ones: length unknown, not broken.
            return length not in {0, 0xFFFFFFFF} and position + 8 + length > size
        position += 8 + length + length % 2
    return position > size


def _ogg_broken(stream: BinaryIO, size: int) -> bool:
    start = max(0, size - OGG_TAIL_BYTES)
    stream.seek(start)
    tail = stream.read()
    last = tail.rfind(b"OggS")
    page = tail[last:] if last >= 0 else b""
    if len(page) < OGG_HEAD_BYTES:
        return True
    segments = page[OGG_HEAD_BYTES - 1]
    table = page[OGG_HEAD_BYTES : OGG_HEAD_BYTES + segments]
    return len(page) < OGG_HEAD_BYTES + segments + sum(table) or not page[5] & OGG_LAST_PAGE


def _ebml_ends(stream: BinaryIO, size: int) -> Iterator[int]:
    """Yield where each element of a Matroska file says it ends, entering those that hold blocks."""
    position = 0
    while position < size:
        stream.seek(position)
        head = stream.read(EBML_ID_BYTES + EBML_SIZE_BYTES)
        identifier, after_id = _vint(head, 0, keep_marker=True)
        length, after_size = _vint(head, after_id, keep_marker=False)
        if after_size == 0:
            yield size + 1 if len(head) < EBML_ID_BYTES + EBML_SIZE_BYTES else size
            return
        unknown = length == (1 << (7 * (after_size - after_id))) - 1
        if not unknown:
            yield position + after_size + length
        entered = unknown or identifier in {SEGMENT, CLUSTER, BLOCK_GROUP}
        position += after_size + (0 if entered else length)


def _vint(head: bytes, at: int, *, keep_marker: bool) -> tuple[int, int]:
    """Read one EBML number; return it and the position after it, 0 where it is not whole."""
    if at >= len(head) or head[at] == 0 or (at == 0 and not keep_marker):
        return 0, 0
    width = 9 - head[at].bit_length()
    if at + width > len(head):
        return 0, 0
    value = int.from_bytes(head[at : at + width], "big")
    return (value if keep_marker else value & ((1 << (7 * width)) - 1)), at + width
