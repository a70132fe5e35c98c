"""A note as a Praat TextGrid: its kept words and its pauses, each on a tier of their own.

Format: Boersma & Weenink, Praat manual, "TextGrid file formats" (long text format).
"""

from collections.abc import Iterable, Iterator, Sequence

from voicejournal.model.transcript import Transcript
from voicejournal.model.units import Missing, Span

PAUSE = "pause"
DECIMALS = 6
"""Microseconds: finer than any sample, coarse enough to leave no rounding crumbs."""

Interval = tuple[float, float, str]


def textgrid(transcript: Transcript | Missing, pauses: Sequence[Span], duration: float) -> str:
    """Write the tiers of one note.

    Args:
        transcript: Its words; without them there is no tier of words.
        pauses: Silences inside speech, from the waveform.
        duration: Of the sound, in seconds.
    """
    tiers: dict[str, Iterable[Interval]] = {}
    if isinstance(transcript, Transcript):
        tiers["words"] = ((word.start, word.end, word.text) for word in transcript.kept_words)
    tiers["pauses"] = ((one.start, one.end, PAUSE) for one in pauses)
    lines = [
        'File type = "ooTextFile"',
        'Object class = "TextGrid"',
        "",
        *_bounds(0.0, duration),
        "tiers? <exists>",
        f"size = {len(tiers)}",
        "item []:",
    ]
    for number, (name, intervals) in enumerate(tiers.items(), start=1):
        lines += _tier(number, name, tuple(_filled(intervals, duration)), duration)
    return "\n".join(lines) + "\n"


def _filled(intervals: Iterable[Interval], duration: float) -> Iterator[Interval]:
    """Cut overlaps and fill gaps: the intervals of a tier cover it without a hole."""
    reached = 0.0
    for start, end, text in sorted(intervals):
        begin, stop = max(_round(start), reached), min(_round(end), _round(duration))
        if stop <= begin:
            continue
        if begin > reached:
            yield reached, begin, ""
        yield begin, stop, text
        reached = stop
    if reached < _round(duration):
        yield reached, _round(duration), ""


def _tier(number: int, name: str, intervals: Sequence[Interval], duration: float) -> list[str]:
    lines = [
        f"    item [{number}]:",
        '        class = "IntervalTier"',
        f'        name = "{name}"',
        *(f"        {line}" for line in _bounds(0.0, duration)),
        f"        intervals: size = {len(intervals)}",
    ]
    for place, (start, end, text) in enumerate(intervals, start=1):
        lines.append(f"        intervals [{place}]:")
        lines += (f"            {line}" for line in _bounds(start, end))
        lines.append(f'            text = "{_quoted(text)}"')
    return lines


def _bounds(start: float, end: float) -> tuple[str, str]:
    return f"xmin = {_round(start)}", f"xmax = {_round(end)}"


def _quoted(text: str) -> str:
    return text.replace('"', '""')


def _round(seconds: float) -> float:
    return round(seconds, DECIMALS)
