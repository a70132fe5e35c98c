"""Whether an analyzer says a number where there was nothing to take it from."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from voicejournal.model.finding import Finding
from voicejournal.model.units import Missing


def zeros_for_missing(whole: Sequence[Finding], without: Sequence[Finding]) -> Iterator[str]:
    """Say where a zero stands that was another number while everything was there.

    A zero is what a missing value becomes when nobody looks: absence has to stay `Missing`, or
    go unsaid.

    Args:
        whole: What was found in a note.
        without: What was found in the same note, a part or a measure of it missing.
    """
    before, after = _numbers(whole), _numbers(without)
    for kind in sorted(before.keys() & after.keys()):
        if 0.0 in after[kind] and 0.0 not in before[kind]:
            yield f"it says 0 where something is missing: {kind}"


def _numbers(findings: Sequence[Finding]) -> Mapping[str, set[float]]:
    numbers: defaultdict[str, set[float]] = defaultdict(set)
    for one in findings:
        if not isinstance(one.value, Missing):
            numbers[one.kind].add(float(one.value))
    return numbers
