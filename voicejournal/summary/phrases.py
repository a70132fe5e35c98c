"""What the page says about each measure: `phrases.toml`, filled with numbers."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from voicejournal.model.change import Direction, Domain
from voicejournal.model.text import NO_BREAK, Text, amount, number, typeset

MOST_DIGITS = 3

Write = Callable[[float, int], Text]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Everything the page says about one measure."""

    measure: str
    domain: Domain
    story: str
    """Two measures of one story say the same thing twice: the page keeps one."""
    title: Text
    up: Text
    down: Text
    plain: Text
    beside: Text
    same: Text
    write: Write
    repeat: Write
    """How the usual is written after the value: a unit in words is not said twice."""
    digits: int

    def changed(self, direction: Direction, value: float, usual: float) -> Text:
        """Write the sentence of a change, with digits enough to tell the numbers apart."""
        said = self.up if direction == "up" else self.down
        for digits in range(self.digits, MOST_DIGITS):
            if self.write(value, digits) != self.write(usual, digits):
                break
        else:
            digits = MOST_DIGITS
        return said.fill(value=self.write(value, digits), usual=self.repeat(usual, digits))

    def this_week(self, value: float, usual: float | None) -> Text:
        """Write the sentence of a week, beside the usual where it is known."""
        written = self.write(value, self.digits)
        if usual is None:
            return self.plain.fill(value=written)
        said = self.same if written == self.write(usual, self.digits) else self.beside
        return said.fill(value=written, usual=self.repeat(usual, self.digits))


def _seconds(value: float, digits: int) -> Text:
    return _with_unit(number(value, digits), "s")


def _decibels(value: float, digits: int) -> Text:
    return _with_unit(number(value, digits), "dB")


def _percent(value: float, digits: int) -> Text:
    written = number(100 * value, digits)
    return Text(en=f"{written.en}%", fr=f"{written.fr}{NO_BREAK}%")


def _semitones(value: float, digits: int) -> Text:
    one, many = Text("semitone", "demi-ton"), Text("semitones", "demi-tons")
    return amount(value, digits, one=one, many=many)


def _syllables(value: float, digits: int) -> Text:
    one = Text("syllable a second", "syllabe par seconde")
    many = Text("syllables a second", "syllabes par seconde")
    return amount(value, digits, one=one, many=many)


def _times(value: float, digits: int) -> Text:
    one, many = Text("time a minute", "fois par minute"), Text("times a minute", "fois par minute")
    return amount(value, digits, one=one, many=many)


def _with_unit(written: Text, unit: str) -> Text:
    return Text(en=f"{written.en}{NO_BREAK}{unit}", fr=f"{written.fr}{NO_BREAK}{unit}")


WRITES: Mapping[str, Write] = {
    "count": number,
    "decibels": _decibels,
    "percent": _percent,
    "seconds": _seconds,
    "semitones": _semitones,
    "syllables": _syllables,
    "times": _times,
}
REPEATS: Mapping[str, Write] = {
    "decibels": _decibels,
    "percent": _percent,
    "seconds": _seconds,
}


def _phrase(row: Mapping[str, Any]) -> Phrase:
    def said(name: str, en: str, fr: str) -> Text:
        return typeset(en=row[name]["en"] + en, fr=row[name]["fr"] + fr)

    change = ": {value}, usually {usual}.", " : {value}, d’ordinaire {usual}."
    return Phrase(
        measure=row["measure"],
        domain=row["domain"],
        story=row["story"],
        title=said("title", "", ""),
        up=said("up", *change),
        down=said("down", *change),
        plain=said("plain", ".", "."),
        beside=said("plain", "; usually {usual}.", " ; d’ordinaire {usual}."),
        same=said("plain", ", as usual.", ", comme d’habitude."),
        write=WRITES[row["unit"]],
        repeat=REPEATS.get(row["unit"], number),
        digits=row["digits"],
    )


def _read() -> tuple[Phrase, ...]:
    written = files("voicejournal.summary").joinpath("phrases.toml").read_text("utf-8")
    return tuple(_phrase(row) for row in tomllib.loads(written)["measure"])


PHRASES = _read()
BY_MEASURE = {phrase.measure: phrase for phrase in PHRASES}
