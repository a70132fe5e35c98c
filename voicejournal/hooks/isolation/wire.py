"""Messages between the service and a plugin's process.

Requests are pickled: they come from us. Large arrays are not written into them but laid into
sealed memory that both sides map, so that sound is neither copied through a pipe nor ever in a
file; the memory is gone when the last process that holds it has ended, however it ended.
Answers come from a stranger: they are JSON, and at most so long.
"""

import fcntl
import io
import mmap
import os
import pickle
import socket
import struct
from collections.abc import Sequence
from typing import Any

LENGTHS = struct.Struct("!QQ")
"""Bytes of the pickle, and of the shared memory behind it: 0 where there is none."""
ANSWER = struct.Struct("!I")
LONGEST_ANSWER = 16 << 20
"""Bytes; assumed: a note has some dozen findings of a few hundred bytes."""
SHARED_FROM = 1 << 16
"""Arrays of so many bytes and more are shared; assumed: below, mapping costs more than copying."""
CAN_SHARE = hasattr(os, "memfd_create")
READ_AT_ONCE = 1 << 20
ALIGNED = 64
"""Bytes; an array begins where any processor reads it quickly."""


def send_request(channel: socket.socket, message: bytes, arrays: Sequence[memoryview]) -> None:
    """Send a pickled message and the arrays that were taken out of it."""
    total = sum(_room(one.nbytes) for one in arrays)
    channel.sendall(LENGTHS.pack(len(message), total))
    sizes = struct.pack(f"!I{len(arrays)}Q", len(arrays), *(one.nbytes for one in arrays))
    channel.sendall(sizes)
    channel.sendall(message)
    if not total:
        return
    if not CAN_SHARE:
        for one in arrays:
            channel.sendall(one)
        return
    memory = _sealed(arrays)
    try:
        socket.send_fds(channel, [b"m"], [memory])
    finally:
        os.close(memory)


def receive_request(channel: socket.socket) -> tuple[bytes, list[memoryview]]:
    """Return the next message and its arrays, which cannot be written to.

    Raises:
        EOFError: The service is gone.
    """
    length, total = LENGTHS.unpack(read_exactly(channel, LENGTHS.size))
    (count,) = struct.unpack("!I", read_exactly(channel, 4))
    sizes = struct.unpack(f"!{count}Q", read_exactly(channel, 8 * count))
    message = read_exactly(channel, length)
    return message, _mapped(channel, sizes) if total else [memoryview(b"")] * count


def send_answer(channel: socket.socket, content: bytes) -> None:
    """Send an answer."""
    channel.sendall(ANSWER.pack(len(content)))
    channel.sendall(content)


def read_exactly(channel: socket.socket, size: int) -> bytes:
    """Read so many bytes.

    Raises:
        EOFError: The other side is gone.
    """
    read = bytearray()
    while len(read) < size:
        piece = channel.recv(min(size - len(read), READ_AT_ONCE))
        if not piece:
            raise EOFError
        read += piece
    return bytes(read)


class Packer(pickle.Pickler):
    """Pickles a request; what the process holds already is only named."""

    def __init__(self, names: dict[int, int]) -> None:
        """Know the names of objects, by their identity."""
        self._file = io.BytesIO()
        self._names = names
        self.arrays: list[memoryview] = []
        super().__init__(self._file, protocol=5, buffer_callback=self._take_out)

    def pack(self, content: object) -> bytes:
        """Return the pickle; its large arrays are in `arrays`."""
        self.dump(content)
        return self._file.getvalue()

    def persistent_id(self, one: object) -> int | None:
        """Name an object that the process holds already."""
        return self._names.get(id(one))

    def _take_out(self, buffer: pickle.PickleBuffer) -> bool:
        raw = buffer.raw()
        if raw.nbytes < SHARED_FROM:
            return True  # it stays in the pickle
        self.arrays.append(raw)
        return False


class Unpacker(pickle.Unpickler):
    """Reads a request; what is only named is taken from what is held."""

    def __init__(
        self, message: bytes, arrays: Sequence[memoryview], held: dict[int, object]
    ) -> None:
        """Read `message`."""
        super().__init__(io.BytesIO(message), buffers=arrays)
        self._held = held

    def persistent_load(self, name: Any) -> object:
        """Return the object of that name."""
        return self._held[name]


def _sealed(arrays: Sequence[memoryview]) -> int:
    """Return a file in memory that holds the arrays and that nobody can change any more."""
    memory = os.memfd_create("voicejournal", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    try:
        with os.fdopen(os.dup(memory), "wb", buffering=0) as file:
            for one in arrays:
                _write(file, one)
                file.seek(_room(one.nbytes) - one.nbytes, os.SEEK_CUR)
            file.truncate()
        seals = fcntl.F_SEAL_WRITE | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL
        fcntl.fcntl(memory, fcntl.F_ADD_SEALS, seals)
    except BaseException:
        os.close(memory)
        raise
    return memory


def _write(file: io.FileIO, one: memoryview) -> None:
    written = 0
    while written < one.nbytes:
        written += file.write(one[written:]) or 0


def _mapped(channel: socket.socket, sizes: Sequence[int]) -> list[memoryview]:
    if not CAN_SHARE:
        return [memoryview(read_exactly(channel, size)) for size in sizes]
    _, descriptors, _, _ = socket.recv_fds(channel, 1, 1)
    if not descriptors:
        raise EOFError
    try:
        whole = memoryview(mmap.mmap(descriptors[0], 0, prot=mmap.PROT_READ))
    finally:
        os.close(descriptors[0])
    arrays, at = [], 0
    for size in sizes:
        arrays.append(whole[at : at + size])
        at += _room(size)
    return arrays


def _room(size: int) -> int:
    return -(-size // ALIGNED) * ALIGNED
