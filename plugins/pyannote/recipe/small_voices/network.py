"""A small network that tells voices apart, as pyannote.audio loads any embedding model."""

from functools import lru_cache

import torch
from pyannote.audio.core.model import Model
from pyannote.audio.core.task import Task
from pyannote.audio.models.blocks.pooling import StatsPool
from torch import nn
from torch.nn import functional
from torchaudio.transforms import MFCC

HOP, WINDOW = 160, 400
COEFFICIENTS = 30
CHANNELS = 96
MEMORY = 48
KERNELS = ((5, 1), (3, 2), (3, 3), (1, 1))
"""Length and spread of each layer."""
REACH = 1 + sum((length - 1) * spread for length, spread in KERNELS)


class SmallEmbedding(Model):
    """Cepstra, four layers over time, mean and spread, 48 numbers."""

    def __init__(
        self, sample_rate: int = 16_000, num_channels: int = 1, task: Task | None = None
    ) -> None:
        """Build the layers; none depends on a task."""
        super().__init__(sample_rate=sample_rate, num_channels=num_channels, task=task)
        spectrum = {"n_fft": 512, "hop_length": HOP, "win_length": WINDOW, "n_mels": 40}
        self.mfcc = MFCC(sample_rate, COEFFICIENTS + 1, log_mels=True, melkwargs=spectrum)
        layers: list[nn.Module] = []
        wide = COEFFICIENTS
        for length, spread in KERNELS:
            layers += [
                nn.Conv1d(wide, CHANNELS, length, dilation=spread),
                nn.LeakyReLU(),
                nn.BatchNorm1d(CHANNELS),
            ]
            wide = CHANNELS
        self.layers = nn.Sequential(*layers)
        self.pool = StatsPool()
        self.last = nn.Linear(2 * CHANNELS, self.dimension)

    @property
    def dimension(self) -> int:
        """How many numbers stand for a voice."""
        return 48

    @lru_cache  # noqa: B019 - as pyannote.audio's own models do; a model lives long
    def num_frames(self, num_samples: int) -> int:
        """Return how many frames come out of so many samples."""
        return 1 + num_samples // HOP - (REACH - 1)

    def receptive_field_size(self, num_frames: int = 1) -> int:
        """Return how many samples so many frames look at."""
        return WINDOW + (num_frames + REACH - 2) * HOP

    def receptive_field_center(self, frame: int = 0) -> int:
        """Return the sample at the middle of what a frame looks at."""
        return (frame + REACH // 2) * HOP

    def forward(self, waveforms: torch.Tensor, weights: torch.Tensor | None = None) -> torch.Tensor:
        """Return the voices of a batch, shape (batch, dimension).

        Args:
            waveforms: Shape (batch, 1, samples).
            weights: How much each frame counts, shape (batch, frames).
        """
        return self.last(self.pool(self.heard(waveforms), weights=weights))

    def heard(self, waveforms: torch.Tensor) -> torch.Tensor:
        """Return what the layers hear each 10 ms, shape (batch, channels, frames).

        The first coefficient is the level, which is no part of a voice.
        """
        return self.layers(self.mfcc(waveforms).squeeze(1)[:, 1:])


SPANS = (25, 61)
"""Frames of 20 ms within which a voice is taken to be one: half a second, and over a second."""
AXES = 2
LOUD, SOFT = 25.0, 5.0
"""What lies 17 dB under the loudest counts half, in the first coefficient's units (40 bands)."""


class SmallTurns(Model):
    """The layers that tell voices apart, then a memory over time, then who speaks each 20 ms.

    A memory compares badly what it heard seconds ago with what it hears now. So each frame is
    also told on which side it lies of what the voices in the window differ by most.
    """

    def __init__(
        self, sample_rate: int = 16_000, num_channels: int = 1, task: Task | None = None
    ) -> None:
        """Build all layers but the last, which depends on how many voices there may be."""
        super().__init__(sample_rate=sample_rate, num_channels=num_channels, task=task)
        self.voices = SmallEmbedding(sample_rate, num_channels)
        wide = CHANNELS + 1 + AXES * len(SPANS)
        self.memory = nn.LSTM(wide, MEMORY, num_layers=2, batch_first=True, bidirectional=True)

    @property
    def dimension(self) -> int:
        """How many sets of voices may speak at once."""
        return self.specifications.num_powerset_classes

    def build(self) -> None:
        """Add the last layer."""
        self.classifier = nn.Linear(2 * MEMORY, self.dimension)
        self.activation = self.default_activation()

    @lru_cache  # noqa: B019
    def num_frames(self, num_samples: int) -> int:
        """Return how many frames come out of so many samples."""
        return self.voices.num_frames(num_samples) // 2

    def receptive_field_size(self, num_frames: int = 1) -> int:
        """Return how many samples so many frames look at."""
        return self.voices.receptive_field_size(2 * num_frames)

    def receptive_field_center(self, frame: int = 0) -> int:
        """Return the sample at the middle of what a frame looks at."""
        return self.voices.receptive_field_center(2 * frame) + HOP // 2

    def forward(self, waveforms: torch.Tensor) -> torch.Tensor:
        """Return the log-probability of each set of voices, shape (batch, frames, sets)."""
        cepstra = self.voices.mfcc(waveforms).squeeze(1)
        heard = functional.avg_pool1d(self.voices.layers(cepstra[:, 1:]), 2)
        loud = _loud(cepstra[:, :1], heard.shape[-1])
        sides = [self._sides(heard, loud, span) for span in SPANS]
        remembered, _ = self.memory(torch.cat([heard, loud, *sides], 1).transpose(1, 2))
        return self.activation(self.classifier(remembered))

    def _sides(self, heard: torch.Tensor, loud: torch.Tensor, span: int) -> torch.Tensor:
        """Return where each frame lies along what differs most, shape (batch, AXES, frames)."""

        def around(values: torch.Tensor) -> torch.Tensor:
            return functional.avg_pool1d(values, span, 1, span // 2, count_include_pad=False)

        share = around(loud)
        mean = around(heard * loud) / share
        spread = (around(heard.square() * loud) / share - mean.square()).clamp(min=1e-6).sqrt()
        voices = self.voices.last(torch.cat([mean, spread], 1).transpose(1, 2))
        voices = functional.normalize(voices, dim=-1)
        weights = loud.transpose(1, 2) / loud.sum((1, 2))[:, None, None]
        voices = voices - (weights * voices).sum(1, keepdim=True)
        with torch.no_grad():
            alike = (voices * weights).transpose(1, 2) @ voices
            axes = torch.linalg.eigh(alike)[1][..., -AXES:].flip(-1)
            early = torch.linspace(1, 0, voices.shape[1], device=voices.device)[None, :, None]
            first = (voices @ axes * weights * early).sum(1, keepdim=True)
            axes = axes * torch.where(first < 0, -1.0, 1.0)  # who speaks first is on the one side
        return (voices @ axes).transpose(1, 2)


def _loud(level: torch.Tensor, frames: int) -> torch.Tensor:
    """Return how loud each frame is beside the loudest, 0 to 1, shape (batch, 1, frames).

    Args:
        level: The first coefficient each 10 ms.
        frames: Of 20 ms, each at the middle of what the layers hear.
    """
    level = functional.avg_pool1d(level[..., REACH // 2 :], 2)[..., :frames]
    return torch.sigmoid((level - level.amax(-1, keepdim=True) + LOUD) / SOFT)
