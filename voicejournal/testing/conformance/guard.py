"""A note that refuses to be read where its reader declared nothing."""

from dataclasses import fields
from typing import Any, get_args

from voicejournal.errors import PluginError
from voicejournal.model.finding import AnalyzerInfo, Need
from voicejournal.model.note import NoteView

NEEDS: frozenset[str] = frozenset(get_args(Need))


class UndeclaredReadError(PluginError):
    """An analyzer reads a part of the note that it does not declare."""


class GuardedNote(NoteView):
    """A note that remembers which of its parts were read, and refuses those not declared."""

    __slots__ = ("_declared", "_read")
    _declared: frozenset[str]
    _read: set[str]

    def __getattribute__(self, name: str) -> Any:
        """Hand out a part of the note, or refuse it."""
        if name in NEEDS:
            object.__getattribute__(self, "_read").add(name)
            if name not in object.__getattribute__(self, "_declared"):
                msg = f"it reads what it did not declare: {name}"
                raise UndeclaredReadError(msg)
        return object.__getattribute__(self, name)


def guarded(note: NoteView, info: AnalyzerInfo, read: set[str]) -> GuardedNote:
    """Return the note for the eyes of one analyzer.

    Args:
        note: The note, whole.
        info: What the analyzer declares.
        read: The parts that were read are written into it, refused or not; several notes may
            share it.
    """
    parts = {field.name: getattr(note, field.name) for field in fields(NoteView)}
    made = GuardedNote(**parts)
    object.__setattr__(made, "_declared", frozenset(info.needs | info.uses))
    object.__setattr__(made, "_read", read)
    return made
