"""Whisper models: which are on this machine, which fits it, and how to fetch one."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from voicejournal.errors import ModelMissingError
from voicejournal.extract.machine import Machine, preferred_sizes, this_machine
from voicejournal.settings import Settings

Kind = Literal["folder", "fetched", "cache", "plugin"]
"""Named by its path; in our models folder; in Hugging Face's cache; brought by a plugin."""
Progress = Callable[[int], None]
"""Told now and then how many bytes have arrived."""

FILES = ("model.bin", "config.json", "tokenizer.json")
"""Without its tokenizer faster-whisper would go and fetch one."""
WANTED = ("config.json", "preprocessor_config.json", "model.bin", "tokenizer.json", "vocabulary.*")
PROGRESS_EVERY_S = 0.5
SIZES = ("tiny", "base", "small", "medium", "large-v3", "large-v3-turbo")
NONE_KNOWN: Mapping[str, Path] = MappingProxyType({})


@dataclass(frozen=True, slots=True, order=True)
class ModelRef:
    """A model that is there: a folder in CTranslate2's format."""

    name: str
    folder: Path
    kind: Kind


def is_model(folder: Path) -> bool:
    """Tell whether a folder holds a whole converted Whisper model."""
    vocabulary = any(folder.glob("vocabulary.*")) if folder.is_dir() else False
    return vocabulary and all((folder / name).is_file() for name in FILES)


def find_model(
    name: str,
    settings: Settings,
    *,
    known: Mapping[str, Path] = NONE_KNOWN,
    machine: Machine | None = None,
) -> ModelRef:
    """Find a model on this machine; nothing is ever fetched here.

    Args:
        name: `auto`, a size (`small` …), a repository (`owner/name`), a folder, or a name
            in `known`.
        settings: Says where fetched models lie.
        known: Folders that plugins bring, by name, e.g. `demo`.
        machine: What `auto` chooses for; None: this one.

    Raises:
        ModelMissingError: It is not here; `fix` says how to get it.
    """
    if name == "auto":
        return _choose(settings, machine or this_machine())
    for ref in _places(name, settings, known):
        if is_model(ref.folder):
            return ref
    raise _missing(name, settings)


def list_models(
    settings: Settings, *, known: Mapping[str, Path] = NONE_KNOWN
) -> tuple[ModelRef, ...]:
    """Return every model on this machine that has a name, sorted by it."""
    fetched = settings.models_folder.glob("*") if settings.models_folder.is_dir() else ()
    refs = [ModelRef(name, folder, "plugin") for name, folder in known.items()]
    refs += [ModelRef(folder.name, folder, "fetched") for folder in fetched]
    refs += [ModelRef(size, folder, "cache") for size in SIZES if (folder := _cached(size))]
    first: dict[str, ModelRef] = {}
    for ref in refs:
        if is_model(ref.folder):
            first.setdefault(ref.name, ref)
    return tuple(sorted(first.values()))


def model_path(name: str, settings: Settings, *, known: Mapping[str, Path] = NONE_KNOWN) -> Path:
    """Return the folder of a model that is there.

    Raises:
        ModelMissingError: It is not.
    """
    return find_model(name, settings, known=known).folder


def pull_model(name: str, settings: Settings, progress: Progress | None = None) -> ModelRef:
    """Fetch a model from the Hugging Face hub into our models folder.

    An interrupted fetch goes on where it stopped; a model that is whole is not fetched again.

    Raises:
        ModelMissingError: No such model, or the hub cannot be reached.
    """
    import huggingface_hub  # noqa: PLC0415 -- a second of imports, here alone
    from huggingface_hub.errors import HfHubHTTPError  # noqa: PLC0415

    name = preferred_sizes(this_machine())[0] if name == "auto" else name
    repository = _repository(name)
    folder = settings.models_folder / name.replace("/", "--")
    if is_model(folder):
        return ModelRef(name, folder, "fetched")
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with _Watched(folder, progress):
            huggingface_hub.snapshot_download(
                repository, local_dir=folder, allow_patterns=list(WANTED)
            )
    except (HfHubHTTPError, OSError) as error:
        _leave_nothing(folder)
        raise _unreachable(name, settings) from error
    if not is_model(folder):
        msg = f"What was fetched as “{name}” is not a whole converted Whisper model."
        raise ModelMissingError(msg, fix="Choose one that `voicejournal models list` names.")
    return ModelRef(name, folder, "fetched")


def _leave_nothing(folder: Path) -> None:
    """Remove a folder into which nothing came; what did come is kept for the next try."""
    if not any(file.is_file() and file.stat().st_size for file in folder.rglob("*")):
        shutil.rmtree(folder)


def _choose(settings: Settings, machine: Machine) -> ModelRef:
    """Return the first size present in the order that suits the machine, else any larger one."""
    sizes = preferred_sizes(machine)
    larger = tuple(size for size in SIZES if size not in sizes)
    for size in (*sizes, *larger):
        for ref in _places(size, settings, NONE_KNOWN):
            if is_model(ref.folder):
                return ref
    msg = "There is no speech model on this machine yet."
    fix = f"Fetch the one that suits it: voicejournal models pull {sizes[0]}"
    raise ModelMissingError(msg, fix=fix)


def _places(name: str, settings: Settings, known: Mapping[str, Path]) -> Iterator[ModelRef]:
    """Yield where a model of this name may lie, first the places that we know best."""
    if name in known:
        yield ModelRef(name, known[name], "plugin")
    yield ModelRef(name, settings.models_folder / name.replace("/", "--"), "fetched")
    folder = Path(name).expanduser()
    if folder.is_dir():
        yield ModelRef(folder.resolve().name, folder.resolve(), "folder")
    elif cached := _cached(name):
        yield ModelRef(name, cached, "cache")


def _cached(name: str) -> Path | None:
    """Look into Hugging Face's cache, without a word to the network."""
    import huggingface_hub  # noqa: PLC0415
    from huggingface_hub.errors import (  # noqa: PLC0415
        HFValidationError,
        LocalEntryNotFoundError,
    )

    try:
        found = huggingface_hub.snapshot_download(_repository(name), local_files_only=True)
    except (LocalEntryNotFoundError, HFValidationError, ModelMissingError):
        return None
    return Path(found)


def _repository(name: str) -> str:
    """Return the hub's name of the repository that holds the model."""
    from faster_whisper.utils import _MODELS  # noqa: PLC0415 -- loads CTranslate2

    if "/" in name:
        return name
    if name not in _MODELS:
        msg = f"There is no Whisper model called “{name}”."
        raise ModelMissingError(msg, fix=f"The usual ones are {', '.join(SIZES)}.")
    return str(_MODELS[name])


def _missing(name: str, settings: Settings) -> ModelMissingError:
    if name.startswith((".", "~", "/")):
        fix = "Name the folder that holds model.bin, config.json, tokenizer.json and vocabulary."
    elif name == "demo":
        fix = "It comes with the demo clinic: pip install voicejournal-demo"
    else:
        fix = f"voicejournal models pull {name}"
    where = f"looked in {settings.models_folder} and in Hugging Face’s cache"
    return ModelMissingError(
        f"The speech model “{name}” is not on this machine ({where}).", fix=fix
    )


def _unreachable(name: str, settings: Settings) -> ModelMissingError:
    offline = os.environ.get("HF_HUB_OFFLINE") or os.environ.get("TRANSFORMERS_OFFLINE")
    reason = "HF_HUB_OFFLINE is set" if offline else "huggingface.co did not answer with it"
    folder = settings.models_folder / name.replace("/", "--")
    return ModelMissingError(
        f"The speech model “{name}” could not be fetched: {reason}.",
        fix=f"Fetch it on a machine that is online and copy its folder to {folder}",
    )


class _Watched:
    """Report the size of a folder while something is fetched into it."""

    def __init__(self, folder: Path, progress: Progress | None) -> None:
        self._folder, self._progress = folder, progress
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> None:
        if self._progress:
            self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._done.set()
        if self._progress:
            self._thread.join()
            self._progress(self._size())

    def _watch(self) -> None:
        while self._progress and not self._done.wait(PROGRESS_EVERY_S):
            self._progress(self._size())

    def _size(self) -> int:
        total = 0
        for file in self._folder.rglob("*"):
            try:
                total += file.stat().st_size if file.is_file() else 0
            except FileNotFoundError:  # renamed while we looked
                continue
        return total
