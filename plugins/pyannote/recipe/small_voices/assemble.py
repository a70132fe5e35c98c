"""Make one folder of the two networks: `python -m small_voices.assemble NETWORKS TARGET`."""

import argparse
import shutil
from pathlib import Path

from small_voices.network import SmallEmbedding, SmallTurns
from small_voices.saving import describe, save

PARTS = {"segmentation": SmallTurns, "embedding": SmallEmbedding}


def main(networks: Path, target: Path, threshold: float) -> None:
    """Write a pipeline that `Pipeline.from_pretrained` reads."""
    shutil.rmtree(target, ignore_errors=True)
    for part, kind in PARTS.items():
        save(kind.from_pretrained(networks / part), target / part)
    describe(target, dimension=SmallEmbedding().dimension, threshold=threshold)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("networks", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--threshold", type=float, default=0.6)
    main(**vars(parser.parse_args()))
