"""Read the weights out of an ONNX file.

Only what such a file is needed for here: its arrays of 32-bit floats, by name. An ONNX file is a
protocol buffer; the numbers of the fields are those of onnx.proto.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

GRAPH, INITIALIZER = 7, 5
DIMS, DATA_TYPE, NAME, RAW_DATA = 1, 2, 8, 9
FLOAT = 1
VARINT, EIGHT_BYTES, BYTES, FOUR_BYTES = 0, 1, 2, 5
FIXED_WIDTHS = {EIGHT_BYTES: 8, FOUR_BYTES: 4}

Field = tuple[int, int | bytes]


def read_weights(file: Path) -> dict[str, NDArray[np.float32]]:
    """Return every array of floats that a network brings, by its name.

    Raises:
        OSError: The file cannot be read.
        ValueError: It is no ONNX file.
    """
    arrays: dict[str, NDArray[np.float32]] = {}
    for graph in _bytes_of(file.read_bytes(), GRAPH):
        for tensor in _bytes_of(graph, INITIALIZER):
            fields = tuple(_fields(tensor))
            if (DATA_TYPE, FLOAT) in fields:
                name, raw = (b"".join(_bytes_of(tensor, number)) for number in (NAME, RAW_DATA))
                arrays[name.decode()] = np.frombuffer(raw, np.float32).reshape(_shape(fields))
    return arrays


def _shape(fields: tuple[Field, ...]) -> list[int]:
    """Return the dimensions: numbers one by one, or packed together."""
    shape: list[int] = []
    for number, value in fields:
        if number != DIMS:
            continue
        if isinstance(value, int):
            shape.append(value)
            continue
        at = 0
        while at < len(value):
            dimension, at = _varint(value, at)
            shape.append(dimension)
    return shape


def _bytes_of(message: bytes, wanted: int) -> Iterator[bytes]:
    return (
        value for number, value in _fields(message) if number == wanted and isinstance(value, bytes)
    )


def _fields(message: bytes) -> Iterator[Field]:
    """Yield number and value of each field of a message."""
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        number, kind = key >> 3, key & 7
        if kind == VARINT:
            value, at = _varint(message, at)
            yield number, value
            continue
        if kind == BYTES:
            width, at = _varint(message, at)
        elif kind in FIXED_WIDTHS:
            width = FIXED_WIDTHS[kind]
        else:
            msg = "this is no ONNX file"
            raise ValueError(msg)
        yield number, message[at : at + width]
        at += width


def _varint(message: bytes, at: int) -> tuple[int, int]:
    """Return a number written seven bits at a time, lowest first, and where it ends."""
    value = shift = 0
    while True:
        byte = message[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:  # noqa: PLR2004 -- the eighth bit says that more follows
            return value, at
