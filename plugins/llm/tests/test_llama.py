"""The real protocol: a llama.cpp server with a model made here, of random numbers.

Such a model writes noise, held by the server to the shape that was asked for. So the conversation
is a real one, and what is said is what nobody would want on a page.

The server is a download of 34 MB that nothing else needs: `make test-models` brings it into an
environment of its own and runs these tests there; `make test` skips them.
"""

import json

import numpy as np
import pytest
from voicejournal_llm.errors import LanguageModelError, ServerRefusedError
from voicejournal_llm.narrator import Narrative
from voicejournal_llm.options import Options
from voicejournal_llm.server import Server

WHY = "make test-models"
gguf = pytest.importorskip("gguf", reason=WHY)
xllamacpp = pytest.importorskip("xllamacpp", reason=WHY)

SIZE, HEADS, INNER, CONTEXT = 64, 2, 128, 8192
UNKNOWN, CONTROL, BYTE, NORMAL = 2, 3, 6, 1
"""Types of tokens (`llama_token_type`)."""


def tokens():
    yield from ((b"<unk>", UNKNOWN), (b"<s>", CONTROL), (b"</s>", CONTROL))
    yield from ((f"<0x{number:02X}>".encode(), BYTE) for number in range(256))
    yield from ((letter.encode(), NORMAL) for letter in '▁abcdefghijklmnopqrstuvwxyz{}[]":,.')


def write_model(path):
    """Write a llama of one layer whose weights are random: 320 kB."""
    random = np.random.default_rng(3)
    names, types = zip(*tokens(), strict=True)
    out = gguf.GGUFWriter(str(path), "llama")
    out.add_context_length(CONTEXT)
    out.add_embedding_length(SIZE)
    out.add_block_count(1)
    out.add_feed_forward_length(INNER)
    out.add_head_count(HEADS)
    out.add_head_count_kv(HEADS)
    out.add_layer_norm_rms_eps(1e-5)
    out.add_rope_dimension_count(SIZE // HEADS)
    out.add_vocab_size(len(names))
    out.add_tokenizer_model("llama")
    out.add_token_list(list(names))
    out.add_token_scores([0.0] * len(names))
    out.add_token_types(list(types))
    out.add_bos_token_id(1)
    out.add_eos_token_id(2)
    out.add_unk_token_id(0)
    out.add_chat_template("{% for one in messages %}{{ one.content }}\n{% endfor %}")
    shapes = {
        "token_embd": (len(names), SIZE),
        "output": (len(names), SIZE),
        "blk.0.attn_q": (SIZE, SIZE),
        "blk.0.attn_k": (SIZE, SIZE),
        "blk.0.attn_v": (SIZE, SIZE),
        "blk.0.attn_output": (SIZE, SIZE),
        "blk.0.ffn_gate": (INNER, SIZE),
        "blk.0.ffn_up": (INNER, SIZE),
        "blk.0.ffn_down": (SIZE, INNER),
    }
    for name, shape in shapes.items():
        out.add_tensor(f"{name}.weight", random.normal(0, 0.3, shape).astype(np.float32))
    for name in ("output_norm", "blk.0.attn_norm", "blk.0.ffn_norm"):
        out.add_tensor(f"{name}.weight", np.ones(SIZE, np.float32))
    out.write_header_to_file()
    out.write_kv_data_to_file()
    out.write_tensors_to_file()
    out.close()


@pytest.fixture(scope="module")
def llama(tmp_path_factory):
    """Return a running server, and the name that it gives its model."""
    path = tmp_path_factory.mktemp("model") / "random.gguf"
    write_model(path)
    told = xllamacpp.CommonParams()
    told.model.path = str(path)
    told.n_ctx = CONTEXT
    told.n_parallel = 1
    told.warmup = False
    server = xllamacpp.Server(told)
    yield f"{server.listening_address}/v1", str(path)
    del server


def options(llama, model=""):
    address, name = llama
    return Options(address=address, model=model or name, timeout_s=30.0)


def test_the_model_is_found_on_the_server(llama):
    Server(options(llama)).look()


def test_a_model_that_the_server_does_not_have_is_named(llama):
    with pytest.raises(ServerRefusedError) as refused:
        Server(options(llama, "other.gguf")).look()
    assert "random.gguf" in refused.value.fix


def test_a_real_answer_has_the_shape_that_was_asked_for(llama):
    schema = {
        "type": "object",
        "properties": {"said": {"type": "string", "maxLength": 20}},
        "required": ["said"],
    }
    said = Server(options(llama)).ask([{"role": "user", "content": "hello"}], schema)
    assert list(json.loads(said)) == ["said"]


def test_a_real_question_is_answered_with_sentences_or_with_a_reason(llama, sources):
    """Noise may not end before the limit of an answer: then it is cut, and is no answer."""
    try:
        answers = Narrative(options(llama)).retell(sources)
    except LanguageModelError as error:
        assert error.message  # noqa: PT017 - either will do, and nothing else
    else:
        assert all(one.text.en and one.text.fr for one in answers)
