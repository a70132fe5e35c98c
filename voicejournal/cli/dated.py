"""A folder of recordings, and when each was made."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from voicejournal.errors import VoiceJournalError

SOUNDS: tuple[str, ...] = (
    *(".aac", ".aif", ".aiff", ".flac", ".m4a", ".mka", ".mp3", ".mp4"),
    *(".oga", ".ogg", ".opus", ".wav", ".webm", ".wma"),
)
TABLE = "notes.csv"
NOON = time(12)
"""When a note was made of which only the day is known (assumed)."""
IN_NAME = re.compile(
    r"(?<!\d)(?P<day>\d{4}-\d{2}-\d{2}|\d{8})"
    r"(?:[T_ -]?(?P<h>\d{2})[-:.h_]?(?P<m>\d{2})(?:[-:._]?(?P<s>\d{2}))?)?(?!\d)"
)
"""2026-03-02, 2026-03-02T21-30, 2026-03-02_2130, 2026-03-02 21.30.15, with anything around it."""


class FolderError(VoiceJournalError):
    """There is no recording in this folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedFile:
    """A recording with the moment at which it was made."""

    file: Path
    recorded_at: datetime
    """Aware, UTC."""
    guessed: bool = False
    """Read from when the file was last changed: a copy may have moved it."""


def dated_files(folder: Path, zone: str) -> tuple[DatedFile, ...]:
    """Return the recordings of a folder, oldest first.

    Their moments come from `notes.csv` (columns `file` and `recorded_at`) where it names them,
    else from their names, else from when they were last changed.

    Raises:
        FolderError: There is none, or the table cannot be read.
    """
    told = _table(folder / TABLE, ZoneInfo(zone))
    files = {one.name: one for one in folder.iterdir() if one.suffix.lower() in SOUNDS}
    absent = sorted(told.keys() - files.keys())
    if absent:
        reason = f"{TABLE} names recordings that are not in the folder, such as {absent[0]}."
        raise FolderError(reason, fix="Put them there, or take their lines out.")
    if not files:
        fix = f"Recordings end in {', '.join(SOUNDS)}."
        raise FolderError(fix=fix)
    dated = (_dated(one, told, ZoneInfo(zone)) for one in files.values())
    return tuple(sorted(dated, key=lambda one: (one.recorded_at, one.file.name)))


def _dated(file: Path, told: Mapping[str, datetime], zone: ZoneInfo) -> DatedFile:
    known = told.get(file.name) or _from_name(file.stem, zone)
    if known is not None:
        return DatedFile(file=file, recorded_at=known)
    changed = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    return DatedFile(file=file, recorded_at=changed, guessed=True)


def _from_name(stem: str, zone: ZoneInfo) -> datetime | None:
    found = IN_NAME.search(stem)
    if found is None:
        return None
    try:
        day = datetime.fromisoformat(found["day"]).date()
        hour = time(int(found["h"]), int(found["m"]), int(found["s"] or 0)) if found["h"] else NOON
    except ValueError:
        return None
    return datetime.combine(day, hour, zone).astimezone(UTC)


def _table(path: Path, zone: ZoneInfo) -> Mapping[str, datetime]:
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return dict(_rows(csv.DictReader(lines), zone))


def _rows(lines: "csv.DictReader[str]", zone: ZoneInfo) -> Iterator[tuple[str, datetime]]:
    for number, row in enumerate(lines, start=2):
        try:
            at = datetime.fromisoformat(row["recorded_at"].strip())
            name = row["file"].strip()
        except (KeyError, AttributeError, ValueError) as error:
            reason = f"Line {number} of {TABLE} cannot be read."
            fix = "It has the columns file and recorded_at, such as 2026-03-02T21:30."
            raise FolderError(reason, fix=fix) from error
        yield name, (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)
