"""The audit: who did what and when. Rows are only ever added, each hashed onto the last."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from voicejournal.model.note import PatientId
from voicejournal.store.database import Database
from voicejournal.store.tables import AuditRow

FIRST_HASH = "0" * 64
"""What the first row is hashed onto."""
SYSTEM = "system"
"""The actor where no person acted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One line of the audit."""

    at: datetime
    actor_id: str
    action: str
    patient_id: PatientId | None
    subject_id: str | None
    number: int = 0
    row_hash: str = ""
    """Seals this line and all before it: proof of what was done and when."""


class Audit:
    """Writes and reads the audit."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        """Keep what it needs."""
        self._database = database
        self._clock = clock

    def record(
        self,
        actor_id: str,
        action: str,
        *,
        patient_id: str | None = None,
        subject_id: str | None = None,
    ) -> None:
        """Add one row in a transaction of its own, e.g. for something that was read."""
        with self._database.write() as session:
            self.add(session, actor_id, action, patient_id=patient_id, subject_id=subject_id)

    def record_once(
        self,
        actor_id: str,
        action: str,
        *,
        patient_id: str,
        subject_id: str,
        within: timedelta,
    ) -> None:
        """Add one row, unless the same stands there since a moment ago: it goes on being read."""
        same = select(func.max(AuditRow.at)).where(
            AuditRow.patient_id == patient_id,
            AuditRow.action == action,
            AuditRow.subject_id == subject_id,
            AuditRow.actor_id == actor_id,
        )
        with self._database.read() as session:
            last = session.scalar(same)
        if last is None or self._clock() - last >= within:
            self.record(actor_id, action, patient_id=patient_id, subject_id=subject_id)

    def add(
        self,
        session: Session,
        actor_id: str,
        action: str,
        *,
        patient_id: str | None = None,
        subject_id: str | None = None,
    ) -> AuditEntry:
        """Add one row within the transaction that does what it tells of, and return it."""
        last = session.scalars(
            select(AuditRow).order_by(AuditRow.number.desc()).limit(1).with_for_update()
        ).first()
        row = AuditRow(
            number=last.number + 1 if last else 1,
            at=self._clock(),
            actor_id=actor_id,
            action=action,
            patient_id=patient_id,
            subject_id=subject_id,
            previous_hash=last.row_hash if last else FIRST_HASH,
        )
        row.row_hash = _hash(row)
        session.add(row)
        session.flush()
        return _entry(row)

    def of_patient(self, patient: PatientId) -> tuple[AuditEntry, ...]:
        """Everything that concerns one patient, newest first."""
        chosen = select(AuditRow).where(AuditRow.patient_id == patient)
        with self._database.read() as session:
            rows = session.scalars(chosen.order_by(AuditRow.number.desc())).all()
        return tuple(_entry(row) for row in rows)

    def first_break(self) -> int | None:
        """Number of the first row that was changed, or that follows a missing one; None: whole."""
        expected, number = FIRST_HASH, 0
        with self._database.read() as session:
            for row in session.scalars(select(AuditRow).order_by(AuditRow.number)):
                number += 1
                intact = (row.number, row.previous_hash, row.row_hash) == (
                    number,
                    expected,
                    _hash(row),
                )
                if not intact:
                    return row.number
                expected = row.row_hash
        return None


def _entry(row: AuditRow) -> AuditEntry:
    return AuditEntry(
        at=row.at,
        actor_id=row.actor_id,
        action=row.action,
        patient_id=None if row.patient_id is None else PatientId(row.patient_id),
        subject_id=row.subject_id,
        number=row.number,
        row_hash=row.row_hash,
    )


def _hash(row: AuditRow) -> str:
    told = [
        row.number,
        row.at.isoformat(),
        row.actor_id,
        row.action,
        row.patient_id,
        row.subject_id,
        row.previous_hash,
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()
