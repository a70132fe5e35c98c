"""Models of four labels or two, whose every number is known."""

import json
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers
from voicejournal_emotion.options import Options

LABELS = ("joy", "sadness", "neutral")
WORDS = {"[UNK]": 0, "laughed": 1, "cried": 2, "walked": 3}
STRONG = 8.0
"""Logit of a word for its label: two words of four give a share of .96 and more."""


def write_config(folder: Path, labels, **more) -> None:
    named = {str(number): label for number, label in enumerate(labels)}
    (folder / "config.json").write_text(json.dumps({"id2label": named, **more}))


@pytest.fixture
def onnx(monkeypatch):
    """Return what writes models."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    import onnx_bytes

    return onnx_bytes


@pytest.fixture
def text_folder(tmp_path, onnx):
    """A text model: `laughed` is joy, `cried` sadness, `walked` neutral, the rest nothing."""
    folder = tmp_path / "text-model"
    folder.mkdir()
    write_config(folder, LABELS)
    tokenizer = Tokenizer(models.WordLevel(WORDS, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))
    table = np.zeros((len(WORDS), len(LABELS)))
    table[1:] = np.eye(3) * STRONG
    (folder / "model.onnx").write_bytes(onnx.mean_of_words(table))
    return folder


@pytest.fixture
def sound_folder(tmp_path, onnx):
    """A speech model: what is loud is `anger`, what is quiet `calm`; the edge lies at 0.1."""
    folder = tmp_path / "sound-model"
    folder.mkdir()
    write_config(folder, ("anger", "calm"))
    (folder / "preprocessor_config.json").write_text(json.dumps({"do_normalize": False}))
    edge = np.array([40.0, -40.0])
    (folder / "model.onnx").write_bytes(onnx.mean_of_sound(edge, -0.1 * edge))
    return folder


@pytest.fixture
def text_options(text_folder):
    return Options(text=str(text_folder))


@pytest.fixture
def sound_options(sound_folder):
    return Options(speech=str(sound_folder))
