"""A note without a voice: words that were typed, on a day on which nobody wished to speak."""

from dataclasses import dataclass

LONGEST_TYPED = 20_000
"""Characters: some ten pages (assumed)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What somebody typed, as they typed it.

    It has no sound, so nothing is measured in it and no analyzer reads it: a finding rests on
    a moment that can be heard, and here there is none. People read it.
    """

    text: str
    language: str
    """In which the page was, which is in all likelihood the text's."""
