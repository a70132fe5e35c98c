"""Reads a FHIR R4 `Questionnaire` as an instrument, and refuses what it could not score.

French stands in the standard `translation` extension, values in `ordinalValue`. What R4 has no
place for (bands, the change that matters, answers that open help) stands in extensions of ours.
A questionnaire without French is read too: people who read French are not asked it.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

import structlog

from voicejournal.errors import VoiceJournalError
from voicejournal.model.instrument import Band, Choice, Instrument, Item
from voicejournal.model.text import LANGUAGES, Text, verbatim

FHIR = "http://hl7.org/fhir/StructureDefinition/"
OURS = "urn:voicejournal:instrument:"
SHIPPED = ("mood", "phq-9", "gad-7", "who-5")
"""In the order in which they are offered."""

MISFIT = "A questionnaire lacks a field, or holds a wrong one."
NAMES = "Each item of a questionnaire needs its own name and answers."
VALUES = "The answers to an item count up from 0."
HALF = "A questionnaire is wholly in French, or not at all."
BANDS = "Bands cover every score once, lowest first."

log = structlog.get_logger()

Told = Mapping[str, Any]
T = TypeVar("T")


class InstrumentError(VoiceJournalError):
    """A questionnaire cannot be read as an instrument."""


@cache
def instruments() -> tuple[Instrument, ...]:
    """Return the instruments that come with the service."""
    folder = files("voicejournal.instruments")
    return tuple(
        read_instrument(json.loads((folder / f"{name}.json").read_text(encoding="utf-8")))
        for name in SHIPPED
    )


def offered(folder: Path) -> tuple[Instrument, ...]:
    """Return those, and a practice's own in `folder`; one of the same name takes its place.

    A file that cannot be scored is left out, and named in the log.
    """
    own = {one.name: one for path in sorted(folder.glob("*.json")) for one in _own(path)}
    shipped = (own.pop(one.name, one) for one in instruments())
    return (*shipped, *own.values())


def _own(path: Path) -> Iterator[Instrument]:
    try:
        yield read_instrument(json.loads(path.read_text(encoding="utf-8")))
    except (InstrumentError, OSError, ValueError) as error:
        log.warning("instrument_refused", file=path.name, error=type(error).__name__)


def read_instrument(told: Told) -> Instrument:
    """Read a `Questionnaire`.

    Raises:
        InstrumentError: It lacks something, or its bands do not cover its scores.
    """
    try:
        read = _instrument(told)
    except (AttributeError, KeyError, TypeError) as error:
        raise InstrumentError(MISFIT) from error
    _check(read)
    return read


def _instrument(told: Told) -> Instrument:
    if told["resourceType"] != "Questionnaire":
        raise InstrumentError(MISFIT)
    return Instrument(
        name=told["name"],
        version=told["version"],
        title=_text(told, "title"),
        instruction=_text(told, "description"),
        items=tuple(_item(one, told) for one in told["item"]),
        bands=tuple(_band(one) for one in _extensions(told, f"{OURS}band")),
        change_that_matters=_value(told, f"{OURS}change-that-matters", "valueDecimal"),
        higher_is_better=bool(_value(told, f"{OURS}higher-is-better", "valueBoolean")),
        multiplier=_value(told, f"{OURS}multiplier", "valueInteger") or 1,
        languages=LANGUAGES if _is_in_french(told) else (told["language"],),
        notice=told.get("copyright", ""),
    )


def _item(told: Told, whole: Told) -> Item:
    return Item(
        name=told["linkId"],
        text=_text(told, "text"),
        choices=_range(told) if told["type"] == "integer" else _choices(told, whole),
        opens_help_from=_value(told, f"{OURS}opens-help-from", "valueInteger"),
    )


def _range(told: Told) -> tuple[Choice, ...]:
    low, high = (_value(told, f"{FHIR}{end}", "valueInteger") for end in ("minValue", "maxValue"))
    return tuple(Choice(value=n, text=verbatim(str(n))) for n in range(low, high + 1))


def _choices(told: Told, whole: Told) -> tuple[Choice, ...]:
    wanted = told["answerValueSet"].removeprefix("#")
    found = _first(one for one in whole["contained"] if one["id"] == wanted)
    return tuple(
        Choice(value=_value(one, f"{FHIR}ordinalValue", "valueDecimal"), text=_named(one))
        for include in found["compose"]["include"]
        for one in include["concept"]
    )


def _named(concept: Told) -> Text:
    return Text(en=concept["display"], fr=_designated(concept) or concept["display"])


def _designated(concept: Told) -> str:
    return next(
        (one["value"] for one in concept.get("designation", ()) if one["language"] == "fr"), ""
    )


def _text(told: Told, field: str) -> Text:
    return Text(en=told[field], fr=_translated(told, field) or told[field])


def _translated(told: Told, field: str) -> str:
    translations = _extensions(told.get(f"_{field}", {}), f"{FHIR}translation")
    parts = ({one["url"]: one for one in each["extension"]} for each in translations)
    french = (one["content"]["valueString"] for one in parts if one["lang"]["valueCode"] == "fr")
    return next(french, "")


def _is_in_french(told: Told) -> bool:
    concepts = (
        concept
        for one in told.get("contained", ())
        for include in one["compose"]["include"]
        for concept in include["concept"]
    )
    wordings = (
        _translated(told, "description"),
        *(_translated(item, "text") for item in told["item"]),
        *map(_designated, concepts),
    )
    if any(wordings) and not all(wordings):
        raise InstrumentError(HALF)
    return all(wordings)


def _band(told: Told) -> Band:
    ends = told["valueRange"]
    return Band(low=ends["low"]["value"], high=ends["high"]["value"])


def _extensions(told: Told, url: str) -> Iterator[Told]:
    return (one for one in told.get("extension", ()) if one["url"] == url)


def _value(told: Told, url: str, kind: str) -> Any:
    found = next(_extensions(told, url), None)
    return None if found is None else found[kind]


def _first(found: Iterator[T]) -> T:
    for one in found:
        return one
    raise KeyError


def _check(read: Instrument) -> None:
    names = [item.name for item in read.items]
    if not names or len(set(names)) < len(names) or not all(item.choices for item in read.items):
        raise InstrumentError(NAMES)
    values = [[choice.value for choice in item.choices] for item in read.items]
    if any(each != list(range(len(each))) for each in values):
        raise InstrumentError(VALUES)
    covered = [score for band in read.bands for score in range(band.low, band.high + 1)]
    if covered and covered != list(range(read.highest + 1)):
        raise InstrumentError(BANDS)
