"""What the service says, in every language that it speaks."""

import re
from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "fr"]
LANGUAGES: tuple[Language, ...] = ("en", "fr")

NO_BREAK = "\u00a0"
NARROW_NO_BREAK = "\u202f"
FRENCH_MANY = 2


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence of ours in English and in French; both are always there."""

    en: str
    fr: str

    def in_language(self, language: str) -> str:
        """Return the wording in `language`, English where we do not speak it."""
        return self.fr if language.startswith("fr") else self.en

    def fill(self, **parts: "Text") -> "Text":
        """Return the sentence with its `{places}` filled, each part in its own language."""
        return Text(
            en=self.en.format(**{name: part.en for name, part in parts.items()}),
            fr=self.fr.format(**{name: part.fr for name, part in parts.items()}),
        )


def verbatim(words: str) -> Text:
    """Wrap somebody's own words, which are never translated."""
    return Text(en=words, fr=words)


def typeset(*, en: str, fr: str) -> Text:
    """Make a sentence of ours; `~` is a space that no line breaks at.

    French punctuation gets the spaces that it wants, so that a source line stays readable.
    Words of a person are filled in afterwards and stay as they were said.
    """
    fr = re.sub(r" (?=[;?!])", NARROW_NO_BREAK, fr)
    fr = re.sub(r" (?=[:»%])|(?<=«) ", NO_BREAK, fr)
    return Text(en=en.replace("~", NO_BREAK), fr=fr.replace("~", NO_BREAK))


def number(value: float, digits: int = 0) -> Text:
    """Write a number with so many decimals, with each language's decimal mark."""
    written = f"{value:.{digits}f}".replace("-", "−")
    if not re.search(r"[1-9]", written):
        written = written.removeprefix("−")
    return Text(en=written, fr=written.replace(".", ","))


def quoted(words: str) -> Text:
    """Put somebody's own words between the quotation marks of each language."""
    return Text(en=f"“{words}”", fr=f"«{NO_BREAK}{words}{NO_BREAK}»")


def amount(value: float, digits: int, *, one: Text, many: Text) -> Text:
    """Write a number with what it counts: French says `many` from two, English from all but one."""
    shown = abs(round(value, digits))
    written = number(value, digits)
    unit = Text(
        en=one.en if shown == 1 else many.en, fr=many.fr if shown >= FRENCH_MANY else one.fr
    )
    return Text(en=f"{written.en} {unit.en}", fr=f"{written.fr}{NO_BREAK}{unit.fr}")
