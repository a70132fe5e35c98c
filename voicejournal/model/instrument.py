"""Instruments: what a check-in asks, and the rule by which its answers become a score."""

from collections.abc import Mapping
from dataclasses import dataclass

from voicejournal.model.checkin import Reply
from voicejournal.model.text import LANGUAGES, Text
from voicejournal.model.units import Missing

LEFT_OUT = Missing("items were left out")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer that can be given."""

    value: int
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One question."""

    name: str
    """Its LOINC code, or our own name."""
    text: Text
    choices: tuple[Choice, ...]
    opens_help_from: int | None = None
    """An answer of this value or more leads to the page of help, whatever the score."""

    def opens_help(self, value: int) -> bool:
        """Tell whether an answer leads to the page of help."""
        return self.opens_help_from is not None and value >= self.opens_help_from


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A range of scores that the publication of an instrument tells apart; both ends count."""

    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A questionnaire or rating: its score is the sum of its answers."""

    name: str
    """E.g. `phq-9`, `mood`."""
    version: str
    title: Text
    instruction: Text
    items: tuple[Item, ...]
    bands: tuple[Band, ...] = ()
    change_that_matters: float | None = None
    """Published difference in points that is more than chance."""
    higher_is_better: bool = False
    multiplier: int = 1
    """What the sum of the answers is multiplied with: 4 for the WHO-5, from 0 to 100."""
    languages: tuple[str, ...] = LANGUAGES
    """Languages whose wording is there; nobody is asked in another one."""
    notice: str = ""
    """Who made it, and that it may be shown."""

    @property
    def highest(self) -> int:
        """The highest score; the lowest is 0."""
        most = sum(max(choice.value for choice in item.choices) for item in self.items)
        return most * self.multiplier

    def replies(self, answers: Mapping[str, str]) -> tuple[Reply, ...]:
        """Return the answers that fit an item, in the order of the items; others are left out."""
        return tuple(
            Reply(item=item.name, value=choice.value)
            for item in self.items
            for choice in item.choices
            if answers.get(item.name) == str(choice.value)
        )

    def score(self, replies: tuple[Reply, ...]) -> float | Missing:
        """Return the sum of the answers, multiplied; `Missing` where an item was left out."""
        values = {one.item: one.value for one in replies}
        if values.keys() != {item.name for item in self.items}:
            return LEFT_OUT
        return float(sum(values.values()) * self.multiplier)

    def band(self, score: float) -> Band | None:
        """Return the published range that a score lies in."""
        return next((one for one in self.bands if one.low <= score <= one.high), None)

    def opens_help(self, replies: tuple[Reply, ...]) -> bool:
        """Tell whether an answer leads to the page of help."""
        values = {one.item: one.value for one in replies}
        return any(item.opens_help(values.get(item.name, 0)) for item in self.items)
