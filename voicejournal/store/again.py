"""Notes that were done, and that analyzers are to look at again: others, or the same once more."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CursorResult, func, select, update

from voicejournal.model.note import NoteId, Unanswered
from voicejournal.store.database import Database
from voicejournal.store.jobs import AGAIN, change_if_ours
from voicejournal.store.tables import NoteRow, StepRow

ONCE_MORE_AFTER = timedelta(minutes=20)
"""Later than a plugin is left alone that crashed again and again (assumed: what made a machine
short of memory or time has passed by then)."""


class Again:
    """Sends notes back to work; what was made of them stays."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        """Keep what it needs."""
        self._database = database
        self._clock = clock

    def analyzed(
        self, note_id: NoteId, fence: int, mark: str, *, unanswered: Unanswered = ""
    ) -> None:
        """Say which analyzers have looked at a note, and whether all of them answered.

        One that crashed or took too long is asked once more later, once for each set of analyzers.

        Raises:
            FenceLostError: Another worker has taken the note over.
        """
        known = select(NoteRow.analyzed_with, NoteRow.once_more_at)
        with self._database.write() as session:
            before, planned = session.execute(known.where(NoteRow.note_id == note_id)).one()
            if unanswered != "passing":
                planned = None
            elif before != mark:
                planned = self._clock() + ONCE_MORE_AFTER
            looked = {"analyzed_with": mark, "unanswered": unanswered, "once_more_at": planned}
            change_if_ours(session, note_id, fence, **looked)

    def looks(self, note_id: NoteId) -> int:
        """Return how often the analyzers were asked again because one gave no answer."""
        with self._database.read() as session:
            return session.scalars(select(NoteRow.looks).where(NoteRow.note_id == note_id)).one()

    def once_more(self, limit: int) -> int:
        """Send notes back whose time has come to be looked at once more; returns how many."""
        due = (
            select(NoteRow.note_id)
            .where(NoteRow.state == "done", NoteRow.once_more_at <= self._clock())
            .order_by(NoteRow.once_more_at)
            .limit(limit)
        )
        with self._database.read() as session:
            notes = tuple(session.scalars(due))
        return self._send(notes, **_ASKED_AGAIN) if notes else 0

    def ask_again(self) -> int:
        """Send every note back about which something gave no answer; returns how many."""
        with self._database.read() as session:
            notes = tuple(session.scalars(select(NoteRow.note_id).where(*_UNANSWERED)))
        return sum(
            self._send(notes[first : first + AT_A_TIME], **_ASKED_AGAIN)
            for first in range(0, len(notes), AT_A_TIME)
        )

    def unanswered(self) -> int:
        """Count the notes about which something that was asked gave no answer."""
        with self._database.read() as session:
            return session.scalar(select(func.count()).where(*_UNANSWERED)) or 0

    def send_back(self, mark: str, limit: int) -> int:
        """Send notes back that other analyzers looked at last, newest first.

        They come after everything else, and what was found in them stays until there is newer.

        Args:
            mark: Of the analyzers in force.
            limit: So many at most.

        Returns:
            How many.
        """
        chosen = (
            select(NoteRow.note_id)
            .where(
                NoteRow.state == "done",
                NoteRow.analyzed_with != mark,
                NoteRow.note_id.in_(select(StepRow.note_id).where(StepRow.step == "findings")),
            )
            .order_by(NoteRow.recorded_at.desc())
            .limit(limit)
        )
        with self._database.read() as session:
            old = tuple(session.scalars(chosen))
        return self._send(old) if old else 0

    def _send(self, notes: tuple[str, ...], **values: Any) -> int:
        done = update(NoteRow).where(NoteRow.note_id.in_(notes), NoteRow.state == "done")
        fresh = {"state": "received", "attempts": 0, "step_attempts": 0, **values}
        with self._database.write() as session:
            sent = session.execute(
                done.values(priority=AGAIN, available_at=self._clock(), **fresh),
                execution_options={"synchronize_session": False},
            )
            return sent.rowcount if isinstance(sent, CursorResult) else 0


AT_A_TIME = 500
"""Notes named in one statement."""
_UNANSWERED = (NoteRow.state == "done", NoteRow.unanswered != "")
_ASKED_AGAIN: dict[str, Any] = {"looks": NoteRow.looks + 1, "once_more_at": None}
