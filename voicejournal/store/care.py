"""Who cares for whom."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, Row, select, update
from sqlalchemy.orm import InstrumentedAttribute

from voicejournal.errors import NotAllowedError, NotFoundError
from voicejournal.model.account import Account, Role
from voicejournal.model.everything import Carer
from voicejournal.model.note import AccountId, PatientId
from voicejournal.store.audit import SYSTEM, Audit
from voicejournal.store.database import Database
from voicejournal.store.tables import AccountRow, CareRow
from voicejournal.store.vault import Vault

_TOLD = (
    AccountRow.account_id,
    AccountRow.username,
    AccountRow.role,
    AccountRow.sealed_display_name,
    AccountRow.language,
    AccountRow.zone,
)
"""What is told of an account: a list of patients reads no more than that of each."""


class Care:
    """Keeps the care relations between clinicians and patients."""

    def __init__(
        self, database: Database, vault: Vault, audit: Audit, clock: Callable[[], datetime]
    ) -> None:
        """Keep what it needs."""
        self._database = database
        self._vault = vault
        self._audit = audit
        self._clock = clock

    def assign(self, clinician: AccountId, patient: PatientId) -> None:
        """Let a clinician care for a patient from now on; nothing happens if she does already.

        Raises:
            NotFoundError: There is no such account.
            NotAllowedError: The first is not a clinician, or the second not a patient.
        """
        with self._database.write() as session:
            _require(session.get(AccountRow, clinician), "clinician")
            _require(session.get(AccountRow, patient), "patient")
            if session.scalars(select(CareRow).where(_current(clinician, patient))).first():
                return
            since = self._clock()
            session.add(CareRow(clinician_id=clinician, patient_id=patient, since=since))
            self._audit.add(session, SYSTEM, "care.begun", patient_id=patient, subject_id=clinician)

    def end(self, clinician: AccountId, patient: PatientId) -> None:
        """End the care relation now: from here on the clinician sees nothing of the patient."""
        ended = update(CareRow).where(_current(clinician, patient)).values(until=self._clock())
        with self._database.write() as session:
            session.execute(ended)
            self._audit.add(session, SYSTEM, "care.ended", patient_id=patient, subject_id=clinician)

    def relations(self, account: Account) -> frozenset[PatientId]:
        """Return the ids of those whom this account cares for now."""
        if account.role != "clinician":
            return frozenset()
        chosen = select(CareRow.patient_id).where(
            CareRow.clinician_id == account.account_id, CareRow.until.is_(None)
        )
        with self._database.read() as session:
            return frozenset(PatientId(one) for one in session.scalars(chosen))

    def patients_of(self, clinician: AccountId) -> tuple[Account, ...]:
        """Return those a clinician cares for now, by name."""
        return self._people(CareRow.patient_id, CareRow.clinician_id == clinician)

    def clinicians_of(self, patient: PatientId) -> tuple[Account, ...]:
        """Return those who care for a patient now, by name."""
        return self._people(CareRow.clinician_id, CareRow.patient_id == patient)

    def care_of(self, patient: PatientId) -> tuple[Carer, ...]:
        """Return everybody who cares or cared for a patient, oldest first."""
        chosen = select(CareRow).where(CareRow.patient_id == patient).order_by(CareRow.since)
        with self._database.read() as session:
            rows = session.scalars(chosen).all()
        return tuple(
            Carer(clinician_id=AccountId(row.clinician_id), since=row.since, until=row.until)
            for row in rows
        )

    def _people(
        self, column: InstrumentedAttribute[str], condition: ColumnElement[bool]
    ) -> tuple[Account, ...]:
        chosen = select(*_TOLD).join(CareRow, column == AccountRow.account_id)
        with self._database.read() as session:
            rows = session.execute(chosen.where(condition, CareRow.until.is_(None))).all()
        accounts = (self._account(row) for row in rows)
        return tuple(sorted(accounts, key=lambda one: one.display_name.casefold()))

    def _account(self, row: "AccountRow | Row[*tuple[Any, ...]]") -> Account:
        """Read a row, or as much of it as an account tells, as an account."""
        name = self._vault.service.open(row.sealed_display_name, row.account_id, "display_name")
        return Account(
            account_id=AccountId(row.account_id),
            username=row.username,
            role=cast("Role", row.role),  # only a Role was ever written
            display_name=name.decode(),
            language=row.language,
            zone=row.zone,
        )


def _current(clinician: AccountId, patient: PatientId) -> ColumnElement[bool]:
    return (
        (CareRow.clinician_id == clinician)
        & (CareRow.patient_id == patient)
        & CareRow.until.is_(None)
    )


def _require(row: AccountRow | None, role: Role) -> None:
    if row is None:
        raise NotFoundError
    if row.role != role:
        msg = f"This account is not a {role}."
        raise NotAllowedError(msg)
