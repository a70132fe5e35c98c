"""What somebody enters for a patient and may stop again, and what the audit tells of it."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from voicejournal.errors import NotFoundError
from voicejournal.model.note import AccountId, PatientId
from voicejournal.store.audit import Audit
from voicejournal.store.database import Database
from voicejournal.store.programme_tables import GivenRow, PlanRow
from voicejournal.store.vault import Vault

Entered = TypeVar("Entered", GivenRow, PlanRow)


class Stoppable:
    """Enters rows of patients and stops them; the audit says that it was done, never what."""

    def __init__(
        self, database: Database, vault: Vault, audit: Audit, clock: Callable[[], datetime]
    ) -> None:
        """Keep what it needs."""
        self._database = database
        self._vault = vault
        self._audit = audit
        self._clock = clock

    def _enter(self, row: GivenRow | PlanRow, by: AccountId, action: str, subject: str) -> None:
        """Keep a row and tell of it."""
        with self._database.write() as session:
            session.add(row)
            session.flush()
            self._audit.add(session, by, action, patient_id=row.patient_id, subject_id=subject)

    def _stop(
        self,
        kind: type[Entered],
        subject: str,
        by: AccountId,
        action: str,
        *,
        patient: PatientId,
    ) -> None:
        """Stop a row and tell of it, once; that it was there stays known.

        Raises:
            NotFoundError: It was never there.
        """
        with self._database.write() as session:
            row = session.get(kind, subject)
            if row is None or row.patient_id != patient:
                raise NotFoundError
            if row.stopped_at is None:
                row.stopped_at, row.stopped_by = self._clock(), by
                self._audit.add(session, by, action, patient_id=patient, subject_id=subject)
