"""Teach who speaks when: `python -m small_voices.learn_turns SOUNDS VOICES TARGET`."""

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from pyannote.audio.core.task import Problem, Resolution, Specifications
from pyannote.audio.utils.loss import nll_loss
from pyannote.audio.utils.permutation import permutate
from pyannote.audio.utils.powerset import Powerset

from small_voices.mixtures import Room, mixture
from small_voices.network import SmallEmbedding, SmallTurns
from small_voices.saving import Said, in_one_language, save, spoken
from small_voices.voices import LEARNT

BATCH = 16
WINDOW_S = 5.0
RATE = 3e-3
ALONE_SHARE = 0.25
"""Share of windows in which one voice speaks by itself."""
SHOWN_EVERY, SAVED_EVERY = 25, 500


def main(sounds: Path, voices: Path, target: Path, minutes: float) -> None:
    """Train for some minutes on one core, then save."""
    torch.set_num_threads(1)
    rng = np.random.default_rng(5)
    torch.manual_seed(5)
    languages, room = in_one_language(spoken(sounds, LEARNT)), Room(rng)
    model = _gone_on_with(target) or _built(voices)
    learning = [*model.memory.parameters(), *model.classifier.parameters()]
    optimiser = torch.optim.Adam(learning, lr=RATE)
    start, step, shown = time.monotonic(), 0, []
    while (spent := (time.monotonic() - start) / 60) < minutes:
        left = max(0.02, min(1.0, 2 * (1 - spent / minutes)))
        optimiser.param_groups[0]["lr"] = RATE * left * min(1.0, (step + 1) / 50)
        frames = model.num_frames(int(WINDOW_S * 16_000))
        loss = _loss(model, *_batch(languages, rng, room, frames=frames))
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(learning, 1.0)
        optimiser.step()
        shown.append(loss.item())
        if step % SHOWN_EVERY == 0:
            print(f"{spent:.1f} min, step {step}: {np.mean(shown[-SHOWN_EVERY:]):.3f}", flush=True)
        if step % SAVED_EVERY == 0:
            save(model, target)
        step += 1
    save(model, target)


def _gone_on_with(target: Path) -> SmallTurns | None:
    """Return what an earlier run came to: it can be stopped and started again at any time."""
    if not (target / "pytorch_model.bin").exists():
        return None
    model = SmallTurns.from_pretrained(target)
    model.voices.requires_grad_(requires_grad=False)
    return model.eval()


def _built(voices: Path) -> SmallTurns:
    """Return a network with the layers that tell voices apart already; these stay as they are."""
    model = SmallTurns()
    model.voices.load_state_dict(SmallEmbedding.from_pretrained(voices).state_dict())
    model.specifications = Specifications(
        problem=Problem.MONO_LABEL_CLASSIFICATION,
        resolution=Resolution.FRAME,
        duration=WINDOW_S,
        classes=["one", "other"],
        powerset_max_classes=2,
        permutation_invariant=True,
    )
    model.build()
    model.voices.requires_grad_(requires_grad=False)
    return model.eval()


def _loss(model: SmallTurns, waves: torch.Tensor, truth: torch.Tensor) -> torch.Tensor:
    """Return how unlikely the truth was held, in the order of voices that suits best."""
    powerset = Powerset(2, 2)
    guessed = model(waves)
    matched, _ = permutate(powerset.to_multilabel(guessed), truth)
    return nll_loss(guessed, torch.argmax(powerset.to_powerset(matched), dim=-1))


def _batch(
    languages: Sequence[Said], rng: np.random.Generator, room: Room, *, frames: int
) -> tuple[torch.Tensor, torch.Tensor]:
    waves, truths = [], []
    for _ in range(BATCH):
        said = languages[rng.integers(len(languages))]
        voices = rng.choice(LEARNT, 1 if rng.random() < ALONE_SHARE else 2, replace=False)
        made = mixture(
            said, list(voices), seconds=WINDOW_S + 2, rng=rng, room=room, overlap=0.3, stay=0.3
        )
        first = int(rng.uniform(0, 2) * 100)
        sound = made.sound[first * 160 : first * 160 + int(WINDOW_S * 16_000)]
        active = made.active[first : first + int(WINDOW_S * 100)]
        truth = np.zeros((len(active), 2), np.float32)
        truth[:, : active.shape[1]] = active
        places = np.minimum(np.arange(frames) / frames * len(truth) + 0.5, len(truth) - 1)
        waves.append(sound)
        truths.append(truth[places.astype(int)])
    return torch.from_numpy(np.stack(waves))[:, None], torch.from_numpy(np.stack(truths))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("sounds", type=Path)
    parser.add_argument("voices", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--minutes", type=float, default=40)
    main(**vars(parser.parse_args()))
