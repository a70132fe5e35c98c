"""Parts of what is analyzed that a process is sent once, however many analyzers read them.

Seven analyzers read the words of one note, and six the notes of four months: sent anew each
time, the sending would cost more than the analysis.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from voicejournal.hooks.isolation.told import Kind
from voicejournal.model.note import NoteView
from voicejournal.model.units import Missing
from voicejournal.model.weekview import WeekView

UNUSED_CALLS = 8
"""A part that so many calls did not name is forgotten on both sides. Assumed: an analyzer or two
in between may read something else."""
OF_A_NOTE = ("transcript", "voice", "turns")


@dataclass(slots=True)
class _Part:
    name: int
    what: object
    """Held, so that its identity is nobody else's."""
    last_used: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """How the parts of one call are sent."""

    held: dict[int, int]
    """Only named: identity → name."""
    keep: dict[str, int]
    """New to the process, which is to keep them: place → name."""
    drop: tuple[int, ...]
    """Names that will not be used again."""


@dataclass(slots=True)
class Parts:
    """What one process holds, as the service knows it."""

    _parts: dict[int, _Part] = field(default_factory=dict)
    """By identity."""
    _calls: int = 0
    _names: Iterator[int] = field(default_factory=count)

    def next_call(self, kind: Kind, subject: object) -> Sending:
        """Count a call, and return how its parts are sent."""
        self._calls += 1
        new: dict[str, int] = {}
        for place, what in _parts_of(kind, subject):
            known = self._parts.get(id(what))
            if known is None:
                known = _Part(next(self._names), what, self._calls)
                self._parts[id(what)] = known
                new[place] = known.name
            known.last_used = self._calls
        # Forgotten before anything is named: an object made from now on may take the identity
        # of a forgotten one.
        forgotten = self._forgotten()
        sent_now = set(new.values())
        held = {key: one.name for key, one in self._parts.items() if one.name not in sent_now}
        return Sending(held=held, keep=new, drop=forgotten)

    def _forgotten(self) -> tuple[int, ...]:
        old = [
            key for key, part in self._parts.items() if part.last_used <= self._calls - UNUSED_CALLS
        ]
        return tuple(self._parts.pop(key).name for key in old)


def _parts_of(kind: Kind, subject: object) -> Iterator[tuple[str, object]]:
    if kind == "note" and isinstance(subject, NoteView):
        yield from _of_note(subject, "")
    if kind == "week" and isinstance(subject, WeekView):
        yield "findings", subject.findings
        yield "comparison", subject.comparison
        for where in ("notes", "earlier"):
            for number, note in enumerate(getattr(subject, where)):
                yield from _of_note(note, f"{where}.{number}.")


def _of_note(note: NoteView, before: str) -> Iterator[tuple[str, object]]:
    for name in OF_A_NOTE:
        value = getattr(note, name)
        if not isinstance(value, Missing):
            yield f"{before}{name}", value
