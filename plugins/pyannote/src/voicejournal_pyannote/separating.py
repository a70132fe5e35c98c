"""Who speaks when, and what each voice is like, by pyannote.audio."""

import warnings
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voicejournal import SpeakerTurn, SpeakerTurns, Waveform
from voicejournal_pyannote.alone import stretches_alone
from voicejournal_pyannote.lending import Lent
from voicejournal_pyannote.loading import load_pipeline
from voicejournal_pyannote.options import Options
from voicejournal_pyannote.weights import Weights

ENGINE = "pyannote.audio"
VOICE_MIN_S, VOICE_MAX_S = 3.0, 60.0
"""Seconds of one voice by itself: with less it is not known, more would tell nothing new
(assumed)."""
PART_S = 5.0
"""A voice is heard in parts of so long, about what such networks learn from (assumed)."""


class PyannoteDiarizer:
    """Tells voices apart, and knows them again."""

    def __init__(self, weights: Weights, options: Options) -> None:
        """Remember the pipeline; it is loaded when the first note comes."""
        self._weights = weights
        self._lent = Lent(partial(load_pipeline, weights, options.device), idle_s=options.idle_s)

    @property
    def engine(self) -> str:
        """Name of the engine."""
        return ENGINE

    @property
    def model(self) -> str:
        """Name of the pipeline, with a mark of its weights."""
        return self._weights.name

    def separate(self, waveform: Waveform) -> SpeakerTurns:
        """Return who speaks when; where several speak at once, turns overlap.

        Raises:
            ModelMissingError: pyannote.audio, or the weights, do not load here.
        """
        with self._lent.hold() as pipeline, _quietly():
            found = pipeline(_in_memory(waveform))
        # A pipeline of the old kind answers with the turns alone.
        annotation = getattr(found, "speaker_diarization", found)
        turns = (
            SpeakerTurn(speaker=str(label), start=max(0.0, segment.start), end=segment.end)
            for segment, _, label in annotation.itertracks(yield_label=True)
        )
        return SpeakerTurns(engine=self.engine, model=self.model, turns=tuple(turns))

    def voices(self, waveform: Waveform, turns: SpeakerTurns) -> Mapping[str, tuple[float, ...]]:
        """Return what each voice is like where it speaks by itself.

        Raises:
            ModelMissingError: pyannote.audio, or the weights, do not load here.
        """
        alone = stretches_alone(turns.turns)
        heard = {one: _cut(waveform, spans) for one, spans in alone.items()}
        enough = {
            one: sound
            for one, sound in heard.items()
            if len(sound) >= VOICE_MIN_S * waveform.rate_hz
        }
        with self._lent.hold() as pipeline, _quietly():
            return {
                one: _likeness(pipeline, sound, waveform.rate_hz) for one, sound in enough.items()
            }


def _in_memory(waveform: Waveform) -> dict[str, Any]:
    """Return sound as pyannote.audio takes it without reading a file."""
    import torch  # noqa: PLC0415

    return {"waveform": torch.from_numpy(waveform.samples)[None], "sample_rate": waveform.rate_hz}


def _cut(waveform: Waveform, spans: Sequence[tuple[float, float]]) -> NDArray[np.float32]:
    """Return the sound of some stretches, one after the other, the first minute of it."""
    rate = waveform.rate_hz
    parts = [waveform.samples[int(start * rate) : int(end * rate)] for start, end in spans]
    return np.concatenate([np.empty(0, np.float32), *parts])[: int(VOICE_MAX_S * rate)]


def _likeness(pipeline: Any, sound: NDArray[np.float32], rate_hz: int) -> tuple[float, ...]:
    """Return the mean direction of a voice's parts, as the pipeline's own network hears them."""
    import torch  # noqa: PLC0415

    parts = np.array_split(sound, max(1, round(len(sound) / (PART_S * rate_hz))))
    shortest = min(len(part) for part in parts)
    batch = np.stack([part[:shortest] for part in parts])
    # `_embedding` is private; the public way would load a second copy of the network.
    heard = np.asarray(pipeline._embedding(torch.from_numpy(batch)[:, None]), np.float64)  # noqa: SLF001
    directions = heard / np.linalg.norm(heard, axis=1, keepdims=True)
    return tuple(float(value) for value in directions.mean(axis=0))


class _quietly(warnings.catch_warnings):  # noqa: N801 - reads as a verb where it is used
    """Keep the warnings of pyannote.audio about its own insides to itself."""

    def __enter__(self) -> Any:
        entered = super().__enter__()
        warnings.simplefilter("ignore")
        return entered
