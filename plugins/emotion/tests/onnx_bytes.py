"""Small ONNX models, written byte by byte: what is in them is known, and no library is needed.

Field numbers are those of onnx.proto (ONNX 1.16, IR version 8).
"""

from collections.abc import Iterable, Sequence

import numpy as np

FLOAT, INT64 = 1, 7
"""Types of elements (`TensorProto.DataType`)."""
TYPES = {np.dtype(np.float32): FLOAT, np.dtype(np.int64): INT64}
ATTRIBUTE_INT, ATTRIBUTE_INTS = 2, 7
IR_VERSION, OPSET = 8, 13


def varint(number: int) -> bytes:
    written = bytearray()
    while number > 0x7F:
        written.append(number & 0x7F | 0x80)
        number >>= 7
    written.append(number)
    return bytes(written)


def integer(field: int, value: int) -> bytes:
    return varint(field << 3) + varint(value)


def part(field: int, content: bytes | str) -> bytes:
    content = content.encode() if isinstance(content, str) else content
    return varint(field << 3 | 2) + varint(len(content)) + content


def attribute(name: str, value: int | Sequence[int]) -> bytes:
    if isinstance(value, int):
        return part(1, name) + integer(3, value) + integer(20, ATTRIBUTE_INT)
    ints = b"".join(integer(8, one) for one in value)
    return part(1, name) + ints + integer(20, ATTRIBUTE_INTS)


def node(operation: str, inputs: Iterable[str], output: str, **attributes) -> bytes:
    written = b"".join(part(1, one) for one in inputs) + part(2, output) + part(4, operation)
    return written + b"".join(part(5, attribute(*one)) for one in attributes.items())


def constant(name: str, values: np.ndarray) -> bytes:
    sizes = b"".join(integer(1, size) for size in values.shape)
    kind = integer(2, TYPES[values.dtype])
    return sizes + kind + part(8, name) + part(9, values.tobytes())


def place(name: str, kind: int, *sizes: int | str) -> bytes:
    """Describe an input or output; a size in words may be any."""
    dimensions = b"".join(
        part(1, integer(1, one) if isinstance(one, int) else part(2, one)) for one in sizes
    )
    tensor = integer(1, kind) + part(2, dimensions)
    return part(1, name) + part(2, part(1, tensor))


def model(*, nodes, constants, inputs, outputs) -> bytes:
    graph = b"".join(part(1, one) for one in nodes) + part(2, "tiny")
    graph += b"".join(part(5, one) for one in constants)
    graph += b"".join(part(11, one) for one in inputs)
    graph += b"".join(part(12, one) for one in outputs)
    opset = part(1, "") + integer(2, OPSET)
    return integer(1, IR_VERSION) + part(7, graph) + part(8, opset)


def mean_of_words(table: np.ndarray, *, more_inputs: Sequence[str] = ("attention_mask",)) -> bytes:
    """A classifier of text: the mean, over all words, of one row of numbers for each.

    Args:
        table: Shape (n_words, n_labels), float32.
        more_inputs: Inputs that it wants to be given and makes no use of.
    """
    wanted = ("input_ids", *more_inputs)
    return model(
        nodes=[
            node("Gather", ["table", "input_ids"], "rows", axis=0),
            node("ReduceMean", ["rows"], "logits", axes=[1], keepdims=0),
        ],
        constants=[constant("table", table.astype(np.float32))],
        inputs=[place(one, INT64, 1, "words") for one in wanted],
        outputs=[place("logits", FLOAT, 1, table.shape[1])],
    )


def mean_of_sound(weights: np.ndarray, offsets: np.ndarray) -> bytes:
    """A classifier of sound: its mean distance from zero, times `weights`, plus `offsets`."""
    return model(
        nodes=[
            node("Abs", ["input_values"], "distance"),
            node("ReduceMean", ["distance"], "loudness", axes=[1], keepdims=1),
            node("MatMul", ["loudness", "weights"], "scaled"),
            node("Add", ["scaled", "offsets"], "logits"),
        ],
        constants=[
            constant("weights", weights.astype(np.float32)[np.newaxis]),
            constant("offsets", offsets.astype(np.float32)),
        ],
        inputs=[place("input_values", FLOAT, 1, "samples")],
        outputs=[place("logits", FLOAT, 1, len(weights))],
    )
