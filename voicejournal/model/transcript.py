"""The words of a note, with their times and how sure the recogniser was."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from voicejournal.model.units import Span

Doubt = Literal["", "no_speech", "no_voice", "no_room", "loop", "invention", "other_voice"]
"""Why a word is quarantined. It lies over non-speech; no voice sounds under it, and the
recogniser was unsure; it had no time to be said; it goes in circles; it is a line that
recognisers are known to invent; another voice than the patient's said it. Empty where nothing
speaks against it or an engine did not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One recognised word."""

    text: str
    """As written, punctuation included, no surrounding space."""
    start: float
    """Seconds from the beginning of the note."""
    end: float
    probability: float
    kept: bool = True
    """False: quarantined. It is shown struck, never quoted and never measured."""
    doubt: Doubt = ""
    no_speech: float = 0.0
    """The recogniser's own probability that nobody speaks where it heard the word; 0 where it
    does not say."""
    heard: str = ""
    """What the recogniser wrote, where the one who spoke set the word right; else empty."""

    @property
    def span(self) -> Span:
        """Where to listen."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """What was said, and by which engine and model it was written down."""

    engine: str
    model: str
    language: str
    language_probability: float
    words: tuple[Word, ...]

    @property
    def kept_words(self) -> tuple[Word, ...]:
        """The words that may be quoted and measured."""
        return tuple(word for word in self.words if word.kept)

    def says(self, quote: str) -> bool:
        """Tell whether `quote` stands here word for word, in words that were kept."""
        written = [part for word in self.words for part in _parts(word)]
        wanted = quote.split(" ")
        size = len(wanted)
        return any(written[at : at + size] == wanted for at in range(len(written) - size + 1))

    @property
    def text(self) -> str:
        """The kept words as running text."""
        return join_words(self.kept_words)


def _parts(word: Word) -> list[str | None]:
    """Split what one word says: set right, it may read as several."""
    return [*word.text.split(" ")] if word.kept else [None]


def join_words(words: Iterable[Word]) -> str:
    """Write words as one line of text."""
    return " ".join(word.text for word in words)
