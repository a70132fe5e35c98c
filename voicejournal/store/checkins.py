"""Check-ins: when one was answered stands open, the answers are sealed."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select

from voicejournal.model.checkin import CheckIn, CheckInId
from voicejournal.model.note import PatientId
from voicejournal.store.audit import Audit
from voicejournal.store.checkin_tables import CheckInRow
from voicejournal.store.codec import decode, encode
from voicejournal.store.database import Database
from voicejournal.store.vault import DataKey, Vault


class CheckIns:
    """Keeps what patients answered."""

    def __init__(
        self, database: Database, vault: Vault, audit: Audit, clock: Callable[[], datetime]
    ) -> None:
        """Keep what it needs."""
        self._database = database
        self._vault = vault
        self._audit = audit
        self._clock = clock

    def add(self, patient: PatientId, check_in: CheckIn) -> bool:
        """Keep a check-in; the audit says that one was answered, never what.

        Returns:
            Whether it is new: one with the same id again changes nothing.
        """
        key = self._vault.patient(patient)
        row = CheckInRow(
            patient_id=patient,
            check_in_id=check_in.check_in_id,
            answered_at=check_in.answered_at,
            received_at=self._clock(),
            sealed_check_in=key.seal(encode(CheckIn, check_in), check_in.check_in_id, "check-in"),
        )
        with self._database.write() as session:
            if session.get(CheckInRow, (patient, check_in.check_in_id)) is not None:
                return False
            session.add(row)
            session.flush()
            self._audit.add(
                session,
                patient,
                "check_in.answered",
                patient_id=patient,
                subject_id=check_in.check_in_id,
            )
        return True

    def of(self, patient: PatientId) -> tuple[CheckIn, ...]:
        """Return the check-ins of a patient, oldest first."""
        key = self._vault.patient(patient)
        chosen = select(CheckInRow).where(CheckInRow.patient_id == patient)
        with self._database.read() as session:
            rows = session.scalars(
                chosen.order_by(CheckInRow.answered_at, CheckInRow.check_in_id)
            ).all()
        return tuple(_read(key, row) for row in rows)

    def moments(self, patient: PatientId) -> tuple[tuple[CheckInId, datetime], ...]:
        """Return when each check-in of a patient was answered, oldest first, opening nothing."""
        chosen = select(CheckInRow.check_in_id, CheckInRow.answered_at).where(
            CheckInRow.patient_id == patient
        )
        with self._database.read() as session:
            rows = session.execute(
                chosen.order_by(CheckInRow.answered_at, CheckInRow.check_in_id)
            ).all()
        return tuple((CheckInId(check_in_id), at) for check_in_id, at in rows)


def _read(key: DataKey, row: CheckInRow) -> CheckIn:
    return decode(CheckIn, key.open(row.sealed_check_in, row.check_in_id, "check-in"))
