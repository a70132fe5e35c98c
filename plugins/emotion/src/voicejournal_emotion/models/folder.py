"""A model as it lies on this machine: in a folder, or in the cache of the Hugging Face hub."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voicejournal import ModelMissingError, VoiceJournalError

ONNX = ("model.onnx", "onnx/model.onnx", "onnx/model_quantized.onnx", "model_quantized.onnx")
"""Where exports lie, the whole model before one of less precision."""
WEIGHTS = ("model.safetensors", "pytorch_model.bin")
LOOKED_AT = 1 << 20
"""Bytes at either end of a large file that its mark is made from."""
MARK_CHARACTERS = 8
LONGEST_LABEL = 40
"""Characters."""


class BrokenModelError(VoiceJournalError):
    """The model is not one of the kind that was expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFolder:
    """The files of a classifier."""

    path: Path
    name: str
    """As a reader may look it up."""
    labels: tuple[str, ...]
    """In the order of the model's outputs."""
    several: bool
    """More than one label may hold at once."""
    onnx: Path | None
    """None: there are weights that only transformers can run."""

    def read(self, file: str) -> Mapping[str, Any]:
        """Read one of its JSON files; empty where there is none."""
        return _json(self.path / file) if (self.path / file).exists() else {}

    @property
    def version(self) -> str:
        """A mark that differs where the model does."""
        mark = hashlib.sha256()
        for file in self._files():
            mark.update(_ends_of(file))
        return mark.hexdigest()[:MARK_CHARACTERS]

    def _files(self) -> Iterator[Path]:
        named = ("config.json", "tokenizer.json", "preprocessor_config.json", *WEIGHTS)
        files = [self.path / one for one in named]
        yield from (one for one in (*files, self.onnx) if one is not None and one.exists())


def find_folder(named: str) -> ModelFolder:
    """Return the model of a name or folder; nothing is fetched.

    Raises:
        ModelMissingError: It is not on this machine.
        BrokenModelError: It is no classifier.
    """
    path = Path(named) if Path(named).is_dir() else _cached(named)
    config = _json(path / "config.json")
    onnx = next((path / one for one in ONNX if (path / one).is_file()), None)
    if onnx is None and not any((path / one).is_file() for one in WEIGHTS):
        msg = "The folder of the emotion model holds no weights."
        raise ModelMissingError(msg, fix=_fix(named))
    return ModelFolder(
        path=path,
        name=Path(named).name if Path(named).is_dir() else named,
        labels=_labels(config),
        several=config.get("problem_type") == "multi_label_classification",
        onnx=onnx,
    )


def _cached(named: str) -> Path:
    from huggingface_hub import snapshot_download  # noqa: PLC0415 - loads slowly, seldom needed
    from huggingface_hub.errors import (  # noqa: PLC0415
        HfHubHTTPError,
        HFValidationError,
        LocalEntryNotFoundError,
    )

    try:
        return Path(snapshot_download(named, local_files_only=True))
    except (LocalEntryNotFoundError, HFValidationError, HfHubHTTPError):
        msg = "The emotion model is not on this machine."
        raise ModelMissingError(msg, fix=_fix(named)) from None


def _labels(config: Mapping[str, Any]) -> tuple[str, ...]:
    told = config.get("id2label")
    if not isinstance(told, dict) or not told:
        msg = "The emotion model does not name its labels (id2label in config.json)."
        raise BrokenModelError(msg)
    try:
        ordered = [str(told[str(number)]) for number in range(len(told))]
    except KeyError:
        msg = "The labels of the emotion model are not numbered from 0."
        raise BrokenModelError(msg) from None
    return tuple(one[:LONGEST_LABEL] for one in ordered)


def _json(file: Path) -> Mapping[str, Any]:
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        told = None
    if not isinstance(told, dict):
        msg = f"The emotion model has no {file.name} that can be read."
        raise BrokenModelError(msg)
    return told


def _ends_of(file: Path) -> bytes:
    with file.open("rb") as stream:
        beginning = stream.read(LOOKED_AT)
        size = stream.seek(0, 2)
        stream.seek(max(LOOKED_AT, size - LOOKED_AT))
        return f"{file.name}:{size}:".encode() + beginning + stream.read()


def _fix(named: str) -> str:
    return (
        f"Fetch it once on a machine with network: hf download {named}; or name the folder "
        "that holds it."
    )
