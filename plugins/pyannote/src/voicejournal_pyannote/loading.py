"""Loads a pipeline without a word to anybody."""

import os
import warnings
from typing import Any

from voicejournal import ModelMissingError
from voicejournal_pyannote.weights import Weights

METRICS = "PYANNOTE_METRICS_ENABLED"
"""pyannote.audio reads it when it is imported, and would else tell its makers of every note how
long it is and how many speak."""


def load_pipeline(weights: Weights, device: str) -> Any:
    """Load a pipeline from its folder.

    Raises:
        ModelMissingError: pyannote.audio, or the weights, do not load here.
    """
    os.environ[METRICS] = "0"
    with warnings.catch_warnings():
        # Of torchcodec, which reads files: we hand over sound. Of versions: we pin them.
        warnings.simplefilter("ignore")
        try:
            import torch  # noqa: PLC0415 - seconds, and hundreds of megabytes
            from pyannote.audio import Pipeline  # noqa: PLC0415
        except (ImportError, OSError) as error:
            raise _broken(error) from error
        pipeline = Pipeline.from_pretrained(weights.folder)
    chosen = device if device != "auto" else "cuda" if torch.cuda.is_available() else "cpu"
    return pipeline.to(torch.device(chosen))


def _broken(error: Exception) -> ModelMissingError:
    what = f"{type(error).__name__}: {error}".splitlines()[0][:200]
    return ModelMissingError(
        f"pyannote.audio does not load on this machine ({what}).",
        fix="torch, torchaudio and torchcodec must be of one build, all for CUDA or all for the "
        "processor: pip install --force-reinstall torch torchaudio torchcodec",
    )
