"""Teach the small embedding: `python -m small_voices.learn_voices SOUNDS TARGET --minutes N`."""

import argparse
import time
from pathlib import Path

import numpy as np
import torch
from pyannote.audio.core.task import Problem, Resolution, Specifications
from torch import nn
from torch.nn import functional

from small_voices.mixtures import Room
from small_voices.network import SmallEmbedding
from small_voices.saving import save, spoken
from small_voices.voices import LEARNT, RATE_HZ, Sound

BATCH = 48
SCALE, MARGIN = 20.0, 0.2
"""Additive margin softmax (Wang et al. 2018, IEEE Signal Processing Letters 25)."""


def main(sounds: Path, target: Path, minutes: float) -> None:
    """Train for some minutes on one core, then save."""
    torch.set_num_threads(1)
    rng = np.random.default_rng(3)
    torch.manual_seed(3)
    said = spoken(sounds, LEARNT, stretches=((1, 1), (8, 9), (9, 8)))
    names, room = list(said), Room(rng)
    whole = [np.concatenate([one.sound for one in said[name]]) for name in names]
    model = SmallEmbedding()
    model.specifications = Specifications(
        problem=Problem.REPRESENTATION, resolution=Resolution.CHUNK, duration=3.0
    )
    centres = nn.Parameter(torch.randn(len(names), model.dimension) * 0.1)
    optimiser = torch.optim.Adam([*model.parameters(), centres], lr=2e-3)
    start, step = time.monotonic(), 0
    while (spent := (time.monotonic() - start) / 60) < minutes:
        optimiser.param_groups[0]["lr"] = 2e-3 * max(0.02, 1 - spent / minutes)
        seconds = float(rng.uniform(1.0, 3.0))
        who = rng.integers(len(names), size=BATCH)
        batch = np.stack([room.heard(_part(whole[one], seconds, rng)) for one in who])
        voices = functional.normalize(model(torch.from_numpy(batch)[:, None]))
        alike = voices @ functional.normalize(centres).T
        truth = torch.from_numpy(who)
        alike = alike - MARGIN * functional.one_hot(truth, len(names))
        loss = functional.cross_entropy(SCALE * alike, truth)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        if step % 50 == 0:
            print(f"{spent:.1f} min, step {step}: {loss.item():.3f}", flush=True)
        step += 1
    save(model.eval(), target)


def _part(sound: Sound, seconds: float, rng: np.random.Generator) -> Sound:
    first = int(rng.integers(len(sound) - int(seconds * RATE_HZ)))
    return sound[first : first + int(seconds * RATE_HZ)]


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("sounds", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--minutes", type=float, default=12)
    main(**vars(parser.parse_args()))
