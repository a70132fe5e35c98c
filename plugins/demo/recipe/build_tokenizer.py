"""A byte-level BPE of our own, laid out as faster-whisper expects a bilingual Whisper."""

import argparse
import json
from pathlib import Path

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

TEXT_TOKENS = 1_400
VOID = "<|void|>"
"""Becomes the empty string on conversion: CTranslate2 calls a model multilingual by it."""
SPECIALS = (
    VOID,
    "<|endoftext|>",
    "<|startoftranscript|>",
    "<|en|>",
    "<|fr|>",
    "<|translate|>",
    "<|transcribe|>",
    "<|startoflm|>",
    "<|startofprev|>",
    "<|nospeech|>",
    "<|notimestamps|>",
)
"""Text ids come before `<|endoftext|>`; time tokens follow `<|notimestamps|>`."""
TIME_STEP_S = 0.02
TIME_TOKENS = 1_501
WORD_OR_SIGNS = r" ?[\p{L}\p{N}][\p{L}\p{N}'’-]*| ?[^\s\p{L}\p{N}]+|\s+"
"""A word keeps its apostrophes and hyphens, so that "j'ai" is one word with one time."""


def trained_tokenizer(sentences: list[str]) -> Tokenizer:
    """Learn the text tokens, then append the specials and the time tokens."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(WORD_OR_SIGNS), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=TEXT_TOKENS,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        special_tokens=[],
        show_progress=False,
    )
    tokenizer.train_from_iterator((" " + text for text in sentences), trainer)
    tokenizer.add_special_tokens([AddedToken(name, special=True) for name in SPECIALS])
    times = [f"<|{step * TIME_STEP_S:.2f}|>" for step in range(TIME_TOKENS)]
    tokenizer.add_special_tokens([AddedToken(name, special=True) for name in times])
    return tokenizer


def main() -> None:
    """Write `tokenizer.json`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    corpus = json.loads((options.folder / "corpus.json").read_text(encoding="utf-8"))
    sentences = [text for language in corpus.values() for text in language["train"]]
    tokenizer = trained_tokenizer(sentences)
    tokenizer.save(str(options.folder / "tokenizer.json"))
    used = [len(tokenizer.encode(" " + text).ids) for text in sentences]
    words = [len(text.split()) for text in sentences]
    print(tokenizer.get_vocab_size(), "tokens;", round(sum(used) / sum(words), 2), "per word")


if __name__ == "__main__":
    main()
