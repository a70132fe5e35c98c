"""A Whisper of chance: the real architecture and file format, weights drawn at random.

It knows nothing; it shows that real faster-whisper loads, listens and answers through our code.
"""

import json
from pathlib import Path

import ctranslate2
import numpy as np
import pytest
import tokenizers
from tokenizers import decoders, models, pre_tokenizers

from voicejournal.extract.models import ModelRef

WIDTH, HEADS, MELS = 16, 2, 80
AUDIO_POSITIONS, TEXT_POSITIONS, TIMES = 1500, 448, 1501
BYTES = tuple(sorted(pre_tokenizers.ByteLevel.alphabet()))
SPECIAL = (
    "<|endoftext|>", "<|startoftranscript|>", "<|en|>", "<|fr|>", "<|translate|>",
    "<|transcribe|>", "<|startoflm|>", "<|startofprev|>", "<|nospeech|>", "<|notimestamps|>",
)  # fmt: skip


def build(folder: Path, *, seed: int = 0) -> Path:
    """Write a converted model into `folder`."""
    times = [f"<|{i * 0.02:.2f}|>" for i in range(TIMES)]
    # CTranslate2 takes a model for multilingual when its vocabulary holds the empty string.
    vocabulary = ["", *BYTES, *SPECIAL, *times]
    spec = _Random(seed).whisper(len(vocabulary))
    spec.register_vocabulary(vocabulary)
    spec.config.lang_ids = [vocabulary.index("<|en|>"), vocabulary.index("<|fr|>")]
    spec.config.alignment_heads = [(0, 0), (0, 1)]
    spec.config.suppress_ids = spec.config.suppress_ids_begin = []
    spec.validate()
    folder.mkdir(parents=True)
    spec.save(str(folder))
    _tokenizer(vocabulary).save(str(folder / "tokenizer.json"))
    facts = {"feature_size": MELS, "hop_length": 160, "n_fft": 400, "sampling_rate": 16_000}
    (folder / "preprocessor_config.json").write_text(json.dumps(facts))
    return folder


def _tokenizer(vocabulary: list[str]) -> tokenizers.Tokenizer:
    ids = {token: i for i, token in enumerate(vocabulary)}
    tokenizer = tokenizers.Tokenizer(models.BPE(vocab=ids, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens(list(SPECIAL))
    return tokenizer


class _Random:
    def __init__(self, seed: int) -> None:
        self.random = np.random.default_rng(seed)

    def array(self, *shape: int) -> np.ndarray:
        return (0.4 * self.random.standard_normal(shape)).astype(np.float32)

    def whisper(self, words: int) -> ctranslate2.specs.WhisperSpec:
        spec = ctranslate2.specs.WhisperSpec(1, HEADS, 1, HEADS)
        encoder, decoder = spec.encoder, spec.decoder
        encoder.conv1.weight, encoder.conv1.bias = self.array(WIDTH, MELS, 3), self.array(WIDTH)
        encoder.conv2.weight, encoder.conv2.bias = self.array(WIDTH, WIDTH, 3), self.array(WIDTH)
        encoder.position_encodings.encodings = self.array(AUDIO_POSITIONS, WIDTH)
        decoder.position_encodings.encodings = self.array(TEXT_POSITIONS, WIDTH)
        decoder.embeddings.weight = self.array(words, WIDTH)
        self.linear(decoder.projection, words, WIDTH, bias=False)
        for part in (encoder, decoder):
            self.norm(part.layer_norm)
            self.layer(part.layer[0])
        cross = decoder.layer[0].attention
        self.norm(cross.layer_norm)
        for linear, height in zip(cross.linear, (WIDTH, 2 * WIDTH, WIDTH), strict=True):
            self.linear(linear, height, WIDTH)
        return spec

    def layer(self, layer) -> None:
        self.norm(layer.self_attention.layer_norm)
        self.linear(layer.self_attention.linear[0], 3 * WIDTH, WIDTH)
        self.linear(layer.self_attention.linear[1], WIDTH, WIDTH)
        self.norm(layer.ffn.layer_norm)
        self.linear(layer.ffn.linear_0, 4 * WIDTH, WIDTH)
        self.linear(layer.ffn.linear_1, WIDTH, 4 * WIDTH)

    def linear(self, linear, height: int, width: int, *, bias: bool = True) -> None:
        linear.weight = self.array(height, width)
        if bias:
            linear.bias = self.array(height)

    def norm(self, norm) -> None:
        norm.gamma, norm.beta = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)


@pytest.fixture(scope="session")
def chance_whisper(tmp_path_factory) -> ModelRef:
    return ModelRef("chance", build(tmp_path_factory.mktemp("models") / "chance"), "folder")
