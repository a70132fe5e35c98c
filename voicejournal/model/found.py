"""What somebody finds who looks for words in notes of their own."""

from dataclasses import dataclass

from voicejournal.model.note import NoteCard
from voicejournal.model.transcript import Transcript
from voicejournal.model.typed import Typed
from voicejournal.model.units import Missing, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The words of one note, spoken or typed."""

    card: NoteCard
    transcript: Transcript | Missing
    typed: Typed | Missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One place at which the words stand."""

    card: NoteCard
    before: str
    """A few words that stand before it."""
    words: str
    after: str
    span: Span | None = None
    """Where to listen; None in a typed note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found, newest note first."""

    hits: tuple[Hit, ...] = ()
    more: bool = False
    """There are more places than are shown."""
    older: bool = False
    """There are older notes that were not looked through."""
