"""What somebody else may say again of a page, and what they make of it."""

from dataclasses import dataclass

from voicejournal.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One sentence of the page that may be said in other words."""

    key: str
    """What a retold sentence cites; names nothing outside this page."""
    text: Text
    quoted: bool = False
    """The patient's own words: they can only be said again between quotation marks, whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retold:
    """One sentence in other words, as a narrator hands it over: nothing in it is believed yet."""

    text: Text
    sources: tuple[str, ...]
    """Keys of the sentences that it says again."""
