"""Keeps how analyzers have been doing: counted by the processes that ask them."""

import json
import statistics
from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from voicejournal.hooks.isolation.failures import Why, told
from voicejournal.hooks.isolation.tallies import Call
from voicejournal.model.tally import NO_TIMES, Tally
from voicejournal.store.database import Database
from voicejournal.store.plugin_tables import TallyRow

TIMES_KEPT = 300
"""Calls that median and p95 are of."""
LONGEST_NAME, LONGEST_DETAIL = 100, 300


class Tallies:
    """Adds calls up."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        """Keep what it needs."""
        self._database = database
        self._clock = clock

    def add(self, calls: Sequence[Call]) -> None:
        """Add some calls, in the order in which they were made."""
        if not calls:
            return
        now = self._clock()
        with self._database.write() as session:
            for call in calls:
                row = _row(session, call, now)
                _count(row, call, now)

    def all(self) -> tuple[Tally, ...]:
        """Return how each version of each analyzer has been doing, by name, newest version last."""
        order = (TallyRow.plugin, TallyRow.analyzer, TallyRow.last_called_at)
        with self._database.read() as session:
            return tuple(_read(row) for row in session.scalars(select(TallyRow).order_by(*order)))


def _row(session: Session, call: Call, now: datetime) -> TallyRow:
    names = (call.plugin, call.analyzer, call.version)
    plugin, analyzer, version = (name[:LONGEST_NAME] for name in names)
    row = session.get(TallyRow, (plugin, analyzer, version))
    if row is None:
        row = TallyRow(
            plugin=plugin,
            analyzer=analyzer,
            version=version,
            calls=0,
            failures=0,
            in_a_row=0,
            times_ms="[]",
            last_called_at=now,
            last_failure="",
            last_detail="",
        )
        session.add(row)
    return row


def _count(row: TallyRow, call: Call, now: datetime) -> None:
    row.calls += 1
    row.last_called_at = now
    if call.seconds:  # it was really asked
        times = [*json.loads(row.times_ms), round(1000 * call.seconds, 1)]
        row.times_ms = json.dumps(times[-TIMES_KEPT:], separators=(",", ":"))
    if call.failure:
        row.failures += 1
        row.in_a_row += 1
        row.last_failed_at = now
        row.last_failure = call.failure
        row.last_detail = call.detail[:LONGEST_DETAIL]
    else:
        row.in_a_row = 0


def _read(row: TallyRow) -> Tally:
    times = sorted(json.loads(row.times_ms))
    return Tally(
        plugin=row.plugin,
        analyzer=row.analyzer,
        version=row.version,
        calls=row.calls,
        failures=row.failures,
        in_a_row=row.in_a_row,
        median_ms=statistics.median(times) if times else NO_TIMES,
        p95_ms=times[min(len(times) - 1, int(0.95 * len(times)))] if times else NO_TIMES,
        last_called_at=row.last_called_at,
        last_failed_at=row.last_failed_at,
        last_failure=told(Why(row.last_failure), row.last_detail) if row.last_failure else None,
    )
