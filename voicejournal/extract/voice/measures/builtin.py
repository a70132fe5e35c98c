"""What every built-in measure is made of."""

from collections.abc import Callable
from dataclasses import dataclass

from voicejournal.model.text import Text
from voicejournal.model.units import Missing
from voicejournal.model.voice import Heard, MeasureInfo


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """A voice measure of ours: what it is, how it is taken, and what makes it uncertain."""

    info: MeasureInfo
    take: Callable[[Heard], float | Missing]
    weak_to: frozenset[str] = frozenset()
    """Caveats of a recording under which this number is uncertain."""

    def measure(self, heard: Heard) -> float | Missing:
        """Return the number, or why there is none."""
        return self.take(heard)


def built_in(
    name: str,
    unit: str,
    title: Text,
    take: Callable[[Heard], float | Missing],
    *,
    definition: str,
    source: str,
    weak_to: frozenset[str] = frozenset(),
) -> BuiltIn:
    """Return a measure with its entry in the reference."""
    info = MeasureInfo(name=name, unit=unit, title=title, definition=definition, source=source)
    return BuiltIn(info=info, take=take, weak_to=weak_to)
