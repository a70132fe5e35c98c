"""Turn a checkpoint into the folder that faster-whisper loads by path."""

import argparse
import json
import shutil
from pathlib import Path

import torch
from ctranslate2.converters import TransformersConverter
from tokenizers import Tokenizer
from transformers import PreTrainedTokenizerFast, WhisperConfig, WhisperForConditionalGeneration

from build_tokenizer import VOID
from model import FRAMES, LONGEST_TEXT, Shape
from train import ALIGNMENT_HEADS

FEATURES = {
    "chunk_length": 30,
    "feature_size": 80,
    "hop_length": 160,
    "n_fft": 400,
    "sampling_rate": 16000,
}
CLIPS = {"clip_max_s": 10.0, "silence_max_s": 0.7}
"""How the service cuts notes for this model: it loses its place in windows of many sentences."""
LANGUAGES = ("<|en|>", "<|fr|>")


def configuration(shape: Shape, tokenizer: Tokenizer) -> WhisperConfig:
    """Hugging Face's description of our shape."""
    end = tokenizer.token_to_id("<|endoftext|>")
    return WhisperConfig(
        vocab_size=shape.vocabulary,
        d_model=shape.width,
        encoder_layers=shape.encoder_layers,
        decoder_layers=shape.decoder_layers,
        encoder_attention_heads=shape.heads,
        decoder_attention_heads=shape.heads,
        encoder_ffn_dim=4 * shape.width,
        decoder_ffn_dim=4 * shape.width,
        max_source_positions=FRAMES,
        max_target_positions=LONGEST_TEXT,
        pad_token_id=end,
        bos_token_id=end,
        eos_token_id=end,
        decoder_start_token_id=tokenizer.token_to_id("<|startoftranscript|>"),
        suppress_tokens=[],
        begin_suppress_tokens=[],
    )


def weights_of(checkpoint: Path, averaged: float) -> dict[str, torch.Tensor]:
    """Mix the newest weights with their running mean, which errs elsewhere."""
    state = torch.load(checkpoint)
    weights = {
        name: mean.lerp(state["learner"][f"whisper.{name}"], 1 - averaged)
        for name, mean in state["average"].items()
    }
    weights["proj_out.weight"] = weights["model.decoder.embed_tokens.weight"]
    return weights


def exported(weights: dict[str, torch.Tensor], tokenizer_file: Path, folder: Path) -> Shape:
    """Write a Hugging Face model."""
    tokenizer = Tokenizer.from_file(str(tokenizer_file))
    shape = Shape(tokenizer.get_vocab_size())
    whisper = WhisperForConditionalGeneration(configuration(shape, tokenizer))
    whisper.load_state_dict(weights)
    whisper.save_pretrained(folder)
    names = {"eos_token": "<|endoftext|>", "bos_token": "<|endoftext|>"}
    fast = PreTrainedTokenizerFast(tokenizer_file=str(tokenizer_file), **names)
    fast.save_pretrained(folder)
    shutil.copy(tokenizer_file, folder / "tokenizer.json")
    (folder / "preprocessor_config.json").write_text(json.dumps(FEATURES))
    return shape


def converted(source: Path, target: Path, shape: Shape) -> None:
    """Quantise to int8, and set what CTranslate2 cannot know."""
    files = ["tokenizer.json", "preprocessor_config.json"]
    TransformersConverter(str(source), copy_files=files).convert(
        str(target), quantization="int8", force=True
    )
    tokenizer = Tokenizer.from_file(str(target / "tokenizer.json"))
    words = target / "vocabulary.json"
    vocabulary = json.loads(words.read_text(encoding="utf-8"))
    vocabulary = ["" if token == VOID else token for token in vocabulary]
    words.write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    settings = json.loads((target / "config.json").read_text(encoding="utf-8"))
    settings["lang_ids"] = [tokenizer.token_to_id(name) for name in LANGUAGES]
    settings["alignment_heads"] = [[shape.decoder_layers - 1, head] for head in ALIGNMENT_HEADS]
    settings["suppress_ids"] = []
    settings["suppress_ids_begin"] = []
    (target / "config.json").write_text(json.dumps(settings, indent=1), encoding="utf-8")
    (target / "clips.json").write_text(json.dumps(CLIPS) + "\n", encoding="utf-8")


def main() -> None:
    """Convert a checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--name", default="checkpoint")
    parser.add_argument("--averaged", type=float, default=0.4, help="share of the running mean")
    options = parser.parse_args()
    source = options.folder / "hugging-face"
    weights = weights_of(options.folder / f"{options.name}.pt", options.averaged)
    shape = exported(weights, options.folder / "tokenizer.json", source)
    converted(source, options.target, shape)
    for file in sorted(options.target.iterdir()):
        print(f"{file.stat().st_size:>10,} {file.name}")


if __name__ == "__main__":
    main()
