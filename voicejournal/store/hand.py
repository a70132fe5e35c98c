"""What clinicians do to weeks by hand: added and undone, never lost."""

import uuid
from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from voicejournal.errors import NotFoundError
from voicejournal.model.hand import Act, ActId, Intent
from voicejournal.model.note import AccountId, PatientId
from voicejournal.store.acts import read_act, seal_act
from voicejournal.store.audit import Audit
from voicejournal.store.database import Database
from voicejournal.store.standings import settle
from voicejournal.store.tables import ActRow
from voicejournal.store.vault import Vault

TEACHING = ("dismissed", "restored")
"""Deeds that say which kinds of sentence a clinician has use for."""


class Hand:
    """Keeps what clinicians do to weeks."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        audit: Audit,
        clock: Callable[[], datetime],
    ) -> None:
        """Keep what it needs."""
        self._database = database
        self._vault = vault
        self._audit = audit
        self._clock = clock

    def add(self, patient: PatientId, monday: date, intent: Intent) -> ActId:
        """Keep an act; the audit says that it was done, never what was written."""
        key = self._vault.patient(patient)
        act_id = ActId(str(uuid.uuid4()))
        row = ActRow(
            act_id=act_id,
            patient_id=patient,
            monday=monday.isoformat(),
            number=intent.number,
            deed=intent.deed,
            actor_id=intent.by,
            at=self._clock(),
            sealed_content=seal_act(key, act_id, intent),
        )
        with self._database.write() as session:
            session.add(row)
            session.flush()
            settle(session, key, patient, row.monday)
            self._record(session, row, f"summary.{intent.deed}", intent.by)
        return act_id

    def undo(self, patient: PatientId, monday: date, act_id: ActId, by: AccountId) -> Act:
        """Undo an act; undoing it once more changes nothing.

        Raises:
            NotFoundError: No such act in this week of this patient, or a private note of
                somebody else.
        """
        key = self._vault.patient(patient)
        with self._database.write() as session:
            row = session.get(ActRow, act_id)
            if row is None or (row.patient_id, row.monday) != (patient, monday.isoformat()):
                raise NotFoundError
            if row.deed == "noted" and row.actor_id != by:
                raise NotFoundError
            if row.undone_at is None:
                row.undone_at, row.undone_by = self._clock(), by
                session.flush()
                settle(session, key, patient, row.monday)
                self._record(session, row, "summary.undone", by)
            return read_act(key, row)

    def of_week(
        self, patient: PatientId, monday: date, *, taught_by: AccountId | None, since: datetime
    ) -> tuple[Act, ...]:
        """Return the acts of a week, and what a clinician's acts in other weeks teach.

        Args:
            patient: Whose week.
            monday: Its first day.
            taught_by: Whose dismissals of other weeks come along; None: nobody's.
            since: How far back those go.
        """
        of_week = ActRow.monday == monday.isoformat()
        teaches = and_(
            ActRow.deed.in_(TEACHING), ActRow.actor_id == (taught_by or ""), ActRow.at >= since
        )
        chosen = select(ActRow).where(ActRow.patient_id == patient, or_(of_week, teaches))
        key = self._vault.patient(patient)
        with self._database.read() as session:
            rows = session.scalars(chosen.order_by(ActRow.at, ActRow.act_id)).all()
        return tuple(read_act(key, row) for row in rows)

    def forget(self, patient: PatientId, gone: Callable[[Act], bool]) -> None:
        """Forget what sentences said that were taken back; a clinician's own words stay."""
        key = self._vault.patient(patient)
        chosen = select(ActRow).where(ActRow.patient_id == patient).with_for_update()
        with self._database.write() as session:
            for row in session.scalars(chosen).all():
                act = read_act(key, row)
                if act.machine is not None and gone(act):
                    wish = Intent(
                        deed=act.deed,
                        by=act.by,
                        number=act.number,
                        sentence=act.sentence,
                        kind=act.kind,
                        words=act.words,
                    )
                    row.sealed_content = seal_act(key, act.act_id, wish)
        self._database.forget_deleted()

    def _record(self, session: Session, row: ActRow, action: str, by: AccountId) -> None:
        self._audit.add(
            session, by, action, patient_id=row.patient_id, subject_id=f"{row.monday}/{row.number}"
        )
