"""The words of a note as lines to read, with the silences between them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from voicejournal.model.transcript import Word
from voicejournal.model.units import Span

NEW_LINE_PAUSE_S = 1.2
"""A silence of so long ends a line, as a full stop after enough words does."""
_WORDS_BEFORE_STOP = 8
_STOPS = (".", "!", "?", "…")
_UNITS_PER_SECOND = 14.0
_SHORTEST_MARK, _LONGEST_MARK = 6.0, 140.0


@dataclass(frozen=True, slots=True)
class Rest:
    """A silence in the line of words."""

    span: Span

    @property
    def width(self) -> float:
        """Length of the mark: it grows with the silence."""
        wanted = self.span.duration * _UNITS_PER_SECOND
        return round(min(max(wanted, _SHORTEST_MARK), _LONGEST_MARK), 1)


@dataclass(frozen=True, slots=True)
class Cut:
    """A passage that the one who spoke took out."""

    span: Span


@dataclass(frozen=True, slots=True)
class Other:
    """A stretch in which another voice speaks: what it says is not shown."""

    span: Span
    is_other: bool = True
    """Tells it from the other pieces in a template."""


Piece = Word | Rest | Cut | Other


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of words and silences that is read together."""

    pieces: tuple[Piece, ...]

    @property
    def start(self) -> float:
        """Second at which the line begins."""
        return self.pieces[0].span.start


def lines(
    words: Sequence[Word],
    pauses: Sequence[Span],
    struck: Sequence[Span] = (),
    others: Sequence[Span] = (),
) -> tuple[Line, ...]:
    """Lay out words, pauses, other voices and what was struck in the order of hearing.

    A recogniser stretches a word over the silence beside it, so a pause stands before the
    first word that starts after the middle of the silence.
    """
    between: list[Rest | Cut | Other] = [
        *map(Rest, pauses),
        *map(Cut, struck),
        *map(Other, others),
    ]
    own = [word for word in words if word.doubt != "other_voice"]
    return tuple(Line(tuple(pieces)) for pieces in _broken(_merged(own, between)))


def _merged(words: Sequence[Word], between: Sequence[Rest | Cut | Other]) -> Iterable[Piece]:
    waiting = sorted(between, key=lambda one: one.span.start)
    for word in sorted(words, key=lambda one: one.start):
        while waiting and (waiting[0].span.start + waiting[0].span.end) / 2 <= word.start:
            yield waiting.pop(0)
        yield word
    yield from waiting


def _broken(pieces: Iterable[Piece]) -> Iterable[list[Piece]]:
    line: list[Piece] = []
    spoken = 0
    for piece in pieces:
        line.append(piece)
        spoken += isinstance(piece, Word)
        if spoken and not isinstance(piece, Cut | Other) and _ends(piece, spoken):
            yield line
            line, spoken = [], 0
    if line:
        yield line


def _ends(piece: Word | Rest, spoken: int) -> bool:
    if isinstance(piece, Rest):
        return piece.span.duration >= NEW_LINE_PAUSE_S
    return spoken >= _WORDS_BEFORE_STOP and piece.text.endswith(_STOPS)
