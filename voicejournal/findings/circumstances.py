"""What is different about a week besides the voice: the hour, the microphone, a long silence."""

import cmath
import math
from collections.abc import Sequence

from voicejournal.findings.baseline import NEEDED_NOTES
from voicejournal.findings.readings import Read, main_device
from voicejournal.model.microphone import MOVED_BY

DAY_H = 24.0
HOURS_APART = 4.0
"""Hours between the usual time of recording and the week's from which it is said (assumed)."""
STEADY_HOURS = 0.5
"""Length of the mean of hours on the circle of a day from which there is a usual hour: 0 for
notes all over the day, 1 for all at one minute (assumed)."""
LONG_SILENCE_DAYS = 21
"""Days without a note after which the usual may be out of date (assumed)."""


def hours_apart(before: Sequence[Read], during: Sequence[Read]) -> tuple[float, float] | None:
    """Return the usual hour and the week's, where both are plain and far apart."""
    usual, now = _hour(before), _hour(during)
    if usual is None or now is None:
        return None
    apart = abs(usual - now)
    return (usual, now) if min(apart, DAY_H - apart) >= HOURS_APART else None


def new_device(before: Sequence[Read], during: Sequence[Read]) -> int | None:
    """Return how many notes are known of a device that is still being learned; None: none is."""
    if not during or len(before) < NEEDED_NOTES:
        return None
    known = [_alike(before, during, measure) for measure in MOVED_BY]
    fewest = min(known)
    return fewest if fewest < NEEDED_NOTES else None


def silent_days(before: Sequence[Read], during: Sequence[Read]) -> int | None:
    """Return the days between the last note before a week and its first, where they are many."""
    if not before or not during:
        return None
    days = int(during[0].day - before[-1].day)
    return days if days >= LONG_SILENCE_DAYS else None


def _alike(before: Sequence[Read], during: Sequence[Read], measure: str) -> int:
    main = main_device(during, measure)
    return sum(note.keys[measure] == main for note in before)


def _hour(notes: Sequence[Read]) -> float | None:
    if not notes:
        return None
    turn = 2 * math.pi / DAY_H
    mean = sum(cmath.exp(1j * turn * note.hour) for note in notes) / len(notes)
    return cmath.phase(mean) / turn % DAY_H if abs(mean) >= STEADY_HOURS else None
