"""Which kept words stand around a moment of a note."""

from collections.abc import Sequence

from voicejournal import NoteView, Span, Transcript, Word, join_words

CONTEXT_WORDS = 4
"""Words shown on either side of a silence."""


def kept_words(note: NoteView) -> tuple[Word, ...]:
    """Return the words that may be quoted; none where there is no transcript."""
    return note.transcript.kept_words if isinstance(note.transcript, Transcript) else ()


def split_at(pause: Span, words: Sequence[Word]) -> tuple[Sequence[Word], Sequence[Word]]:
    """Part words into those before and those after a silence.

    Recognisers stretch a word over the silence that follows it, so the end of a word proves
    nothing: where it starts does.
    """
    middle = (pause.start + pause.end) / 2
    before = [word for word in words if word.start < middle]
    return before, words[len(before) :]


def words_before(pause: Span, words: Sequence[Word]) -> str:
    """Return the last few words before a silence."""
    return join_words(split_at(pause, words)[0][-CONTEXT_WORDS:])


def words_after(pause: Span, words: Sequence[Word]) -> str:
    """Return the first few words after a silence."""
    return join_words(split_at(pause, words)[1][:CONTEXT_WORDS])


def inside(span: Span, note: NoteView) -> Span:
    """Return the span cut to the sound of the note."""
    return Span(min(span.start, note.duration), min(span.end, note.duration))


def span_of(words: Sequence[Word], note: NoteView) -> Span:
    """Return where a run of words can be heard."""
    return inside(Span(words[0].start, max(words[0].start, words[-1].end)), note)
