"""Notes that were done, and that other analyzers than those of then are to look at."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select, update

from voicejournal.model.note import NoteId
from voicejournal.store.database import Database
from voicejournal.store.jobs import AGAIN, change_if_ours
from voicejournal.store.tables import NoteRow, StepRow


class Again:
    """Sends notes back to work when analyzers changed; what was made of them stays."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        """Keep what it needs."""
        self._database = database
        self._clock = clock

    def analyzed(self, note_id: NoteId, fence: int, mark: str) -> None:
        """Say which analyzers have looked at a note.

        Raises:
            FenceLostError: Another worker has taken the note over.
        """
        with self._database.write() as session:
            change_if_ours(session, note_id, fence, analyzed_with=mark)

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
        if old:
            self._send(old)
        return len(old)

    def _send(self, notes: tuple[str, ...]) -> None:
        done = update(NoteRow).where(NoteRow.note_id.in_(notes), NoteRow.state == "done")
        fresh = {"state": "received", "attempts": 0, "step_attempts": 0}
        with self._database.write() as session:
            session.execute(
                done.values(priority=AGAIN, available_at=self._clock(), **fresh),
                execution_options={"synchronize_session": False},
            )
