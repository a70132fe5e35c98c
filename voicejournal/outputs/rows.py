"""Rows as a spreadsheet reads them, and moments as they were where somebody lived them."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from voicejournal.outputs.table import safe_cell


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Write a table as CSV; no cell is taken for a formula."""
    written = io.StringIO()
    sheet = csv.writer(written, lineterminator="\r\n")
    sheet.writerow(header)
    for row in rows:
        sheet.writerow([safe_cell(one) if isinstance(one, str) else one for one in row])
    return written.getvalue()


def local(at: datetime, zone: str) -> str:
    """Return a moment with the offset that held in a zone."""
    return at.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds")
