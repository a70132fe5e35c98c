"""Finds a pipeline on this machine; nothing is ever fetched here."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from huggingface_hub import snapshot_download
from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

from voicejournal import ModelMissingError

CONFIG = "config.yaml"
INSIDE = "$model/"
PARTS = ("segmentation", "embedding", "plda")
"""Parameters of a pipeline that name another model."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A whole pipeline in one folder."""

    name: str
    """With a mark of what is in the folder: what two models found is told apart."""
    folder: Path


def find_weights(model: str) -> Weights:
    """Find a pipeline by its name on the hub, or in a folder.

    Raises:
        ModelMissingError: It is not here, or not whole; `fix` says what to do.
    """
    folder = Path(model).expanduser()
    if not folder.is_dir():
        folder = _cached(model)
    lacking = [part for part in _parts(folder) if not (folder / part).is_dir()]
    if lacking:
        msg = f"The pipeline in {folder} is not whole: {', '.join(lacking)} is not there."
        raise ModelMissingError(msg, fix=_how_to_get(model))
    return Weights(f"{_called(model)}@{_mark(folder)}", folder)


def _called(model: str) -> str:
    """Return a name without the place where a folder lies."""
    return Path(model).name


def _cached(model: str) -> Path:
    """Look into Hugging Face's cache, without a word to the network."""
    try:
        return Path(snapshot_download(model, local_files_only=True))
    except (LocalEntryNotFoundError, HFValidationError):
        msg = f"The pipeline “{model}” that tells voices apart is not on this machine."
        raise ModelMissingError(msg, fix=_how_to_get(model)) from None


def _how_to_get(model: str) -> str:
    if model.count("/") != 1 or model.startswith((".", "/", "~")):
        return f"Put the pipeline's whole folder there, with its {CONFIG}."
    return (
        f"Accept its conditions on https://hf.co/{model}, make a token on "
        "https://hf.co/settings/tokens, then: HF_TOKEN=… voicejournal-pyannote pull "
        f"{model}. A machine that is never online takes the folder from another one: "
        "see the plugin's README."
    )


def _parts(folder: Path) -> Iterator[str]:
    """Yield the subfolders that a pipeline says it is made of.

    Raises:
        ModelMissingError: There is no pipeline, or it lies partly elsewhere on the hub.
    """
    params = _params(folder)
    for part in PARTS:
        named = params.get(part)
        if named is None:
            msg = f"The pipeline in {folder} does not say where its {part} lies."
            raise ModelMissingError(msg, fix=ONE_FOLDER)
        if not str(named).startswith(INSIDE):
            msg = f"The pipeline in {folder} takes its {part} from {named}, outside the folder."
            raise ModelMissingError(msg, fix=ONE_FOLDER)
        yield str(named).removeprefix(INSIDE)


ONE_FOLDER = (
    "Take a pipeline that is whole in one folder, as pyannote/speaker-diarization-community-1 is; "
    "those before pyannote.audio 4 are not."
)


def _params(folder: Path) -> dict[str, Any]:
    try:
        written = yaml.safe_load((folder / CONFIG).read_text(encoding="utf-8"))
        params: dict[str, Any] = written["pipeline"]["params"]
    except (OSError, yaml.YAMLError, KeyError, TypeError, UnicodeDecodeError):
        msg = f"There is no pipeline in {folder}: it needs a {CONFIG} that describes one."
        raise ModelMissingError(msg, fix=ONE_FOLDER) from None
    return params


def _mark(folder: Path) -> str:
    """Return a short mark of the configuration, and of which files there are and how large."""
    written = hashlib.sha256((folder / CONFIG).read_bytes())
    for file in sorted(one for one in folder.rglob("*") if one.is_file()):
        written.update(f"{file.relative_to(folder)} {file.stat().st_size}".encode())
    return written.hexdigest()[:8]
