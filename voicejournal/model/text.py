"""What the service says, in every language that it speaks."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "fr"]
LANGUAGES: tuple[Language, ...] = ("en", "fr")


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence of ours in English and in French; both are always there."""

    en: str
    fr: str

    def in_language(self, language: str) -> str:
        """Return the wording in `language`, English where we do not speak it."""
        return self.fr if language.startswith("fr") else self.en


def verbatim(words: str) -> Text:
    """Wrap somebody's own words, which are never translated."""
    return Text(en=words, fr=words)
