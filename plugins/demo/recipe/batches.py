"""Windows gathered into batches: features, tokens, and where each token sounds."""

import random
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from faster_whisper.feature_extractor import FeatureExtractor
from torch import Tensor

from model import FRAMES
from scenes import FRAME_S, WINDOW_S, Scene, SceneMaker

SHORT_BATCH = 10
SHORT_S = (4.0, 5.0, 6.0, 7.0, 8.0)
WHOLE_BATCH_S = 66.0
SHORTEST_S, CLIP_S = 2.5, 12.0
LONGER_SHARE = 0.25
"""Windows longer than the clips that the service cuts for this model."""
FULL_SHARE = 0.35
MISREAD_SHARE = 0.03
"""Tokens read wrong, so that the decoder finds its place even after an error of its own."""
IGNORED = -100


@dataclass
class Batch:
    """Windows of one length, as tensors."""

    mels: Tensor
    starts: Tensor
    tokens: Tensor
    labels: Tensor
    spans: Tensor
    """First and last frame of each token, [batch, token, 2]; -1 where it sounds nowhere."""
    frame_phonemes: Tensor
    frame_tokens: Tensor


class Mel:
    """faster-whisper's log-mel arithmetic, in torch."""

    def __init__(self) -> None:
        self.filters = torch.from_numpy(FeatureExtractor().mel_filters)
        self.window = torch.hann_window(400)

    def __call__(self, sounds: np.ndarray, headroom: float) -> Tensor:
        """Sounds [batch, samples] to features [batch, 80, frames].

        `headroom` stands for a louder moment elsewhere in the recording, in powers of ten.
        """
        padded = torch.from_numpy(np.pad(sounds, ((0, 0), (0, 160))))
        spectrum = torch.stft(padded, 400, 160, window=self.window, return_complex=True)
        power = self.filters @ spectrum[..., :-1].abs() ** 2
        logs = power.clamp(min=1e-10).log10()
        floor = logs.amax((1, 2), keepdim=True) + headroom - 8.0
        return ((torch.maximum(logs, floor) + 4.0) / 4.0)[..., : sounds.shape[1] // 160]


class Batches:
    """Draws batches."""

    def __init__(self, maker: SceneMaker, chance: random.Random, whole_share: float) -> None:
        self.maker, self.chance, self.mel = maker, chance, Mel()
        self.whole_share = whole_share

    def draw(self) -> Batch:
        """Many short windows, or a few whole ones."""
        if self.chance.random() < self.whole_share:
            return self._whole()
        length_s = self.chance.choice(SHORT_S)
        scenes = [self.maker.short(length_s) for _ in range(SHORT_BATCH)]
        return self._gathered(scenes, self._heard(scenes))

    def _whole(self) -> Batch:
        """Windows of about one length, padded with zeros: to 30 s, or to spare time less."""
        longest_s = WINDOW_S if self.chance.random() < LONGER_SHARE else CLIP_S
        length_s = round(self.chance.uniform(SHORTEST_S, longest_s), 2)
        full = self.chance.random() < FULL_SHARE
        count = max(2, min(4 if full else SHORT_BATCH, round(WHOLE_BATCH_S / length_s)))
        scenes = [self.maker.whole(length_s) for _ in range(count)]
        heard = [self._heard([scene])[0] for scene in scenes]
        longest = max(mel.shape[1] for mel in heard)
        spare = 2 * FRAMES if full else self.chance.randint(0, 300)
        frames = min(2 * FRAMES, longest + spare) // 2 * 2
        mels = torch.stack([F.pad(mel, (0, frames - mel.shape[1])) for mel in heard])
        return self._gathered(scenes, mels)

    def _heard(self, scenes: list[Scene]) -> Tensor:
        sounds = np.stack([scene.sound for scene in scenes])
        return self.mel(sounds, self.chance.uniform(0.0, 0.2))

    def _gathered(self, scenes: list[Scene], mels: Tensor) -> Batch:
        longest = max(len(scene.tokens) for scene in scenes)
        frames = mels.shape[2] // 2
        tokens = torch.full((len(scenes), longest), self.maker.end)
        labels = torch.full((len(scenes), longest), IGNORED)
        spans = torch.full((len(scenes), longest, 2), -1)
        frame_phonemes = torch.zeros(len(scenes), frames, dtype=torch.long)
        frame_tokens = torch.full((len(scenes), frames), self.maker.end)
        for place, scene in enumerate(scenes):
            count, known = len(scene.tokens), len(scene.frame_tokens)
            tokens[place, :count] = torch.tensor(scene.tokens)
            labels[place, :count] = self._labels(scene)
            spans[place, :count] = torch.tensor([_frames(span, frames) for span in scene.spans])
            frame_phonemes[place, :known] = torch.from_numpy(scene.frame_phonemes)
            frame_tokens[place, :known] = torch.from_numpy(scene.frame_tokens)
        starts = torch.tensor([scene.first_frame for scene in scenes])
        tokens = self._misread(tokens)
        return Batch(mels, starts, tokens, labels, spans, frame_phonemes, frame_tokens)

    def _misread(self, tokens: Tensor) -> Tensor:
        text = tokens < self.maker.end - 1
        wrong = text & (torch.rand(tokens.shape) < MISREAD_SHARE)
        return torch.where(wrong, torch.randint(0, self.maker.end - 1, tokens.shape), tokens)

    def _labels(self, scene: Scene) -> Tensor:
        labels = torch.tensor(scene.tokens)
        labels[labels == self.maker.untimed] = IGNORED
        if scene.language is None:
            labels[1] = self.maker.silent
        return labels


def _frames(span: tuple[float, float] | None, count: int) -> tuple[int, int]:
    """Frames of a span, three at least."""
    if span is None:
        return -1, -1
    first = int(span[0] / FRAME_S + 0.5)
    last = max(int(span[1] / FRAME_S + 0.5), first + 2)
    first = max(0, first - 1) if last - first < 3 else max(0, first)
    last = min(last, count)
    return min(first, last - 1), last
