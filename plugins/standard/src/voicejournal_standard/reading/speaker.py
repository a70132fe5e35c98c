"""Who says a word, where voices were told apart."""

from collections.abc import Iterable

from voicejournal import NoteView, Span, SpeakerTurns, Word


def is_patients(note: NoteView, word: Word) -> bool:
    """Tell whether a word may be taken for the patient's own.

    Where nobody told voices apart, every word is. Where somebody did, a word in the middle of
    another voice's turn is not; nor is any word while it is not known which voice is the
    patient's.
    """
    if not isinstance(note.turns, SpeakerTurns):
        return True
    return note.turns.is_patients(Span(word.start, max(word.start, word.end)))


def all_patients(note: NoteView, words: Iterable[Word]) -> bool:
    """Tell whether every one of some words may be taken for the patient's own."""
    return all(is_patients(note, word) for word in words)
