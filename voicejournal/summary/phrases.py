"""What the page says about each measure: `phrases*.toml`, filled with numbers."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from voicejournal.model.change import Direction, Domain, Stretch
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

    def changed(
        self,
        direction: Direction,
        value: float,
        usual: float,
        *,
        span: Stretch = "week",
        standing: bool = False,
    ) -> Text:
        """Write the sentence of a change, with digits enough to tell the numbers apart.

        Args:
            direction: Where to.
            value: Of the span.
            usual: This person's own.
            span: What was held against the usual.
            standing: It was told in an earlier week.
        """
        said = self.up if direction == "up" else self.down
        for digits in range(self.digits, MOST_DIGITS):
            if self.write(value, digits) != self.write(usual, digits):
                break
        else:
            digits = MOST_DIGITS
        frame = FRAMES[span, standing]
        return frame.fill(
            said=said if frame is FRAMES["week", False] else _inside(said),
            value=self.write(value, digits),
            usual=self.repeat(usual, digits),
        )

    def this_week(self, value: float, usual: float | None) -> Text:
        """Write the sentence of a week, beside the usual where it is known."""
        written = self.write(value, self.digits)
        if usual is None:
            return self.plain.fill(value=written)
        said = self.same if written == self.write(usual, self.digits) else self.beside
        return said.fill(value=written, usual=self.repeat(usual, self.digits))


FRAMES: Mapping[tuple[Stretch, bool], Text] = {
    ("week", False): typeset(
        en="{said}: {value}, usually {usual}.", fr="{said} : {value}, d’ordinaire {usual}."
    ),
    ("week", True): typeset(
        en="Still: {said} ({value}, usually {usual}).",
        fr="Toujours : {said} ({value}, d’ordinaire {usual}).",
    ),
    ("four weeks", False): typeset(
        en="Over four weeks, {said}: {value}, usually {usual}.",
        fr="Sur quatre semaines, {said} : {value}, d’ordinaire {usual}.",
    ),
    ("four weeks", True): typeset(
        en="Still, over four weeks: {said} ({value}, usually {usual}).",
        fr="Toujours, sur quatre semaines : {said} ({value}, d’ordinaire {usual}).",
    ),
}


def _inside(said: Text) -> Text:
    """Write a sentence's beginning as it stands inside another."""
    return Text(en=said.en[0].lower() + said.en[1:], fr=said.fr[0].lower() + said.fr[1:])


def _seconds(value: float, digits: int) -> Text:
    return _with_unit(number(value, digits), "s")


def _decibels(value: float, digits: int) -> Text:
    return _with_unit(number(value, digits), "dB")


def _percent(value: float, digits: int) -> Text:
    written = number(100 * value, digits)
    return Text(en=f"{written.en}%", fr=f"{written.fr}{NO_BREAK}%")


def _percentage(value: float, digits: int) -> Text:
    return _percent(value / 100, digits)


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
    "percentage": _percentage,
    "seconds": _seconds,
    "semitones": _semitones,
    "syllables": _syllables,
    "times": _times,
}
REPEATS: Mapping[str, Write] = {
    "decibels": _decibels,
    "percent": _percent,
    "percentage": _percentage,
    "seconds": _seconds,
}


def _phrase(row: Mapping[str, Any]) -> Phrase:
    def said(name: str, en: str = "", fr: str = "") -> Text:
        return typeset(en=row[name]["en"] + en, fr=row[name]["fr"] + fr)

    return Phrase(
        measure=row["measure"],
        domain=row["domain"],
        story=row["story"],
        title=said("title"),
        up=said("up"),
        down=said("down"),
        plain=said("plain", ".", "."),
        beside=said("plain", "; usually {usual}.", " ; d’ordinaire {usual}."),
        same=said("plain", ", as usual.", ", comme d’habitude."),
        write=WRITES[row["unit"]],
        repeat=REPEATS.get(row["unit"], number),
        digits=row["digits"],
    )


def _read(file: str) -> tuple[Phrase, ...]:
    written = files("voicejournal.summary").joinpath(file).read_text("utf-8")
    return tuple(_phrase(row) for row in tomllib.loads(written)["measure"])


PHRASES = (*_read("phrases.toml"), *_read("phrases_words.toml"))
BY_MEASURE = {phrase.measure: phrase for phrase in PHRASES}
