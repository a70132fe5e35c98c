"""Letters that a page is ready: owed, sent once, tried again where the mail server refuses."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select, update

from voicejournal.model.note import AccountId
from voicejournal.store.calendar_tables import AddressRow, NoticeRow
from voicejournal.store.database import Database
from voicejournal.store.schedules import backoff
from voicejournal.store.vault import Vault

TAKEN_FOR = timedelta(minutes=5)
"""Whoever sends a letter and is silent for so long has lost it to the next one."""
ATTEMPTS = 12
"""About two days of trying, with the longest wait of six hours."""


class Notices:
    """Keeps the letters that are owed, and where they go."""

    def __init__(self, database: Database, vault: Vault, clock: Callable[[], datetime]) -> None:
        """Keep what it needs."""
        self._database = database
        self._vault = vault
        self._clock = clock

    def set_email(self, account_id: AccountId, email: str) -> None:
        """Remember where letters to a person go; an empty address: nowhere."""
        with self._database.write() as session:
            row = session.get(AddressRow, account_id)
            if not email:
                if row is not None:
                    session.delete(row)
                return
            sealed = self._vault.service.seal(email.encode(), account_id, "email")
            if row is None:
                session.add(AddressRow(account_id=account_id, sealed_email=sealed))
            else:
                row.sealed_email = sealed
        self._database.forget_deleted()

    def email(self, account_id: AccountId) -> str:
        """Return where letters to a person go; empty: nowhere."""
        with self._database.read() as session:
            row = session.get(AddressRow, account_id)
        if row is None:
            return ""
        return self._vault.service.open(row.sealed_email, account_id, "email").decode()

    def take(self) -> tuple[AccountId, datetime] | None:
        """Take over all letters that are due to one clinician.

        Returns:
            The clinician, and the moment by which this taking is known; None: nothing is due.
        """
        now = self._clock()
        with self._database.write() as session:
            chosen = select(NoticeRow.clinician_id).where(_due(now))
            found = session.scalars(chosen.order_by(NoticeRow.next_due_at).limit(1)).first()
            if found is None:
                return None
            until = now + TAKEN_FOR
            session.execute(
                update(NoticeRow)
                .where(_due(now), NoticeRow.clinician_id == found)
                .values(next_due_at=until, attempts=NoticeRow.attempts + 1),
                execution_options={"synchronize_session": False},
            )
        return AccountId(found), until

    def sent(self, clinician: AccountId, taken: datetime) -> int:
        """Say that a letter went out; returns about how many pages it told."""
        now = self._clock()
        return self._settle(clinician, taken, lambda row: _as_sent(row, now))

    def failed(self, clinician: AccountId, taken: datetime, error_code: str) -> int:
        """Try again later, or give up after too many attempts; returns how many pages wait."""
        return self._settle(
            clinician, taken, lambda row: _as_failed(row, self._clock(), error_code)
        )

    def waiting(self) -> dict[str, int]:
        """Count letters by state, for the operator."""
        counted = select(NoticeRow.state, func.count()).group_by(NoticeRow.state)
        with self._database.read() as session:
            return dict(iter(session.execute(counted)))

    def _settle(
        self, clinician: AccountId, taken: datetime, settle: Callable[[NoticeRow], None]
    ) -> int:
        ours = (NoticeRow.clinician_id == clinician) & (NoticeRow.next_due_at == taken)
        chosen = select(NoticeRow).where(ours, NoticeRow.state == "due")
        with self._database.write() as session:
            rows = session.scalars(chosen.with_for_update()).all()
            for row in rows:
                settle(row)
        return len(rows)


def _due(now: datetime) -> ColumnElement[bool]:
    return (NoticeRow.state == "due") & (NoticeRow.next_due_at <= now)


def _as_sent(row: NoticeRow, now: datetime) -> None:
    row.state, row.sent_at, row.last_error = "sent", now, None


def _as_failed(row: NoticeRow, now: datetime, error_code: str) -> None:
    row.last_error = error_code[:100]
    row.next_due_at = now + backoff(row.attempts)
    if row.attempts >= ATTEMPTS:
        row.state = "failed"
