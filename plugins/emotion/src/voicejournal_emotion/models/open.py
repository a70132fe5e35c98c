"""Which engine runs a model."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from voicejournal_emotion.models.folder import ModelFolder, find_folder
from voicejournal_emotion.models.onnx import OnnxSound, OnnxText
from voicejournal_emotion.models.scores import Scores
from voicejournal_emotion.models.transformers import TransformersSound, TransformersText


class TextModel(Protocol):
    """Says something of words."""

    def load(self) -> None:
        """Load it now."""

    def classify(self, text: str) -> Scores:
        """Return the share of each label."""


class SoundModel(Protocol):
    """Says something of sound."""

    def load(self) -> None:
        """Load it now."""

    def classify(self, samples: NDArray[np.float32]) -> Scores:
        """Return the share of each label."""


def text_model(folder: ModelFolder) -> TextModel:
    """Return what runs a text model; nothing is loaded yet."""
    return TransformersText(folder) if folder.onnx is None else OnnxText(folder)


def sound_model(folder: ModelFolder) -> SoundModel:
    """Return what runs a speech model; nothing is loaded yet."""
    return TransformersSound(folder) if folder.onnx is None else OnnxSound(folder)


def open_text_model(named: str) -> None:
    """Find and load a text model, to see whether it can be used.

    Raises:
        VoiceJournalError: It cannot.
    """
    text_model(find_folder(named)).load()


def open_sound_model(named: str) -> None:
    """Find and load a speech model, to see whether it can be used.

    Raises:
        VoiceJournalError: It cannot.
    """
    sound_model(find_folder(named)).load()
