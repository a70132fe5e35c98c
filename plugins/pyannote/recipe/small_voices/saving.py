"""Reads what was spoken; writes networks and the pipeline's folder as pyannote.audio reads them."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pytorch_lightning
import torch
from pyannote.audio.core.model import Model
from scipy.signal import resample_poly

from small_voices.voices import Sentence, sounding

Said = dict[str, list[Sentence]]
"""Sentences of each voice."""

CONFIG = """\
dependencies:
  pyannote.audio: 4.0.0

pipeline:
  name: pyannote.audio.pipelines.SpeakerDiarization
  params:
    clustering: AgglomerativeClustering
    segmentation: $model/segmentation
    segmentation_batch_size: 16
    embedding: $model/embedding
    embedding_batch_size: 16
    embedding_exclude_overlap: true
    plda: $model/plda

params:
  clustering:
    method: average
    min_cluster_size: 4
    threshold: {threshold}
  segmentation:
    min_duration_off: 0.2
"""


def spoken(
    folder: Path, voices: Iterable[str], *, stretches: Iterable[tuple[int, int]] = ((1, 1),)
) -> Said:
    """Return the sentences of each voice, as `synthesise` wrote them.

    Args:
        folder: Where they lie.
        voices: Whose.
        stretches: Played slower or faster a voice is another one: formants and pitch move.
    """
    said: Said = {}
    for voice in voices:
        with np.load(folder / f"{voice}.npz") as file:
            sounds = [file[name] for name in file.files]
        for up, down in stretches:
            moved = [np.asarray(resample_poly(one, up, down), np.float32) for one in sounds]
            name = voice if up == down else f"{voice}*{up}/{down}"
            said[name] = [Sentence(one, sounding(one)) for one in moved]
    return said


def in_one_language(said: Said) -> tuple[Said, Said]:
    """Return what was said in English, and what in French: `synthesise` goes round four accents."""
    english: Said = {}
    french: Said = {}
    for name, sentences in said.items():
        english[name] = [one for at, one in enumerate(sentences) if at % 4 < 2]
        french[name] = [one for at, one in enumerate(sentences) if at % 4 > 1]
    return english, french


def save(model: Model, folder: Path) -> None:
    """Write a network as a checkpoint that `Model.from_pretrained` reads."""
    folder.mkdir(parents=True, exist_ok=True)
    content: dict[str, Any] = {
        "state_dict": {name: one.half() for name, one in model.state_dict().items()},
        "hyper_parameters": dict(model.hparams),
        "pytorch-lightning_version": pytorch_lightning.__version__,
        "epoch": 0,
        "global_step": 0,
        "loops": None,
        "callbacks": {},
        "optimizer_states": [],
        "lr_schedulers": [],
    }
    model.on_save_checkpoint(content)
    torch.save(content, folder / "pytorch_model.bin")


def describe(folder: Path, *, dimension: int, threshold: float) -> None:
    """Write what makes a pipeline of the two networks in `folder`.

    The clustering used here needs no PLDA, but pyannote.audio loads one all the same: these two
    files leave an embedding as it is.
    """
    (folder / "config.yaml").write_text(CONFIG.format(threshold=threshold), "utf-8")
    (folder / "plda").mkdir(exist_ok=True)
    same, zero = np.eye(dimension), np.zeros(dimension)
    np.savez(folder / "plda" / "xvec_transform.npz", mean1=zero, mean2=zero, lda=same)
    np.savez(folder / "plda" / "plda.npz", mu=zero, tr=same, psi=np.ones(dimension))
