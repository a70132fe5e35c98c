"""When patients spoke, as far as they share it: read from rows, without opening anything."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import and_, case, func, or_, select

from voicejournal.model.note import NoteId, PatientId
from voicejournal.store.database import Database
from voicejournal.store.jobs import AGAIN
from voicejournal.store.tables import NoteRow

THERE = NoteRow.state != "erased"
SHARED = and_(THERE, NoteRow.private_since.is_(None))
"""What people other than the patient may know of at all."""
UNDER_WAY = or_(
    and_(NoteRow.state.in_(("received", "running")), NoteRow.priority != AGAIN),
    NoteRow.waiting_for != "",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """When one patient spoke."""

    last: datetime | None = None
    recent: tuple[datetime, ...] = field(default=())
    """When each note since the moment asked for was recorded."""
    pending: int = 0
    """Notes that are still being worked on, or wait for words."""


class Activities:
    """Tells when patients spoke."""

    def __init__(self, database: Database) -> None:
        """Keep what it needs."""
        self._database = database

    def moments(self, patient: PatientId) -> tuple[datetime, ...]:
        """Return when each note of a patient was recorded, oldest first."""
        chosen = select(NoteRow.recorded_at).where(NoteRow.patient_id == patient, SHARED)
        with self._database.read() as session:
            return tuple(session.scalars(chosen.order_by(NoteRow.recorded_at)))

    def recorded(self, patient: PatientId) -> Mapping[NoteId, tuple[datetime, str]]:
        """Return when each note of a patient was recorded, and in which zone."""
        chosen = select(NoteRow.note_id, NoteRow.recorded_at, NoteRow.zone).where(
            NoteRow.patient_id == patient, NoteRow.state != "erased"
        )
        with self._database.read() as session:
            return {NoteId(one): (at, zone) for one, at, zone in session.execute(chosen)}

    def under_way(self, patient: PatientId, start: datetime, end: datetime) -> int:
        """Count the notes of a stretch of time that are still being worked on."""
        within = (NoteRow.recorded_at >= start, NoteRow.recorded_at < end)
        chosen = select(func.count()).where(
            NoteRow.patient_id == patient, SHARED, *within, UNDER_WAY
        )
        with self._database.read() as session:
            return session.scalar(chosen) or 0

    def of(self, patients: Iterable[PatientId], since: datetime) -> Mapping[PatientId, Spoken]:
        """Return when each of these patients spoke, with two queries for all of them."""
        mine = NoteRow.patient_id.in_(tuple(patients))
        totals = (
            select(
                NoteRow.patient_id,
                func.max(NoteRow.recorded_at),
                func.sum(case((UNDER_WAY, 1), else_=0)),
            )
            .where(mine, SHARED)
            .group_by(NoteRow.patient_id)
        )
        lately = select(NoteRow.patient_id, NoteRow.recorded_at).where(
            mine, SHARED, NoteRow.recorded_at >= since
        )
        recent: dict[str, list[datetime]] = {}
        with self._database.read() as session:
            counted = session.execute(totals).all()
            for patient, at in session.execute(lately):
                recent.setdefault(patient, []).append(at)
        return {
            PatientId(patient): Spoken(
                last=last, recent=tuple(recent.get(patient, ())), pending=int(pending)
            )
            for patient, last, pending in counted
        }
