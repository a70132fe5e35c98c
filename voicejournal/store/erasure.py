"""Erasing a journal: the key first, then every row and file that was sealed with it.

Every step may be done again. Once the id stands in the list, opening the store finishes what a
crash left, and erases again what a backup brought back.
"""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import ColumnElement, Table, delete, select
from sqlalchemy.orm import Session

from voicejournal.model.note import PatientId
from voicejournal.store.audit import SYSTEM, Audit
from voicejournal.store.blobs import SoundFolder
from voicejournal.store.database import Database
from voicejournal.store.erased import Erased
from voicejournal.store.tables import AccountRow, Base
from voicejournal.store.vault import Vault

STAYS = frozenset({"audit", "consents"})
"""Tables that are only ever added to: ids, moments and codes, which lead to nobody any more."""
OWNER_COLUMNS = ("patient_id", "account_id", "owner")
ERASED = "account.erased"


class Erasure:
    """Erases journals for good."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        sounds: SoundFolder,
        audit: Audit,
        erased: Erased,
        clock: Callable[[], datetime],
    ) -> None:
        """Keep what it needs."""
        self._database = database
        self._vault = vault
        self._sounds = sounds
        self._audit = audit
        self._erased = erased
        self._clock = clock

    def erase(self, patient: PatientId, by: str) -> tuple[int, datetime]:
        """Erase a journal with its account.

        Returns:
            The line of the audit that proves it, and the moment.
        """
        at = self._clock()
        self._erased.add(patient, at)
        return self._carry_out(patient, by), at

    def again(self) -> int:
        """Erase whoever was erased before and is here once more; returns how many."""
        gone = self._erased.patients()
        with self._database.read() as session:
            chosen = select(AccountRow.account_id).where(AccountRow.account_id.in_(gone))
            here = session.scalars(chosen).all() if gone else ()
        for patient in here:
            self._carry_out(PatientId(patient), SYSTEM)
        return len(here)

    def _carry_out(self, patient: PatientId, by: str) -> int:
        self._vault.destroy_share(patient)
        with self._database.write() as session:
            refs = _refs(session, patient)
            for table in reversed(Base.metadata.sorted_tables):
                mine = mine_in(table, patient)
                if mine is not None:
                    session.execute(delete(table).where(mine))
            number = self._audit.add(session, by, ERASED, subject_id=patient).number
        for ref in refs:
            self._sounds.destroy(ref)
        self._database.forget_deleted()
        return number


def mine_in(table: Table, patient: PatientId) -> ColumnElement[bool] | None:
    """Return which rows of a table are a patient's: by a column, or by what the row belongs to."""
    if table.name in STAYS:
        return None
    for name in OWNER_COLUMNS:
        if name in table.c:
            return table.c[name] == patient
    for key in sorted(table.foreign_keys, key=lambda one: one.target_fullname):
        above = mine_in(key.column.table, patient)
        if above is not None and key.column.table.name != "accounts":
            return key.parent.in_(select(key.column).where(above))
    return None


def _refs(session: Session, patient: PatientId) -> list[str]:
    """Return every file that a row of the patient's names."""
    refs: list[str] = []
    for table in Base.metadata.sorted_tables:
        mine = mine_in(table, patient)
        if mine is not None and "ref" in table.c:
            refs += session.scalars(select(table.c.ref).where(mine))
    return refs
