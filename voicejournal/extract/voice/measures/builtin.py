"""What every built-in measure is made of: how it is taken, and what the table says of it."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from voicejournal.model.text import Text, typeset
from voicejournal.model.units import Missing
from voicejournal.model.voice import Conditions, Heard, MeasureInfo

Take = Callable[[Heard], float | Missing]


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """A voice measure of ours."""

    info: MeasureInfo
    take: Take

    def measure(self, heard: Heard) -> float | Missing:
        """Return the number, or why there is none."""
        return self.take(heard)


def described(table: str, takes: Mapping[str, Take]) -> tuple[BuiltIn, ...]:
    """Join each measure with its entry in `<table>.toml`, in the table's order.

    What stands above the entries holds for every measure that does not say otherwise.

    Raises:
        KeyError: A measure without an entry, or an entry without a measure.
    """
    written = files(__package__).joinpath(f"{table}.toml").read_text("utf-8")
    entries = tomllib.loads(written)
    common = {key: entries.pop(key) for key in tuple(entries) if key in COMMON}
    if entries.keys() != takes.keys():
        raise KeyError(*sorted(entries.keys() ^ takes.keys()))
    return tuple(
        BuiltIn(info=_info(name, {**common, **entry}), take=takes[name])
        for name, entry in entries.items()
    )


COMMON = frozenset({"source", "needs", "sure_from", "moved_by", "limits"})


def _info(name: str, entry: dict[str, Any]) -> MeasureInfo:
    return MeasureInfo(
        name=name,
        unit=entry.pop("unit"),
        title=Text(**entry.pop("title")),
        limits=typeset(**entry.pop("limits")),
        typical=tuple(entry.pop("typical")),
        moved_by=frozenset(entry.pop("moved_by", ())),
        needs=_needs(**entry.pop("needs", {})),
        sure_from=_needs(**entry.pop("sure_from", {})),
        **entry,
    )


def _needs(*, no_codecs: tuple[str, ...] = (), **more: Any) -> Conditions:
    return Conditions(no_codecs=frozenset(no_codecs), **more)
