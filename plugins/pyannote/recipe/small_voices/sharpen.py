"""Choose anew what the small embedding says of what it hears, so that voices lie further apart.

`python -m small_voices.sharpen SOUNDS NETWORK`: linear discriminant analysis takes the place of
its last layer, worked out at once instead of learnt. On held-out voices this brought the equal
error rate of 3 s against 3 s from 20 to 15 %.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis

from small_voices.mixtures import Room
from small_voices.network import SmallEmbedding
from small_voices.saving import in_one_language, save, spoken
from small_voices.voices import LEARNT, RATE_HZ, Sound

SECONDS, EACH = 3.0, 10
SHRINKAGE = 0.02
STRETCHES = ((1, 1), (8, 9), (9, 8))


def main(sounds: Path, network: Path) -> None:
    """Rewrite the network in place."""
    rng = np.random.default_rng(1)
    room, model = Room(rng), SmallEmbedding.from_pretrained(network).eval()
    heard, whose = [], []
    for said in in_one_language(spoken(sounds, LEARNT, stretches=STRETCHES)):
        for number, sentences in enumerate(said.values()):
            whole = np.concatenate([one.sound for one in sentences])
            parts = [room.heard(_part(whole, rng)) for _ in range(EACH)]
            with torch.inference_mode():
                sound = torch.from_numpy(np.stack(parts))[:, None]
                heard.append(model.pool(model.heard(sound)).numpy())
            whose += [number] * EACH
    sharpen(model, np.concatenate(heard), np.array(whose))
    save(model, network)


def sharpen(model: SmallEmbedding, heard: np.ndarray, whose: np.ndarray) -> None:
    """Replace the last layer by the directions in which voices differ most from one another."""
    found = LinearDiscriminantAnalysis(
        solver="eigen", shrinkage=SHRINKAGE, n_components=model.dimension
    ).fit(heard, whose)
    directions = found.scalings_[:, : model.dimension]
    with torch.no_grad():
        model.last.weight.copy_(torch.from_numpy(directions.T))
        model.last.bias.copy_(torch.from_numpy(-heard.mean(axis=0) @ directions))


def _part(sound: Sound, rng: np.random.Generator) -> Sound:
    first = int(rng.integers(len(sound) - int(SECONDS * RATE_HZ)))
    return sound[first : first + int(SECONDS * RATE_HZ)]


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("sounds", type=Path)
    parser.add_argument("network", type=Path)
    main(**vars(parser.parse_args()))
