"""The measures of a patient's notes as one table: a row a note, units in the header."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from zoneinfo import ZoneInfo

from voicejournal.model.note import NoteView
from voicejournal.model.units import Missing
from voicejournal.model.voice import Measure

SIGNIFICANT = 6
"""Digits of a number: more than any measure carries."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A spreadsheet reads a cell that begins so as a formula (OWASP, "CSV Injection")."""
ABOUT = ("note", "recorded_at", "zone", "language", "device", "duration [s]", "speech [s]")
QUALITY = ("caveats", "uncertain", "missing", "method")


def measures_csv(notes: Iterable[NoteView]) -> str:
    """Write one row a note, oldest first.

    A number that could not be had leaves its cell empty, and the reason stands in the column
    `missing`; one that the recording hardly bears is named in the column `uncertain`.
    """
    rows = sorted(notes, key=lambda one: (one.recorded_at, one.note_id))
    columns = tuple(_columns(rows))
    headers = [f"{name} [{unit}]" if unit else name for name, unit in columns]
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\r\n")  # RFC 4180
    table.writerow([safe_cell(one) for one in (*ABOUT, *headers, *QUALITY)])
    for note in rows:
        table.writerow(_row(note, [name for name, _ in columns]))
    return written.getvalue()


def _columns(notes: Sequence[NoteView]) -> Iterator[tuple[str, str]]:
    """Yield every measure of any note with its unit, in the order in which they are first met."""
    seen: dict[str, str] = {}
    for note in notes:
        for one in _measures(note):
            if not seen.get(one.name):
                seen[one.name] = one.unit
    yield from seen.items()


def _row(note: NoteView, names: Sequence[str]) -> list[str]:
    measures = {one.name: one for one in _measures(note)}
    voice = note.voice
    return [
        safe_cell(note.note_id),
        note.recorded_at.astimezone(ZoneInfo(note.zone)).isoformat(timespec="seconds"),
        safe_cell(note.zone),
        safe_cell(note.language),
        safe_cell(note.device.device_key),
        _number(note.duration),
        "" if isinstance(voice, Missing) else _number(voice.speech_seconds),
        *(_value(measures.get(name)) for name in names),
        "" if isinstance(voice, Missing) else safe_cell(" ".join(voice.caveats)),
        safe_cell(" ".join(one.name for one in measures.values() if one.quality == "uncertain")),
        safe_cell("; ".join(_reasons(note))),
        "" if isinstance(voice, Missing) else safe_cell(voice.version),
    ]


def _measures(note: NoteView) -> tuple[Measure, ...]:
    return () if isinstance(note.voice, Missing) else note.voice.measures


def _reasons(note: NoteView) -> Iterator[str]:
    if isinstance(note.voice, Missing):
        yield f"voice: {note.voice.reason}"
    for one in _measures(note):
        if isinstance(one.value, Missing):
            yield f"{one.name}: {one.value.reason}"


def _value(measure: Measure | None) -> str:
    if measure is None or isinstance(measure.value, Missing):
        return ""
    return _number(measure.value)


def _number(value: float) -> str:
    return f"{value:.{SIGNIFICANT}g}"


def safe_cell(text: str) -> str:
    """Write text so that no spreadsheet takes it for a formula; numbers of ours need no guard."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
