"""The blueprint of a patient's own notes, its rules, and what its pages share."""

from dataclasses import dataclass

from flask import Blueprint, request

from voicejournal.errors import NotFoundError
from voicejournal.model.note import NoteDetail, NoteId
from voicejournal.model.transcript import Transcript, Word
from voicejournal.views.gate import Rule
from voicejournal.views.held import journal
from voicejournal.views.reading import lines

own = Blueprint("own", __name__)

CHANGE = Rule("change_note", of="note", drawn_for="patient")
LOOK_BACK = Rule("read_note", of="self", drawn_for="patient")


@dataclass(frozen=True, slots=True)
class Placed:
    """A word with its place in the transcript."""

    at: int
    word: Word


def words_of(note_id: str) -> tuple[NoteDetail, tuple[Word, ...]]:
    """Return a note and its words.

    Raises:
        NotFoundError: It was typed, or its words are not written down.
    """
    detail = journal().note(NoteId(note_id))
    if not isinstance(detail.transcript, Transcript) or not detail.transcript.words:
        raise NotFoundError
    return detail, detail.transcript.words


def placed(words: tuple[Word, ...]) -> tuple[tuple[Placed, ...], ...]:
    """Lay words out as lines to choose from."""
    at = 0
    laid = []
    for line in lines(words, ()):
        spoken = [piece for piece in line.pieces if isinstance(piece, Word)]
        laid.append(tuple(Placed(at + place, word) for place, word in enumerate(spoken)))
        at += len(spoken)
    return tuple(laid)


def seen() -> int:
    """Return how often the note had been changed when the page was drawn that a form came from.

    Raises:
        NotFoundError: The form does not say.
    """
    told = request.form.get("seen", "")
    if not told.isdecimal():
        raise NotFoundError
    return int(told)
