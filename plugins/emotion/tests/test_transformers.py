"""Models that only transformers can run: real ones, small, of random numbers, made here.

What runs them is some hundred megabytes: `make test-models` brings it into an environment of its
own and runs these tests there; `make test` skips them.
"""

import math

import numpy as np
import pytest
from voicejournal_emotion.models.folder import find_folder
from voicejournal_emotion.models.open import sound_model, text_model
from voicejournal_emotion.options import Options
from voicejournal_emotion.text import TextEmotion

from voicejournal.testing import a_note, words

WHY = "make test-models"
torch = pytest.importorskip("torch", reason=WHY)
transformers = pytest.importorskip("transformers", reason=WHY)
tokenizers = pytest.importorskip("tokenizers")

pytestmark = pytest.mark.filterwarnings("ignore")  # theirs, of each version others

LABELS = {0: "joy", 1: "sadness", 2: "neutral"}
WORDS = {"[UNK]": 0, "[PAD]": 1, "cried": 2, "laughed": 3}


@pytest.fixture(autouse=True)
def _offline(monkeypatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")


@pytest.fixture(scope="module")
def text_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bert")
    tokenizer = tokenizers.Tokenizer(tokenizers.models.WordLevel(WORDS, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    transformers.PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, unk_token="[UNK]", pad_token="[PAD]"
    ).save_pretrained(folder)
    torch.manual_seed(0)
    config = transformers.BertConfig(
        vocab_size=len(WORDS),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        id2label=LABELS,
        label2id={label: number for number, label in LABELS.items()},
    )
    transformers.BertForSequenceClassification(config).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def sound_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wav2vec2")
    torch.manual_seed(0)
    config = transformers.Wav2Vec2Config(
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        conv_dim=(8, 8),
        conv_stride=(10, 8),
        conv_kernel=(20, 16),
        num_conv_pos_embeddings=4,
        num_conv_pos_embedding_groups=2,
        classifier_proj_size=8,
        id2label={0: "anger", 1: "calm"},
        label2id={"anger": 0, "calm": 1},
    )
    transformers.Wav2Vec2ForSequenceClassification(config).save_pretrained(folder)
    transformers.Wav2Vec2FeatureExtractor(return_attention_mask=False).save_pretrained(folder)
    return folder


def test_a_text_model_says_what_the_library_says(text_folder):
    said = text_model(find_folder(str(text_folder))).classify("they cried and cried")
    reference = transformers.BertForSequenceClassification.from_pretrained(text_folder).eval()
    with torch.no_grad():
        logits = reference(input_ids=torch.tensor([[0, 2, 0, 2]])).logits
    shares = torch.softmax(logits, -1)[0].tolist()
    assert [said[label] for label in LABELS.values()] == pytest.approx(shares, abs=1e-5)


def test_a_speech_model_says_what_the_library_says(sound_folder):
    samples = np.random.default_rng(0).normal(0, 0.1, 32_000).astype(np.float32)
    said = sound_model(find_folder(str(sound_folder))).classify(samples)
    evened = (samples - samples.mean()) / math.sqrt(samples.var() + 1e-7)
    load = transformers.Wav2Vec2ForSequenceClassification.from_pretrained
    with torch.no_grad():
        logits = load(sound_folder).eval()(torch.tensor(evened)[None]).logits
    shares = torch.softmax(logits, -1)[0].tolist()
    assert [said["anger"], said["calm"]] == pytest.approx(shares, abs=1e-4)


def test_it_is_told_like_any_other_model(text_folder):
    options = Options(text=str(text_folder), least_confidence=0.0)
    (only,) = TextEmotion(options).analyze(a_note(words("they cried and cried .")))
    assert only.kind.removeprefix("text_emotion.") in LABELS.values()
    assert text_folder.name in only.claim.en


def test_an_export_says_what_the_original_says(text_folder, tmp_path):
    pytest.importorskip("onnx", reason="torch exports with it")
    original = text_model(find_folder(str(text_folder))).classify("they cried and cried")
    for file in text_folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    model = transformers.BertForSequenceClassification.from_pretrained(text_folder).eval()
    names = ["input_ids", "attention_mask", "token_type_ids"]
    ones = torch.ones(1, 4, dtype=torch.long)
    torch.onnx.export(
        model,
        (torch.tensor([[0, 2, 0, 2]]), ones, 0 * ones),
        str(tmp_path / "model.onnx"),
        input_names=names,
        output_names=["logits"],
        dynamic_axes={name: {1: "words"} for name in names},
        dynamo=False,
    )
    folder = find_folder(str(tmp_path))
    assert folder.onnx is not None
    assert text_model(folder).classify("they cried and cried") == pytest.approx(original, abs=1e-5)
