"""The doorbell: wakes a worker with a note's id. Nothing depends on it, it only saves waiting.

The queue is Huey's on SQLite; a ring that is lost is rung again by the sweep.
"""

import sqlite3
from pathlib import Path

import structlog
from huey import SqliteHuey

from voicejournal.model.note import NoteId

log = structlog.get_logger(__name__)

SQLITE_HEADER = b"SQLite format 3\x00"


class Doorbell:
    """A queue of note ids, shared by every process that has the same data folder."""

    def __init__(self, file: Path) -> None:
        """Open the queue."""
        self._huey = _queue(file)
        self._ring = self._huey.task(name="note")(_heard)

    def ring(self, note_id: NoteId) -> None:
        """Ask a worker to look at a note; failing to is harmless."""
        try:
            self._ring(note_id)
        except sqlite3.Error as error:
            log.warning("doorbell_failed", note=note_id, error=type(error).__name__)

    def heard(self) -> NoteId | None:
        """Return the next note that was rung for, or None."""
        task = self._huey.dequeue()
        return None if task is None else NoteId(task.args[0])

    def is_quiet(self) -> bool:
        """Whether every ring was heard."""
        return bool(self._huey.pending_count() == 0)

    def close(self) -> None:
        """Close this thread's connection."""
        self._huey.storage.close()


def _queue(file: Path) -> SqliteHuey:
    if not _is_database(file):  # a queue may be lost, so it is made anew
        file.unlink()
    return SqliteHuey("voicejournal", filename=str(file), results=False, fsync=False)


def _is_database(file: Path) -> bool:
    """Look at the header first: Huey leaves its connection open where opening fails."""
    if not file.is_file() or file.stat().st_size == 0:
        return True
    with file.open("rb") as opened:
        return opened.read(len(SQLITE_HEADER)) == SQLITE_HEADER


def _heard(note_id: str) -> str:
    return note_id
