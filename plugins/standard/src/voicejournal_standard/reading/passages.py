"""The sentences of a note as analyzers read them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from voicejournal import NoteView, Span, Transcript, VoiceMeasures, Word, join_words
from voicejournal_standard.reading.around import span_of
from voicejournal_standard.reading.patterns import Script, script_of
from voicejournal_standard.reading.sentences import sentences
from voicejournal_standard.reading.speaker import is_patients
from voicejournal_standard.reading.tokens import Token, tokens_of

LONGEST_SHOWN = 32
"""Words of a sentence that is shown whole."""
AROUND = 12
"""Words shown on either side of a place in a longer one."""


@dataclass(frozen=True)
class Passage:
    """Words that stand beside each other in a transcript, and belong to one sentence."""

    note: NoteView
    words: tuple[Word, ...]

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its words as a lexicon sees them."""
        return tokens_of(self.words, self.note.language)

    @cached_property
    def script(self) -> Script:
        """Its words as patterns see them."""
        return script_of(self.words, self.note.language)

    @property
    def quote(self) -> str:
        """Its words as they were said."""
        return join_words(self.words)

    @property
    def span(self) -> Span:
        """Where it can be heard."""
        return span_of(self.words, self.note)

    @property
    def quotable(self) -> bool:
        """Whether every word was kept and is the patient's."""
        return all(_own(self.note, word) for word in self.words)

    def shown(self, first: int, end: int) -> "Passage":
        """Return the whole sentence; of an endless one, the words around a place."""
        if len(self.words) <= LONGEST_SHOWN:
            return self
        return self.near(first, end, AROUND)

    def near(self, first: int, end: int, around: int) -> "Passage":
        """Return the words from `first` to before `end`, with some of those around them."""
        return Passage(self.note, self.words[max(first - around, 0) : end + around])


def all_passages(note: NoteView) -> tuple[Passage, ...]:
    """Return every recognised sentence, quarantined words and other voices included."""
    if not isinstance(note.transcript, Transcript):
        return ()
    return tuple(Passage(note, one) for one in _sentences(note, note.transcript.words))


def own_passages(note: NoteView) -> tuple[Passage, ...]:
    """Return what the patient said in words that were kept.

    A word that was not kept, or that another voice said, parts a sentence in two: nothing is
    read, or quoted, across it.
    """
    return tuple(
        Passage(note, run) for one in all_passages(note) for run in _own_runs(note, one.words)
    )


def _sentences(note: NoteView, words: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    pauses = note.voice.pauses if isinstance(note.voice, VoiceMeasures) else ()
    return sentences(words, pauses)


def _own_runs(note: NoteView, words: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    for own, run in groupby(words, lambda word: _own(note, word)):
        if own:
            yield tuple(run)


def _own(note: NoteView, word: Word) -> bool:
    return word.kept and is_patients(note, word)
