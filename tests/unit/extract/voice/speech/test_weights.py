"""Arrays read out of an ONNX file; its bytes are written by hand here."""

import numpy as np
import pytest

from voicejournal.extract.voice.speech.weights import read_weights


def number(value):
    low, rest = value & 0x7F, value >> 7
    return bytes([low | 0x80]) + number(rest) if rest else bytes([low])


def field(key, value):
    if isinstance(value, int):
        return number(key << 3) + number(value)
    return number(key << 3 | 2) + number(len(value)) + value


def tensor(name, array, *, kind=1, packed=False):
    dims = [number(size) for size in array.shape]
    shape = field(1, b"".join(dims)) if packed else b"".join(field(1, size) for size in array.shape)
    return shape + field(2, kind) + field(8, name.encode()) + field(9, array.tobytes())


def network(tmp_path, *tensors):
    graph = b"".join(field(5, one) for one in tensors)
    file = tmp_path / "network.onnx"
    file.write_bytes(field(1, 8) + field(2, b"somebody") + field(7, graph))
    return file


@pytest.mark.parametrize("packed", [False, True])
def test_an_array_keeps_its_name_shape_and_numbers(tmp_path, packed):
    wanted = np.arange(300, dtype=np.float32).reshape(150, 2)
    found = read_weights(network(tmp_path, tensor("layer.weight", wanted, packed=packed)))
    assert list(found) == ["layer.weight"]
    assert np.array_equal(found["layer.weight"], wanted)


def test_arrays_of_whole_numbers_are_left_out(tmp_path):
    whole = tensor("shape", np.arange(3, dtype=np.int64), kind=7)
    floats = tensor("bias", np.ones(1, np.float32))
    assert list(read_weights(network(tmp_path, whole, floats))) == ["bias"]


def test_another_file_is_refused(tmp_path):
    file = tmp_path / "network.onnx"
    file.write_bytes(b"\x0fRIFF")
    with pytest.raises(ValueError, match="no ONNX file"):
        read_weights(file)
