"""The doorbell: wakes a worker with a note's id. Nothing depends on it, it only saves waiting.

The queue is Huey's on SQLite; a ring that is lost is rung again by the sweep.
"""

import sqlite3
from pathlib import Path

import structlog
from huey import SqliteHuey

from voicejournal.model.note import NoteId

log = structlog.get_logger(__name__)


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
    try:
        return SqliteHuey("voicejournal", filename=str(file), results=False, fsync=False)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:  # not a database any more: a queue may be lost
        file.unlink(missing_ok=True)
        return SqliteHuey("voicejournal", filename=str(file), results=False, fsync=False)


def _heard(note_id: str) -> str:
    return note_id
