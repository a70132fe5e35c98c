"""Weeks that end: one row each, so that a tick that was missed is caught up with."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import CursorResult, select, update

from voicejournal.model.note import AccountId, PatientId
from voicejournal.model.week import Week
from voicejournal.store.calendar_tables import NoticeRow, ScheduleRow
from voicejournal.store.database import Database
from voicejournal.store.tables import AccountRow

FIRST_BACKOFF = timedelta(minutes=1)
LONGEST_BACKOFF = timedelta(hours=6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """A week that has ended and whose page is still to be made."""

    patient_id: PatientId
    week: Week


class Schedules:
    """Keeps when pages are made."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        """Keep what it needs."""
        self._database = database
        self._clock = clock

    def unplanned(self) -> tuple[tuple[PatientId, str], ...]:
        """Return the patients of whom no week was ever planned, each with their zone."""
        planned = select(ScheduleRow.patient_id)
        chosen = select(AccountRow.account_id, AccountRow.zone).where(
            AccountRow.role == "patient", AccountRow.account_id.not_in(planned)
        )
        with self._database.read() as session:
            return tuple((PatientId(one), zone) for one, zone in session.execute(chosen))

    def plan(self, patient: PatientId, week: Week) -> None:
        """Have a page made at the end of a week; planned twice, it is made once."""
        with self._database.write() as session:
            if session.get(ScheduleRow, (patient, week.monday.isoformat())) is None:
                session.add(_row(patient, week))

    def due(self, limit: int = 20) -> tuple[Ending, ...]:
        """Return weeks that have ended, oldest first."""
        chosen = (
            select(ScheduleRow.patient_id, ScheduleRow.monday, AccountRow.zone)
            .join(AccountRow, AccountRow.account_id == ScheduleRow.patient_id)
            .where(ScheduleRow.done_at.is_(None), ScheduleRow.next_due_at <= self._clock())
            .order_by(ScheduleRow.next_due_at, ScheduleRow.patient_id)
            .limit(limit)
        )
        with self._database.read() as session:
            rows = session.execute(chosen).all()
        return tuple(
            Ending(patient_id=PatientId(one), week=Week(date.fromisoformat(monday), zone))
            for one, monday, zone in rows
        )

    def done(self, ending: Ending, notify: Iterable[AccountId] = ()) -> bool:
        """Say that a page was made, owe the letters about it, and plan the next week.

        Returns:
            False where another worker had said so before: it owes the letters.
        """
        now = self._clock()
        monday = ending.week.monday.isoformat()
        this = (ScheduleRow.patient_id == ending.patient_id) & (ScheduleRow.monday == monday)
        mine = update(ScheduleRow).where(this, ScheduleRow.done_at.is_(None))
        following = ending.week.back(-1)
        with self._database.write() as session:
            changed = session.execute(
                mine.values(done_at=now), execution_options={"synchronize_session": False}
            )
            if not isinstance(changed, CursorResult) or changed.rowcount != 1:
                return False
            for clinician in notify:
                session.add(
                    NoticeRow(
                        patient_id=ending.patient_id,
                        monday=monday,
                        clinician_id=clinician,
                        state="due",
                        next_due_at=now,
                    )
                )
            place = (ending.patient_id, following.monday.isoformat())
            if session.get(ScheduleRow, place) is None:
                session.add(_row(ending.patient_id, following))
        return True

    def failed(self, ending: Ending, error_code: str) -> None:
        """Try again later: one week that cannot be made keeps no other waiting."""
        with self._database.write() as session:
            row = session.get(ScheduleRow, (ending.patient_id, ending.week.monday.isoformat()))
            if row is not None and row.done_at is None:
                row.attempts += 1
                row.last_error = error_code[:100]
                row.next_due_at = self._clock() + backoff(row.attempts)


def backoff(attempts: int) -> timedelta:
    """Return how long to wait after so many attempts."""
    doubled: timedelta = FIRST_BACKOFF * 2 ** min(attempts - 1, 16)
    return min(doubled, LONGEST_BACKOFF)


def _row(patient: PatientId, week: Week) -> ScheduleRow:
    return ScheduleRow(
        patient_id=patient, monday=week.monday.isoformat(), next_due_at=week.end, attempts=0
    )
