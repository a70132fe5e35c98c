"""Sound at rest: Tink's streaming encryption, and a reader that can seek in it.

Written by Tink (AES256_GCM_HKDF_1MB). Tink's own Python reader cannot seek, which playing
from the middle needs, so the reader here follows the published wire format: a header
(its length, salt, nonce prefix), then segments of 1 MiB, each sealed by AES-GCM under a
nonce made of the prefix, the segment's number, and whether it is the last one.

Source:
    https://developers.google.com/tink/wire-format#streaming_aead
"""

import io
from collections.abc import Iterable
from typing import Any, BinaryIO, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from tink import proto_keyset_format, secret_key_access, streaming_aead
from tink.proto import aes_gcm_hkdf_streaming_pb2, common_pb2, tink_pb2

from voicejournal.store.keys import KEY_BYTES, SealError

SEGMENT_BYTES = 1 << 20
TAG_BYTES = 16
PREFIX_BYTES = 7
HEADER_BYTES = 1 + KEY_BYTES + PREFIX_BYTES
_TYPE_URL = "type.googleapis.com/google.crypto.tink.AesGcmHkdfStreamingKey"

streaming_aead.register()


def seal_stream(chunks: Iterable[bytes], sink: BinaryIO, key: bytes, context: bytes) -> None:
    """Encrypt `chunks` into `sink`, which is closed at the end, also after an error."""
    writer = _primitive(key).new_encrypting_stream(sink, context)
    try:
        for chunk in chunks:
            writer.write(chunk)
    finally:
        writer.close()


def open_sealed(source: BinaryIO, key: bytes, context: bytes) -> BinaryIO:
    """Return a seekable reader of what `seal_stream` wrote; it closes `source`.

    Raises:
        SealError: Cut short, altered at its end, or sealed under another key or context.
            An alteration further inside is raised when reading reaches it.
    """
    try:
        return cast("BinaryIO", io.BufferedReader(SealedReader(source, key, context), 1 << 16))
    except SealError:
        source.close()
        raise


class SealedReader(io.RawIOBase):
    """Reads sealed sound from any place, one checked segment at a time."""

    def __init__(self, source: BinaryIO, key: bytes, context: bytes) -> None:
        """Read the header and check the last segment, which proves the length."""
        super().__init__()
        self._source = source
        sealed_size = source.seek(0, io.SEEK_END)
        self._segments = max(1, -(-sealed_size // SEGMENT_BYTES))
        self.size = sealed_size - HEADER_BYTES - TAG_BYTES * self._segments
        """Bytes of sound."""
        source.seek(0)
        header = source.read(HEADER_BYTES)
        if self.size < 0 or header[0] != HEADER_BYTES:
            raise SealError
        salt, self._prefix = header[1 : 1 + KEY_BYTES], header[1 + KEY_BYTES :]
        self._cipher = AESGCM(HKDF(SHA256(), KEY_BYTES, salt, context).derive(key))
        self._place = 0
        self._held = self._open_segment(self._segments - 1)
        self._held_number = self._segments - 1

    def _open_segment(self, number: int) -> bytes:
        last = number == self._segments - 1
        nonce = self._prefix + number.to_bytes(4, "big") + bytes([last])
        start = number * SEGMENT_BYTES
        skip = 0 if number else HEADER_BYTES
        self._source.seek(start + skip)
        try:
            return self._cipher.decrypt(nonce, self._source.read(SEGMENT_BYTES - skip), None)
        except InvalidTag as error:
            raise SealError from error

    def readinto(self, buffer: Any) -> int:
        """Fill `buffer` from the current place, up to the end of a segment."""
        view = memoryview(buffer).cast("B")
        if self._place >= self.size or not len(view):
            return 0
        per_segment = SEGMENT_BYTES - TAG_BYTES
        number, offset = divmod(self._place + HEADER_BYTES, per_segment)
        offset -= 0 if number else HEADER_BYTES
        if number != self._held_number:
            self._held, self._held_number = self._open_segment(number), number
        piece = self._held[offset : offset + len(view)]
        view[: len(piece)] = piece
        self._place += len(piece)
        return len(piece)

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Move to a place in the sound."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self.size}[whence]
        if base + offset < 0:
            msg = "cannot seek before the beginning"
            raise ValueError(msg)
        self._place = base + offset
        return self._place

    def tell(self) -> int:
        """Return the current place in bytes."""
        return self._place

    def readable(self) -> bool:
        """It reads."""
        return True

    def seekable(self) -> bool:
        """It seeks."""
        return True

    def close(self) -> None:
        """Close the sealed file too, and forget what was opened."""
        if not self.closed:
            self._source.close()
            self._held = b""
        super().close()


def _primitive(key: bytes) -> Any:
    streaming_key = aes_gcm_hkdf_streaming_pb2.AesGcmHkdfStreamingKey(
        key_value=key,
        params=aes_gcm_hkdf_streaming_pb2.AesGcmHkdfStreamingParams(
            ciphertext_segment_size=SEGMENT_BYTES,
            derived_key_size=KEY_BYTES,
            hkdf_hash_type=common_pb2.SHA256,
        ),
    )
    keyset = tink_pb2.Keyset(
        primary_key_id=1,
        key=[
            tink_pb2.Keyset.Key(
                key_data=tink_pb2.KeyData(
                    type_url=_TYPE_URL,
                    value=streaming_key.SerializeToString(),
                    key_material_type=tink_pb2.KeyData.SYMMETRIC,
                ),
                status=tink_pb2.ENABLED,
                key_id=1,
                output_prefix_type=tink_pb2.RAW,
            )
        ],
    )
    handle = proto_keyset_format.parse(keyset.SerializeToString(), secret_key_access.TOKEN)
    return handle.primitive(streaming_aead.StreamingAead)
