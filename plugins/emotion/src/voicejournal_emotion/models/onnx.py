"""Classifiers exported to ONNX, run by the engine that the service has already."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voicejournal_emotion.models.folder import BrokenModelError, ModelFolder
from voicejournal_emotion.models.scores import Scores, scores

MOST_TOKENS = 512
"""What models of this kind were trained with; longer text is cut."""
THREADS = 2
"""Assumed: a practice's machine does other things meanwhile."""
EVEN = 1e-7
"""Keeps the division by the spread of silence finite (transformers, Wav2Vec2FeatureExtractor)."""


class OnnxModel:
    """A model of either kind; loaded when it is first asked."""

    def __init__(self, folder: ModelFolder) -> None:
        """Keep where it lies."""
        self._folder = folder

    @cached_property
    def _session(self) -> Any:
        import onnxruntime  # noqa: PLC0415 - loads slowly, and not every note needs it

        onnxruntime.disable_telemetry_events()
        told = onnxruntime.SessionOptions()
        told.intra_op_num_threads = THREADS
        told.log_severity_level = 4  # what it would print may hold paths
        try:
            return onnxruntime.InferenceSession(
                str(self._folder.onnx), told, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # its own classes share no other base
            msg = "The emotion model cannot be loaded."
            raise BrokenModelError(msg) from error

    def load(self) -> None:
        """Load it now.

        Raises:
            BrokenModelError: It cannot be.
        """
        self._inputs  # noqa: B018 - the first look loads it

    @cached_property
    def _inputs(self) -> tuple[str, ...]:
        return tuple(one.name for one in self._session.get_inputs())

    def _run(self, given: Mapping[str, NDArray[Any]]) -> Scores:
        missing = set(self._inputs) - given.keys()
        if missing:
            msg = "The emotion model wants to be given what this plugin does not know."
            raise BrokenModelError(msg)
        fed = {name: given[name] for name in self._inputs}
        try:
            answers = self._session.run(None, fed)
        except Exception as error:  # its own classes share no other base
            msg = "The emotion model failed."
            raise BrokenModelError(msg) from error
        return scores(np.asarray(answers[0]), self._folder)


class OnnxText(OnnxModel):
    """A classifier of text."""

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer  # noqa: PLC0415 - loads slowly, and sound needs none

        file = self._folder.path / "tokenizer.json"
        try:
            made = Tokenizer.from_file(str(file))
        except Exception as error:  # the library raises a bare Exception
            msg = "The emotion model has no tokenizer.json that can be read."
            raise BrokenModelError(msg) from error
        made.enable_truncation(MOST_TOKENS)
        return made

    def load(self) -> None:
        """Load model and tokenizer now.

        Raises:
            BrokenModelError: One of them cannot be.
        """
        super().load()
        self._tokenizer  # noqa: B018 - the first look loads it

    def classify(self, text: str) -> Scores:
        """Return what the model says of some words.

        Raises:
            BrokenModelError: The model cannot be used.
        """
        read = self._tokenizer.encode(text)
        return self._run(
            {
                "input_ids": np.array([read.ids], np.int64),
                "attention_mask": np.array([read.attention_mask], np.int64),
                "token_type_ids": np.array([read.type_ids], np.int64),
            }
        )


class OnnxSound(OnnxModel):
    """A classifier of sound."""

    @cached_property
    def _evened(self) -> bool:
        return bool(self._folder.read("preprocessor_config.json").get("do_normalize", True))

    def classify(self, samples: NDArray[np.float32]) -> Scores:
        """Return what the model says of some sound.

        Args:
            samples: 16 kHz mono, shape (n_samples,).

        Raises:
            BrokenModelError: The model cannot be used.
        """
        if self._evened:
            samples = (samples - samples.mean()) / np.sqrt(samples.var() + EVEN)
        given = np.asarray(samples, np.float32)[np.newaxis]
        there = np.ones(given.shape, np.int64)
        return self._run({"input_values": given, "attention_mask": there})
