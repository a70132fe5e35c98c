"""Diarisation error by parts: `python -m small_voices.evaluate SOUNDS PIPELINE`."""

import argparse
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from pyannote.audio import Pipeline
from pyannote.core import Annotation, Segment, Timeline
from pyannote.metrics.diarization import DiarizationErrorRate

from small_voices.conversations import SECONDS, Conversation, conversations
from small_voices.oracles import knowing_when, knowing_who
from small_voices.saving import in_one_language, spoken
from small_voices.voices import HELD_OUT

COLLAR_S = 0.5
"""250 ms on either side of each edge, as the NIST evaluations leave out."""
PARTS = ("missed detection", "false alarm", "confusion")
ORACLES = {"who": knowing_who, "when": knowing_when}


@dataclass(slots=True)
class Errors:
    """Of some conversations, overlap included."""

    strict: DiarizationErrorRate = field(default_factory=DiarizationErrorRate)
    lenient: DiarizationErrorRate = field(
        default_factory=lambda: DiarizationErrorRate(collar=COLLAR_S)
    )
    counted: list[bool] = field(default_factory=list)
    """In which the number of voices was right."""

    def add(self, truth: Annotation, found: Annotation, seconds: float) -> None:
        """Compare what was found with the truth."""
        whole = Timeline([Segment(0, seconds)])
        self.strict(truth, found, uem=whole)
        self.lenient(truth, found, uem=whole)
        self.counted.append(len(truth.labels()) == len(found.labels()))

    @property
    def rate(self) -> float:
        """Share of all speech that is missed, invented or somebody else's; no collar."""
        return float(abs(self.strict))

    @property
    def parts(self) -> Mapping[str, float]:
        """The rate, by what it is made of."""
        return {name: self.strict[name] / self.strict["total"] for name in PARTS}

    def __str__(self) -> str:
        """Write it as a row of a table."""
        parts = " | ".join(f"{100 * part:.1f}" for part in self.parts.values())
        collar, right = f"{100 * abs(self.lenient):.1f}", f"{sum(self.counted)}/{len(self.counted)}"
        return f"{100 * self.rate:.1f} | {parts} | {collar} | {right}"


def errors(pipeline: Any, heard: Iterable[Conversation]) -> Mapping[str, Errors]:
    """Return the errors of each kind of conversation, and `all`."""
    found: defaultdict[str, Errors] = defaultdict(Errors)
    for one in heard:
        sound = torch.from_numpy(one.made.sound)[None]
        file = {"waveform": sound, "sample_rate": 16_000, "uri": "conversation"}
        file |= {"active": one.made.active, "annotation": one.truth}
        turns = pipeline(file).speaker_diarization
        for group in ("all", one.language, one.pair):
            found[group].add(one.truth, turns, len(one.made.active) / 100)
    return found


def main(sounds: Path, pipeline: Path, each: int, thresholds: str, oracle: str | None) -> None:
    """Print a table for each threshold of the clustering."""
    torch.set_num_threads(1)
    loaded = Pipeline.from_pretrained(pipeline)
    heard = list(conversations(in_one_language(spoken(sounds, HELD_OUT)), each=each))
    parameters = loaded.parameters(instantiated=True)
    for threshold in thresholds.split(","):
        parameters["clustering"]["threshold"] = float(threshold)
        loaded.instantiate(parameters)
        if oracle is not None:
            ORACLES[oracle](loaded)
        print(f"threshold {threshold}; of {SECONDS:.0f} s; knows {oracle or 'nothing'}")
        print("| | DER % | missed | false alarm | confusion | collar 250 ms | counted right |")
        for group, made in errors(loaded, heard).items():
            print(f"| {group} | {made} |", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("sounds", type=Path)
    parser.add_argument("pipeline", type=Path)
    parser.add_argument("--each", type=int, default=4)
    parser.add_argument("--thresholds", default="0.6")
    parser.add_argument("--oracle", choices=tuple(ORACLES))
    main(**vars(parser.parse_args()))
