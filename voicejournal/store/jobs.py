"""The work on notes. A note's row is the truth: claims, leases and fences live in it.

received → running → done | dead. A worker claims a note for as long as its lease is renewed;
each claim raises the fence, and only the newest fence may write.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, Update, func, or_, select, update
from sqlalchemy.orm import Session

from voicejournal.errors import FenceLostError
from voicejournal.model.note import NoteId, PatientId
from voicejournal.settings import Settings
from voicejournal.store.database import Database
from voicejournal.store.tables import NoteRow, SoundRow

FIRST_BACKOFF_S = 2.0
LONGEST_BACKOFF_S = 600.0
FIRST = 1
"""Priority of notes of which a passage was struck: nobody can hear them before it is muted."""
AGAIN = -1
"""Priority of notes that were done and are looked at again."""
WORKER_LOST = "WorkerLost"
"""Error code of a note whose worker died again and again at the same step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """The right to work on one note, until another claim is made."""

    note_id: NoteId
    patient_id: PatientId
    fence: int
    attempt: int
    """Claims since a step was last kept, this one included."""
    again: bool = False
    """The note had been done, and other analyzers are to look at it."""


class Jobs:
    """Claims, renews, finishes and fails the work on notes."""

    def __init__(
        self,
        database: Database,
        settings: Settings,
        clock: Callable[[], datetime],
        rng: random.Random,
    ) -> None:
        """Keep what it needs."""
        self._database = database
        self._lease = timedelta(seconds=settings.lease_s)
        self._max_attempts = settings.max_attempts
        self._clock = clock
        self._rng = rng

    def claim(self, owner: str, note_id: NoteId | None = None) -> Claim | None:
        """Take over a note that nobody holds: this one, or whichever is next.

        Returns:
            None where there is nothing to do: done, held by another worker, or not due yet.
        """
        now = self._clock()
        chosen = note_id if note_id is not None else self._next(now)
        if chosen is None:
            return None
        taken = (
            update(NoteRow)
            .where(NoteRow.note_id == chosen, self._is_free(now))
            .values(
                state="running",
                fence=NoteRow.fence + 1,
                attempts=NoteRow.attempts + 1,
                step_attempts=NoteRow.step_attempts + 1,
                lease_owner=owner,
                lease_until=now + self._lease,
            )
            .returning(NoteRow.patient_id, NoteRow.fence, NoteRow.step_attempts, NoteRow.priority)
        )
        with self._database.write() as session:
            row = session.execute(taken).one_or_none()
        if row is None:
            return None
        return Claim(
            note_id=NoteId(chosen),
            patient_id=PatientId(row[0]),
            fence=row[1],
            attempt=row[2],
            again=row[3] == AGAIN,
        )

    def heartbeat(self, note_id: NoteId, fence: int) -> None:
        """Renew the lease.

        Raises:
            FenceLostError: Another worker has taken the note over.
        """
        self._change(note_id, fence, lease_until=self._clock() + self._lease)

    def finish(self, note_id: NoteId, fence: int, *, waiting_for: str = "") -> None:
        """Say that everything that can be done now is done.

        Args:
            note_id: The note.
            fence: Of our claim.
            waiting_for: What the transcript still waits for, e.g. `model:small`.

        Raises:
            FenceLostError: Another worker has taken the note over.
        """
        self._change(
            note_id,
            fence,
            state="done",
            waiting_for=waiting_for,
            last_error=None,
            priority=0,
            **_FREED,
        )

    def fail(self, note_id: NoteId, fence: int, error_code: str) -> None:
        """Try again later, or give up after too many attempts at one step.

        Args:
            note_id: The note.
            fence: Of our claim.
            error_code: The error's class; never its words, which may be the patient's.

        Raises:
            FenceLostError: Another worker has taken the note over.
        """
        with self._database.read() as session:
            attempts = session.get_one(NoteRow, note_id).step_attempts
        wait = min(FIRST_BACKOFF_S * 2 ** (attempts - 1), LONGEST_BACKOFF_S)
        wait *= self._rng.uniform(0.5, 1.5)  # so that many failures do not come back at once
        self._change(
            note_id,
            fence,
            state="dead" if attempts >= self._max_attempts else "received",
            available_at=self._clock() + timedelta(seconds=wait),
            last_error=error_code[:100],
            **_FREED,
        )

    def release(self, note_id: NoteId, fence: int) -> None:
        """Give a note back untouched: the worker was asked to stop, nothing failed.

        Raises:
            FenceLostError: Another worker has taken the note over.
        """
        fewer = {"attempts": NoteRow.attempts - 1, "step_attempts": NoteRow.step_attempts - 1}
        self._change(note_id, fence, state="received", **fewer, **_FREED)

    def due(self, limit: int = 20) -> tuple[NoteId, ...]:
        """Return notes that nobody works on and whose time has come, most urgent first."""
        now = self._clock()
        with self._database.read() as session:
            chosen = (
                select(NoteRow.note_id).where(self._is_free(now)).order_by(*_URGENCY).limit(limit)
            )
            return tuple(NoteId(one) for one in session.scalars(chosen))

    def bury_lost(self) -> int:
        """Give up notes that lost their worker too often at one step; returns how many."""
        lost = (
            (NoteRow.state == "running")
            & (NoteRow.lease_until < self._clock())
            & (NoteRow.step_attempts >= self._max_attempts)
        )
        with self._database.read() as session:
            if session.scalars(select(NoteRow.note_id).where(lost).limit(1)).first() is None:
                return 0
        return self._update(
            update(NoteRow).where(lost).values(state="dead", last_error=WORKER_LOST, **_FREED)
        )

    def release_waiting(self, prefix: str) -> int:
        """Send notes back to work that waited for something that has come; returns how many.

        Args:
            prefix: What has come, e.g. `model` for every `model:…`.
        """
        waiting = (NoteRow.state == "done") & _waits_for(prefix)
        return self._update(update(NoteRow).where(waiting).values(**self._fresh()))

    def revive(self, note_id: NoteId) -> int:
        """Give a dead note another chance; returns 1, or 0 where it was not dead."""
        dead = (NoteRow.note_id == note_id) & (NoteRow.state == "dead")
        return self._update(update(NoteRow).where(dead).values(**self._fresh()))

    def try_muting_again(self) -> int:
        """Revive notes in which muting a struck passage was given up; returns how many."""
        given_up = (NoteRow.state == "dead") & NoteRow.muting_since.is_not(None)
        return self._update(update(NoteRow).where(given_up).values(**self._fresh()))

    def progress(self, patient: PatientId | None = None) -> dict[str, int]:
        """Count the notes of one patient, or of everybody, by state."""
        counted = select(NoteRow.state, func.count()).group_by(NoteRow.state)
        if patient is not None:
            counted = counted.where(NoteRow.patient_id == patient)
        with self._database.read() as session:
            return dict(iter(session.execute(counted)))

    def waiting(self, prefix: str) -> int:
        """Count the notes that wait for something, e.g. `model`."""
        counted = select(func.count()).where(NoteRow.state == "done", _waits_for(prefix))
        with self._database.read() as session:
            return session.scalar(counted) or 0

    def _fresh(self) -> dict[str, Any]:
        return {
            "state": "received",
            "waiting_for": "",
            "attempts": 0,
            "step_attempts": 0,
            "available_at": self._clock(),
        }

    def _next(self, now: datetime) -> str | None:
        chosen = select(NoteRow.note_id).where(self._is_free(now)).order_by(*_URGENCY).limit(1)
        with self._database.read() as session:
            return session.scalars(chosen).first()

    def _is_free(self, now: datetime) -> ColumnElement[bool]:
        return (
            NoteRow.state.in_(("received", "running"))
            & or_(NoteRow.lease_until.is_(None), NoteRow.lease_until < now)
            & (NoteRow.available_at <= now)
            & (NoteRow.step_attempts < self._max_attempts)
        )

    def _change(self, note_id: NoteId, fence: int, **values: Any) -> None:
        with self._database.write() as session:
            change_if_ours(session, note_id, fence, **values)

    def _update(self, statement: Update) -> int:
        with self._database.write() as session:
            return _changed(session, statement)


def change_if_ours(session: Session, note_id: NoteId, fence: int, **values: Any) -> None:
    """Change a note's row within a transaction, if our claim is still the newest.

    Raises:
        FenceLostError: It is not, and the transaction must not be committed.
    """
    ours = (NoteRow.note_id == note_id) & (NoteRow.fence == fence) & (NoteRow.state == "running")
    if _changed(session, update(NoteRow).where(ours).values(**values)) != 1:
        raise FenceLostError


def start_again(session: Session, patient: PatientId, now: datetime) -> None:
    """Send every spoken note of a patient back to work, within a transaction.

    Whoever works on one loses the claim: what was begun before is not kept any more.
    """
    heard = select(SoundRow.note_id).where(SoundRow.rendition == "original")
    mine = (NoteRow.patient_id == patient) & NoteRow.note_id.in_(heard)
    fresh = {"state": "received", "waiting_for": "", "attempts": 0, "step_attempts": 0}
    again = update(NoteRow).where(mine, NoteRow.state != "erased")
    _changed(session, again.values(fence=NoteRow.fence + 1, available_at=now, **fresh, **_FREED))


def _changed(session: Session, statement: Update) -> int:
    result = session.execute(statement, execution_options={"synchronize_session": False})
    return result.rowcount if isinstance(result, CursorResult) else 0


def _waits_for(prefix: str) -> ColumnElement[bool]:
    return NoteRow.waiting_for.startswith(prefix, autoescape=True)


_FREED: dict[str, Any] = {"lease_owner": None, "lease_until": None}
_URGENCY = (NoteRow.priority.desc(), NoteRow.received_at, NoteRow.note_id)
