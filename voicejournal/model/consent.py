"""The ledger of consent: what a patient was shown, what the answer was, what was removed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NewType

from voicejournal.model.note import AccountId
from voicejournal.model.purpose import Purpose
from voicejournal.model.text import Text

Decision = Literal["granted", "refused", "withdrawn", "carried", "removed"]
"""`carried`: it went on before the patient was asked. `removed`: what a withdrawal took away."""

LineId = NewType("LineId", int)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentLine:
    """One row of the ledger: appended, never changed."""

    number: LineId
    """From 1, counted for each patient."""
    purpose: Purpose
    decision: Decision
    version: int
    """Of the text that was shown; 0: none was."""
    language: str
    """In which it was shown."""
    at: datetime
    """Aware, UTC."""
    by: AccountId
    removed: tuple[tuple[str, int], ...] = ()
    """The receipt of a withdrawal: what was taken away, and how many of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PurposeText:
    """What a patient reads about one purpose, in one version."""

    purpose: Purpose
    version: int
    title: Text
    what: Text
    """What is done, and who sees it."""
    without: Text
    """What does not work without it."""
    removes: Text
    """What is removed at once when it is taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """One purpose as its page shows it."""

    text: PurposeText
    line: ConsentLine | None
    """The answer in force; None: not answered yet."""

    @property
    def granted(self) -> bool:
        """Whether it is allowed now."""
        return self.line is not None and self.line.decision in {"granted", "carried"}

    @property
    def to_answer(self) -> bool:
        """Whether the patient is to be asked: never was, or only about an earlier text."""
        if self.line is None or self.line.decision == "carried":
            return True
        return self.line.version < self.text.version
