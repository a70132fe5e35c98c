"""Classifiers that only `transformers` can run; it is used where it is installed."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voicejournal import ModelMissingError
from voicejournal_emotion.models.folder import BrokenModelError, ModelFolder
from voicejournal_emotion.models.scores import Scores

RATE_HZ = 16_000


class TransformersModel:
    """A model of either kind; loaded when it is first asked."""

    task: str

    def __init__(self, folder: ModelFolder) -> None:
        """Keep where it lies."""
        self._folder = folder

    @cached_property
    def _pipeline(self) -> Any:
        try:
            from transformers import pipeline  # noqa: PLC0415 - optional, and loads slowly
        except ImportError:
            msg = "The emotion model was not exported to ONNX, and transformers is not installed."
            fix = "pip install 'voicejournal-emotion[transformers]', or export it with optimum-cli."
            raise ModelMissingError(msg, fix=fix) from None
        try:
            return pipeline(self.task, model=str(self._folder.path), top_k=None, device=-1)
        except Exception as error:  # whatever is wrong with somebody's files
            msg = "The emotion model cannot be loaded."
            raise BrokenModelError(msg) from error

    def load(self) -> None:
        """Load it now.

        Raises:
            ModelMissingError: transformers is not installed.
            BrokenModelError: The model cannot be loaded.
        """
        self._pipeline  # noqa: B018 - the first look loads it

    def _scores(self, answer: object) -> Scores:
        """Read one answer: a list of labels with scores, for one text within another list."""
        found = answer
        if isinstance(found, list) and found and isinstance(found[0], list):
            found = found[0]
        told = _as_scores(found) if isinstance(found, list) else {}
        if set(told) != set(self._folder.labels):
            msg = "The emotion model gave other labels than it names."
            raise BrokenModelError(msg)
        if not np.isfinite(list(told.values())).all():
            msg = "The emotion model gave what is no number."
            raise BrokenModelError(msg)
        return told


class TransformersText(TransformersModel):
    """A classifier of text."""

    task = "text-classification"

    def classify(self, text: str) -> Scores:
        """Return what the model says of some words."""
        return self._scores(self._pipeline([text], truncation=True))


class TransformersSound(TransformersModel):
    """A classifier of sound."""

    task = "audio-classification"

    def classify(self, samples: NDArray[np.float32]) -> Scores:
        """Return what the model says of some sound."""
        given = {"raw": np.asarray(samples, np.float32), "sampling_rate": RATE_HZ}
        return self._scores(self._pipeline(given))


def _as_scores(found: Sequence[object]) -> Mapping[str, float]:
    return {
        str(one["label"]): float(one["score"])
        for one in found
        if isinstance(one, dict) and {"label", "score"} <= one.keys()
    }
