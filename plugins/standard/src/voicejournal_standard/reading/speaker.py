"""Who says a word, where voices were told apart."""

from collections.abc import Iterable

from voicejournal import PATIENT, NoteView, SpeakerTurns, Word


def is_patients(note: NoteView, word: Word) -> bool:
    """Tell whether a word may be taken for the patient's own.

    Where nobody told voices apart, every word is. Where somebody did, a word in the middle of
    another voice's turn is not; nor is any word while it is not known which voice is the
    patient's.
    """
    if not isinstance(note.turns, SpeakerTurns) or not note.turns.turns:
        return True
    speakers = {turn.speaker for turn in note.turns.turns}
    if PATIENT not in speakers:
        return len(speakers) == 1
    middle = (word.start + max(word.start, word.end)) / 2
    return all(
        turn.speaker == PATIENT or not turn.start <= middle < turn.end for turn in note.turns.turns
    )


def all_patients(note: NoteView, words: Iterable[Word]) -> bool:
    """Tell whether every one of some words may be taken for the patient's own."""
    return all(is_patients(note, word) for word in words)
