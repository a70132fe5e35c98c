"""Where each voice speaks and no other does."""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from voicejournal import SpeakerTurn

Stretch = tuple[float, float]
STRETCH_MIN_S = 0.3
"""Less holds hardly a syllable (assumed)."""


def stretches_alone(turns: Iterable[SpeakerTurn]) -> Mapping[str, tuple[Stretch, ...]]:
    """Return for each speaker where they speak by themselves, in order, in seconds."""
    turns = tuple(turns)
    edges = sorted({edge for turn in turns for edge in (turn.start, turn.end)})
    found: dict[str, list[Stretch]] = {turn.speaker: [] for turn in turns}
    for start, end in pairwise(edges):
        speaking = {turn.speaker for turn in turns if turn.start <= start and end <= turn.end}
        if len(speaking) == 1:
            _add(found[speaking.pop()], start, end)
    return {
        speaker: tuple(one for one in stretches if one[1] - one[0] >= STRETCH_MIN_S)
        for speaker, stretches in found.items()
    }


def _add(stretches: list[Stretch], start: float, end: float) -> None:
    if stretches and stretches[-1][1] == start:
        stretches[-1] = (stretches[-1][0], end)
    else:
        stretches.append((start, end))
