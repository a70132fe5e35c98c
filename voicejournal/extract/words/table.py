"""The measures of words and sound together, in the order in which they are shown."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from voicejournal.extract.words import measures
from voicejournal.extract.words.measures import Take
from voicejournal.model.text import Text, typeset
from voicejournal.model.voice import Conditions, MeasureInfo


@dataclass(frozen=True, slots=True)
class WordMeasure:
    """A measure taken from words and sound together."""

    info: MeasureInfo
    take: Take
    needs_agreement: bool
    """Uncertain where syllables heard and written part."""


TAKES: Mapping[str, Take] = {
    "words_per_minute": measures.words_per_minute,
    "speech_rate_text": measures.speech_rate,
    "articulation_rate_text": measures.articulation_rate,
    "syllable_agreement": measures.syllable_agreement,
    "words_per_run": measures.words_per_run,
    "pause_inside_clause_share": measures.pause_inside_clause_share,
    "pause_before_content_share": measures.pause_before_content_share,
}


def _read() -> tuple[WordMeasure, ...]:
    """Join each measure with its entry in `measures.toml`, in the table's order."""
    written = files("voicejournal.extract.words").joinpath("measures.toml").read_text("utf-8")
    table = tomllib.loads(written)
    common = {key: table.pop(key) for key in tuple(table) if key not in TAKES}
    entries: dict[str, dict[str, Any]] = {name: {**common, **table[name]} for name in table}
    return tuple(
        WordMeasure(
            info=_info(name, entry),
            take=TAKES[name],
            needs_agreement=entry["needs_agreement"],
        )
        for name, entry in entries.items()
    )


def _info(name: str, entry: Mapping[str, Any]) -> MeasureInfo:
    typical = entry.get("typical")
    return MeasureInfo(
        name=name,
        unit=entry["unit"],
        title=Text(**entry["title"]),
        definition=entry["definition"],
        source=entry["source"],
        typical=None if typical is None else (typical[0], typical[1]),
        limits=typeset(**entry["limits"]),
        sure_from=Conditions(**entry["sure_from"]),
    )


MEASURES = _read()
INFOS = tuple(one.info for one in MEASURES)
