"""Teach who speaks when: `python -m small_voices.learn_turns SOUNDS VOICES TARGET`."""

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from pyannote.audio.core.task import Problem, Resolution, Specifications
from pyannote.audio.utils.loss import nll_loss
from pyannote.audio.utils.permutation import permutate
from pyannote.audio.utils.powerset import Powerset

from small_voices.mixtures import HOP, Room, mixture
from small_voices.network import REACH, SmallEmbedding, SmallTurns
from small_voices.rooms import quiet
from small_voices.saving import Said, in_one_language, save, spoken
from small_voices.voices import LEARNT, RATE_HZ, Sound

BATCH = 16
WINDOW_S = 5.0
RATE = 3e-3
SLOWER = 0.2
"""The layers that tell voices apart already change by so much of what the others do."""
QUIET_SHARE, ALONE_SHARE = 0.12, 0.25
"""Share of windows in which nobody speaks; in which one voice speaks by itself."""
STRETCHES = ((1, 1), (8, 9), (9, 8))
SHOWN_EVERY, SAVED_EVERY = 25, 500


def main(sounds: Path, voices: Path, target: Path, minutes: float, rate: float) -> None:
    """Train for some minutes on one core, then save."""
    torch.set_num_threads(1)
    rng = np.random.default_rng(5)
    torch.manual_seed(5)
    languages, room = in_one_language(spoken(sounds, LEARNT, stretches=STRETCHES)), Room(rng)
    model = _gone_on_with(target) or _built(voices)
    learning = list(model.parameters())
    new = [*model.memory.parameters(), *model.classifier.parameters()]
    optimiser = torch.optim.Adam([{"params": new}, {"params": model.voices.parameters()}], lr=rate)
    start, step, shown = time.monotonic(), 0, []
    while (spent := (time.monotonic() - start) / 60) < minutes:
        left = max(0.02, min(1.0, 2 * (1 - spent / minutes)))
        now = rate * left * min(1.0, (step + 1) / 50)
        for group, share in zip(optimiser.param_groups, (1.0, SLOWER), strict=True):
            group["lr"] = now * share
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
    return SmallTurns.from_pretrained(target).float().eval()


def _built(voices: Path) -> SmallTurns:
    """Return a network with the layers that tell voices apart already."""
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
    places = np.array([2 * frame + REACH // 2 for frame in range(frames)])
    waves, truths = [], []
    for _ in range(BATCH):
        sound, active = _window(languages, rng, room)
        truth = np.zeros((len(active), 2), np.float32)
        truth[:, : active.shape[1]] = active
        waves.append(sound)
        truths.append(truth[places])
    return torch.from_numpy(np.stack(waves))[:, None], torch.from_numpy(np.stack(truths))


def _window(
    languages: Sequence[Said], rng: np.random.Generator, room: Room
) -> tuple[Sound, NDArray[np.bool_]]:
    """Return what is heard in a window, and who speaks each 10 ms."""
    if rng.random() < QUIET_SHARE:
        return quiet(int(WINDOW_S * RATE_HZ), rng), np.zeros((int(WINDOW_S * 100), 0), np.bool_)
    said = languages[rng.integers(len(languages))]
    voices = rng.choice(list(said), 1 if rng.random() < ALONE_SHARE else 2, replace=False)
    made = mixture(
        said, list(voices), seconds=WINDOW_S + 2, rng=rng, room=room, overlap=0.3, stay=0.3
    )
    first = int(rng.uniform(0, 2) * 100)
    sound = made.sound[first * HOP : first * HOP + int(WINDOW_S * RATE_HZ)]
    return sound, made.active[first : first + int(WINDOW_S * 100)]


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("sounds", type=Path)
    parser.add_argument("voices", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--minutes", type=float, default=40)
    parser.add_argument("--rate", type=float, default=RATE, help="lower it to go on")
    main(**vars(parser.parse_args()))
