"""Check-ins that are asked for again and again, and reminders by letter."""

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select, update

from voicejournal.model.note import AccountId, PatientId
from voicejournal.model.planned import CheckInPlan, PlanId, Reminder
from voicejournal.store.codec import decode, encode
from voicejournal.store.programme_tables import PlanRow, ReminderRow
from voicejournal.store.schedules import backoff
from voicejournal.store.stoppable import Stoppable
from voicejournal.store.vault import DataKey

TAKEN_FOR = timedelta(minutes=5)
"""Whoever sends a letter and is silent for so long has lost it to the next one."""
ATTEMPTS = 5
"""A reminder that could not be sent within about half an hour is let go: it is late."""


class Planned(Stoppable):
    """Keeps what is wished at fixed times."""

    def plan(self, patient: PatientId, plan: CheckInPlan) -> None:
        """Ask for a check-in again and again."""
        sealed = self._vault.patient(patient).seal(encode(CheckInPlan, plan), plan.plan_id, "plan")
        row = PlanRow(
            plan_id=plan.plan_id,
            patient_id=patient,
            planned_by=plan.planned_by,
            planned_at=plan.planned_at,
            sealed_plan=sealed,
        )
        self._enter(row, plan.planned_by, "programme.asked", plan.plan_id)

    def stop(self, patient: PatientId, plan_id: PlanId, by: AccountId) -> None:
        """Ask no more; NotFoundError if it was never asked for."""
        self._stop(PlanRow, plan_id, by, "programme.asked_no_more", patient=patient)

    def plans(self, patient: PatientId) -> tuple[CheckInPlan, ...]:
        """Return all plans of a patient, stopped ones too, oldest first."""
        key = self._vault.patient(patient)
        chosen = select(PlanRow).where(PlanRow.patient_id == patient)
        with self._database.read() as session:
            rows = session.scalars(chosen.order_by(PlanRow.planned_at, PlanRow.plan_id)).all()
        return tuple(_plan(key, row) for row in rows)

    def reminder(self, patient: PatientId) -> Reminder | None:
        """Return a patient's wish; None: no letter."""
        key = self._vault.patient(patient)
        with self._database.read() as session:
            row = session.get(ReminderRow, patient)
        return None if row is None else _reminder(key, row)

    def remind(self, patient: PatientId, reminder: Reminder, next_due_at: datetime) -> None:
        """Send letters from now on."""
        sealed = self._vault.patient(patient).seal(encode(Reminder, reminder), "reminder")
        with self._database.write() as session:
            row = session.get(ReminderRow, patient)
            if row is None:
                row = ReminderRow(patient_id=patient)
                session.add(row)
            row.next_due_at, row.attempts, row.last_error = next_due_at, 0, None
            row.token_hash, row.sealed_reminder = _hash(reminder.token), sealed
            session.flush()
            self._audit.add(session, AccountId(patient), "reminder.on", patient_id=patient)

    def unremind(self, patient: PatientId) -> None:
        """Send no more letters."""
        with self._database.write() as session:
            row = session.get(ReminderRow, patient)
            if row is not None:
                session.delete(row)
                self._audit.add(session, AccountId(patient), "reminder.off", patient_id=patient)
        self._database.forget_deleted()

    def whose(self, token: str) -> PatientId | None:
        """Return who a link that stops letters belongs to."""
        chosen = select(ReminderRow.patient_id).where(ReminderRow.token_hash == _hash(token))
        with self._database.read() as session:
            found = session.scalars(chosen).first()
        return None if found is None else PatientId(found)

    def take(self) -> tuple[PatientId, datetime] | None:
        """Take over one reminder whose time has come; with the moment that this is known by."""
        now = self._clock()
        due = select(ReminderRow).where(ReminderRow.next_due_at <= now)
        with self._database.write() as session:
            row = session.scalars(due.order_by(ReminderRow.next_due_at).limit(1)).first()
            if row is None:
                return None
            until = now + TAKEN_FOR
            row.next_due_at, row.attempts = until, row.attempts + 1
            return PatientId(row.patient_id), until

    def settled(self, patient: PatientId, taken: datetime, following: datetime) -> None:
        """Say that a reminder was sent, or that nothing waited."""
        ours = (ReminderRow.patient_id == patient) & (ReminderRow.next_due_at == taken)
        with self._database.write() as session:
            session.execute(
                update(ReminderRow)
                .where(ours)
                .values(next_due_at=following, attempts=0, last_error=None),
                execution_options={"synchronize_session": False},
            )

    def failed(
        self, patient: PatientId, taken: datetime, following: datetime, error_code: str
    ) -> None:
        """Try again soon; after too many attempts at its next time."""
        with self._database.write() as session:
            row = session.get(ReminderRow, patient)
            if row is None or row.next_due_at != taken:
                return
            row.last_error = error_code[:100]
            late = row.attempts >= ATTEMPTS
            row.next_due_at = following if late else self._clock() + backoff(row.attempts)
            row.attempts = 0 if late else row.attempts


def _plan(key: DataKey, row: PlanRow) -> CheckInPlan:
    read = decode(CheckInPlan, key.open(row.sealed_plan, row.plan_id, "plan"))
    return replace(read, stopped_at=row.stopped_at)


def _reminder(key: DataKey, row: ReminderRow) -> Reminder:
    return decode(Reminder, key.open(row.sealed_reminder, "reminder"))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
