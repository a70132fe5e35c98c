"""What a patient changed in a note of theirs: words set right, passages struck."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from voicejournal.model.transcript import Transcript, Word
from voicejournal.model.units import Span

LONGEST_CORRECTION = 80
"""Characters that may stand in the place of one recognised word (assumed)."""
SAME_WORD_S = 0.005
"""Two starts so close are one word's: they are kept to the hundredth of a second."""
EDGE_S = 0.08
"""A struck passage reaches so far into its neighbours: word times are no surer (assumed)."""
GAP_S = 0.4
"""It reaches at most so far into the silence beside it, where a breath or an ending lies
(assumed)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One recognised word set right by the one who said it."""

    start: float
    """Seconds at which the word begins: the word is known by it."""
    heard: str
    """What the recogniser wrote, which stays known."""
    said: str
    at: datetime
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendments:
    """All that a patient changed in one note."""

    corrections: tuple[Correction, ...] = ()
    """The whole history, oldest first."""
    struck: tuple[Span, ...] = ()
    """Passages whose sound is muted and whose words are gone, in order."""
    lost: tuple[Span, ...] = ()
    """Where the recorder had dropped sound, known from before the sound was rewritten."""

    def correction(self, word: Word) -> Correction | None:
        """Return the correction in force of a word, as the recogniser wrote it."""
        fitting = [one for one in self.corrections if _is_of(one, word) and not one.undone_at]
        return fitting[-1] if fitting else None

    def apply(self, transcript: Transcript) -> Transcript:
        """Return a transcript in which corrected words read as they were said."""
        if not self.corrections:
            return transcript
        return replace(transcript, words=tuple(self._set_right(one) for one in transcript.words))

    def with_correction(self, new: Correction) -> "Amendments":
        """Return the history with one more correction; what it replaces is undone."""
        before = self.without_correction(new.start, new.at)
        return replace(before, corrections=(*before.corrections, new))

    def without_correction(self, start: float, at: datetime) -> "Amendments":
        """Return the history after the correction of one word was taken back."""
        kept = tuple(
            replace(one, undone_at=at) if _begins(one, start) and one.undone_at is None else one
            for one in self.corrections
        )
        return replace(self, corrections=kept)

    def without(self, passage: Span) -> "Amendments":
        """Return the history after a passage was struck: nothing of its words is left in it."""
        kept = tuple(one for one in self.corrections if not _starts_in(one.start, passage))
        struck = sorted((*self.struck, passage), key=lambda span: span.start)
        return replace(self, corrections=kept, struck=tuple(struck))

    def _set_right(self, word: Word) -> Word:
        found = self.correction(word)
        return word if found is None else replace(word, text=found.said, heard=word.text)


NO_AMENDMENTS = Amendments()


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of words, and the seconds that go with it."""

    words: tuple[Word, ...]
    span: Span
    """A little more than the words: their times are not surer than that."""


def passage_of(words: Sequence[Word], first: int, last: int, *, duration: float) -> Passage:
    """Return the passage from one word to another, both included, in either order.

    Every word whose sound it touches in earnest goes with it.
    """
    low, high = sorted((first, last))
    chosen = words[low : high + 1]
    start = min(word.start for word in chosen)
    end = max(word.end for word in chosen)
    before = words[low - 1].end if low else 0.0
    after = words[high + 1].start if high + 1 < len(words) else duration
    span = Span(
        max(0.0, min(start - EDGE_S, max(before, start - GAP_S))),
        min(duration, max(end + EDGE_S, min(after, end + GAP_S))),
    )
    return Passage(words=tuple(chosen), span=span)


def words_outside(words: Iterable[Word], passage: Passage) -> tuple[Word, ...]:
    """Return the words that are left once a passage is struck."""
    gone = set(passage.words)
    return tuple(word for word in words if word not in gone)


def _is_of(correction: Correction, word: Word) -> bool:
    return _begins(correction, word.start) and correction.heard == word.text


def _begins(correction: Correction, start: float) -> bool:
    return abs(correction.start - start) < SAME_WORD_S


def _starts_in(start: float, passage: Span) -> bool:
    return passage.start <= start <= passage.end
