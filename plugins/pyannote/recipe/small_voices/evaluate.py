"""Diarisation error on mixtures: `python -m small_voices.evaluate SOUNDS PIPELINE`."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from pyannote.audio import Pipeline
from pyannote.core import Annotation, Segment, Timeline
from pyannote.metrics.diarization import DiarizationErrorRate

from small_voices.mixtures import HOP_S, Mixture, Room, mixture
from small_voices.saving import Said, in_one_language, spoken
from small_voices.voices import HELD_OUT, LEARNT

SECONDS = 40.0
COLLAR_S = 0.5
"""250 ms on either side of each edge, as the NIST evaluations leave out."""


def mixtures(languages: Sequence[Said], voices: Sequence[str], count: int) -> Iterator[Mixture]:
    """Yield conversations of two voices, and of one in each fourth, English and French in turn."""
    rng = np.random.default_rng(7)
    room = Room(rng)
    for number in range(count):
        who = rng.choice(voices, 1 if number % 4 == 3 else 2, replace=False)
        yield mixture(languages[number % 2], list(who), seconds=SECONDS, rng=rng, room=room)


def reference(made: Mixture) -> Annotation:
    """Return who speaks when, as pyannote.metrics compares it."""
    truth = Annotation()
    for column, voice in enumerate(made.voices):
        active = np.concatenate([[False], made.active[:, column], [False]]).astype(np.int8)
        edges = np.flatnonzero(np.diff(active)).reshape(-1, 2)
        for start, end in edges:
            truth[Segment(start * HOP_S, end * HOP_S), voice] = voice
    return truth


def main(sounds: Path, pipeline: Path, voices: str, count: int, thresholds: str) -> None:
    """Print the errors without and with a collar, and in how many the voices were counted right."""
    torch.set_num_threads(1)
    loaded = Pipeline.from_pretrained(pipeline)
    chosen = HELD_OUT if voices == "held" else LEARNT
    languages = in_one_language(spoken(sounds, chosen))
    made = list(mixtures(languages, chosen, count))
    for threshold in [float(one) for one in thresholds.split(",")]:
        parameters = loaded.parameters(instantiated=True)
        parameters["clustering"]["threshold"] = threshold
        loaded.instantiate(parameters)
        strict, lenient = DiarizationErrorRate(), DiarizationErrorRate(collar=COLLAR_S)
        right = 0
        for one in made:
            sound = torch.from_numpy(one.sound)[None]
            found = loaded({"waveform": sound, "sample_rate": 16_000}).speaker_diarization
            truth, whole = reference(one), Timeline([Segment(0, SECONDS)])
            right += len(found.labels()) == len(truth.labels())
            strict(truth, found, uem=whole)
            lenient(truth, found, uem=whole)
        parts = {
            name: strict[name] / strict["total"]
            for name in ("false alarm", "missed detection", "confusion")
        }
        print(
            f"{voices}, threshold {threshold}: DER {abs(strict):.3f}, with a collar of 250 ms "
            f"{abs(lenient):.3f}; voices counted right in {right} of {len(made)};",
            ", ".join(f"{name} {part:.3f}" for name, part in parts.items()),
            flush=True,
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("sounds", type=Path)
    parser.add_argument("pipeline", type=Path)
    parser.add_argument("--voices", choices=("learnt", "held"), default="held")
    parser.add_argument("--count", type=int, default=24)
    parser.add_argument("--thresholds", default="0.6")
    main(**vars(parser.parse_args()))
