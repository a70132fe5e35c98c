"""Names under pages: who read a revision, who signed it, who took the name back."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from voicejournal.errors import PageMovedError
from voicejournal.model.hand import Opening
from voicejournal.model.note import AccountId, PatientId
from voicejournal.store.audit import Audit
from voicejournal.store.database import Database
from voicejournal.store.standings import gist_of, settle
from voicejournal.store.summaries import composition_of, rows_of, seal_gist, seal_into
from voicejournal.store.tables import AuditRow, SummaryRow
from voicejournal.store.vault import DataKey, Vault

OPENED, SIGNED, REOPENED = "summary.opened", "summary.signed", "summary.reopened"
SAME_READING = timedelta(minutes=10)
"""Opened again so soon by the same person, a page is still being read (assumed)."""


class Signatures:
    """Keeps who read and who signed."""

    def __init__(
        self, database: Database, vault: Vault, audit: Audit, clock: Callable[[], datetime]
    ) -> None:
        """Keep what it needs."""
        self._database = database
        self._vault = vault
        self._audit = audit
        self._clock = clock

    def opened(self, patient: PatientId, monday: date, number: int, by: AccountId) -> None:
        """Tell the audit that somebody reads a revision; from now on it is not replaced."""
        subject = _subject(monday, number)
        if self._is_being_read(patient, subject, by):
            return
        with self._database.write() as session:
            row = session.get(SummaryRow, (patient, monday.isoformat(), number))
            if row is not None and row.opened_at is None:
                row.opened_at = self._clock()
            self._audit.add(session, by, OPENED, patient_id=patient, subject_id=subject)

    def openings(self, patient: PatientId, monday: date) -> tuple[Opening, ...]:
        """Return who opened the summary of a week and when, newest first."""
        chosen = select(AuditRow).where(
            AuditRow.patient_id == patient,
            AuditRow.action == OPENED,
            AuditRow.subject_id.startswith(f"{monday.isoformat()}/"),
        )
        with self._database.read() as session:
            rows = session.scalars(chosen.order_by(AuditRow.number.desc())).all()
        return tuple(Opening(by=AccountId(row.actor_id), at=row.at) for row in rows)

    def sign(self, patient: PatientId, monday: date, number: int, by: AccountId) -> None:
        """Put a name under the newest revision.

        Raises:
            PageMovedError: There is a newer one by now, or it is signed already.
        """
        key = self._vault.patient(patient)
        with self._database.write() as session:
            rows = rows_of(session, patient, monday.isoformat(), lock=True)
            row = rows[-1] if rows else None
            if row is None or row.number != number or row.signed_at is not None:
                raise PageMovedError
            row.signed_by, row.signed_at = by, self._clock()
            row.opened_at = row.opened_at or row.signed_at
            session.flush()
            settle(session, key, patient, row.monday)
            subject = _subject(monday, number)
            self._audit.add(session, by, SIGNED, patient_id=patient, subject_id=subject)

    def withdraw(self, patient: PatientId, monday: date, number: int, by: AccountId) -> int:
        """Take a name back: the page stays as it was signed, a new revision is open again.

        Returns:
            The number of the revision to go on with.

        Raises:
            PageMovedError: This revision bears no name by now.
        """
        key = self._vault.patient(patient)
        with self._database.write() as session:
            rows = rows_of(session, patient, monday.isoformat(), lock=True)
            row = next((one for one in rows if one.number == number), None)
            if row is None or row.signed_at is None or row.withdrawn_at is not None:
                raise PageMovedError
            row.withdrawn_at = self._clock()
            last = rows[-1] if rows[-1] is not row else self._continue(session, key, row)
            session.flush()
            settle(session, key, patient, row.monday)
            subject = _subject(monday, number)
            self._audit.add(session, by, REOPENED, patient_id=patient, subject_id=subject)
            return last.number

    def _continue(self, session: Session, key: DataKey, row: SummaryRow) -> SummaryRow:
        """Put an open copy of a signed page beside it."""
        now = self._clock()
        copy = SummaryRow(
            patient_id=row.patient_id,
            monday=row.monday,
            number=row.number + 1,
            composed_at=row.composed_at,
            opened_at=now,
        )
        seal_into(key, copy, composition_of(key, row))
        copy.sealed_gist = seal_gist(key, copy, gist_of(key, row))
        session.add(copy)
        return copy

    def _is_being_read(self, patient: PatientId, subject: str, by: AccountId) -> bool:
        chosen = select(func.max(AuditRow.at)).where(
            AuditRow.patient_id == patient,
            AuditRow.action == OPENED,
            AuditRow.subject_id == subject,
            AuditRow.actor_id == by,
        )
        with self._database.read() as session:
            last = session.scalar(chosen)
        return last is not None and self._clock() - last < SAME_READING


def _subject(monday: date, number: int) -> str:
    return f"{monday.isoformat()}/{number}"
