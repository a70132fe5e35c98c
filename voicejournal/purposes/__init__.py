"""The texts that patients are asked for consent with: data files, each with its versions."""

from voicejournal.purposes.read import purpose_text, purpose_texts

__all__ = ["purpose_text", "purpose_texts"]
