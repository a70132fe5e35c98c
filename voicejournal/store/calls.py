"""Calls for a clinician, and answers to the question after a note."""

import uuid
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import select, update

from voicejournal.errors import NotFoundError
from voicejournal.model.asked import Asked, Call, CallId
from voicejournal.model.note import AccountId, NoteId, PatientId
from voicejournal.store.audit import Audit
from voicejournal.store.codec import decode, encode
from voicejournal.store.database import Database
from voicejournal.store.notices import ATTEMPTS, TAKEN_FOR
from voicejournal.store.programme_tables import AskedRow, CallRow
from voicejournal.store.schedules import backoff
from voicejournal.store.vault import Vault

ONE_CALL = timedelta(minutes=15)
"""Pressed again within this, it is the same call: one letter, one mark (assumed)."""


class Calls:
    """Keeps who asked to be contacted, and who has seen it."""

    def __init__(
        self, database: Database, vault: Vault, audit: Audit, clock: Callable[[], datetime]
    ) -> None:
        """Keep what it needs."""
        self._database = database
        self._vault = vault
        self._audit = audit
        self._clock = clock

    def call(self, patient: PatientId, *, by_letter: bool) -> Call:
        """Keep that a patient asks to be contacted, and owe the letter about it."""
        now = self._clock()
        waiting = (CallRow.patient_id == patient) & CallRow.seen_at.is_(None)
        lately = waiting & (CallRow.called_at > now - ONE_CALL)
        with self._database.write() as session:
            held = session.scalars(select(CallRow).where(lately)).first()
            if held is not None:
                return _call(held)
            row = CallRow(
                call_id=str(uuid.uuid4()),
                patient_id=patient,
                called_at=now,
                letter="due" if by_letter else "none",
                next_due_at=now,
                attempts=0,
            )
            session.add(row)
            session.flush()
            self._audit.add(
                session, AccountId(patient), "call.made", patient_id=patient, subject_id=row.call_id
            )
            return _call(row)

    def open(self, patients: Iterable[PatientId]) -> Mapping[PatientId, Call]:
        """Return the newest call of each patient that nobody has seen yet."""
        chosen = select(CallRow).where(
            CallRow.patient_id.in_(tuple(patients)), CallRow.seen_at.is_(None)
        )
        with self._database.read() as session:
            rows = session.scalars(chosen.order_by(CallRow.called_at)).all()
        return {PatientId(row.patient_id): _call(row) for row in rows}

    def newest(self, patient: PatientId) -> Call | None:
        """Return a patient's newest call, seen or not."""
        chosen = select(CallRow).where(CallRow.patient_id == patient)
        with self._database.read() as session:
            row = session.scalars(chosen.order_by(CallRow.called_at.desc()).limit(1)).first()
        return None if row is None else _call(row)

    def all(self, patient: PatientId) -> tuple[Call, ...]:
        """Return every call of a patient, oldest first."""
        chosen = select(CallRow).where(CallRow.patient_id == patient).order_by(CallRow.called_at)
        with self._database.read() as session:
            rows = session.scalars(chosen).all()
        return tuple(_call(row) for row in rows)

    def seen(self, patient: PatientId, by: AccountId) -> None:
        """Say that somebody has seen the calls of a patient; NotFoundError if there was none."""
        with self._database.write() as session:
            chosen = select(CallRow).where(CallRow.patient_id == patient)
            rows = session.scalars(chosen.where(CallRow.seen_at.is_(None))).all()
            if not rows:
                raise NotFoundError
            for row in rows:
                row.seen_at, row.seen_by = self._clock(), by
                self._audit.add(
                    session, by, "call.seen", patient_id=patient, subject_id=row.call_id
                )

    def take(self) -> tuple[CallId, PatientId] | None:
        """Take over one letter about a call."""
        now = self._clock()
        due = select(CallRow).where(CallRow.letter == "due", CallRow.next_due_at <= now)
        with self._database.write() as session:
            row = session.scalars(due.order_by(CallRow.called_at).limit(1)).first()
            if row is None:
                return None
            row.next_due_at, row.attempts = now + TAKEN_FOR, row.attempts + 1
            return CallId(row.call_id), PatientId(row.patient_id)

    def sent(self, call_id: CallId) -> None:
        """Say that the letter about a call went out."""
        with self._database.write() as session:
            session.execute(
                update(CallRow)
                .where(CallRow.call_id == call_id)
                .values(letter="sent", last_error=None),
                execution_options={"synchronize_session": False},
            )

    def failed(self, call_id: CallId, error_code: str) -> None:
        """Try the letter again later, or give up; the mark in the list of patients stays."""
        with self._database.write() as session:
            row = session.get(CallRow, call_id)
            if row is not None and row.letter == "due":
                row.last_error = error_code[:100]
                row.next_due_at = self._clock() + backoff(row.attempts)
                row.letter = "failed" if row.attempts >= ATTEMPTS else "due"

    def answer(self, patient: PatientId, asked: Asked) -> None:
        """Keep what was answered after a note; a later answer takes the place of an earlier one."""
        key = self._vault.patient(patient)
        sealed = key.seal(encode(Asked, asked), asked.note_id, "asked")
        with self._database.write() as session:
            row = session.get(AskedRow, asked.note_id)
            if row is None:
                row = AskedRow(note_id=asked.note_id, patient_id=patient)
                session.add(row)
            row.answered_at, row.sealed_asked = asked.answered_at, sealed
            session.flush()
            self._audit.add(
                session,
                AccountId(patient),
                "safety.answered",
                patient_id=patient,
                subject_id=asked.note_id,
            )

    def asked(self, patient: PatientId) -> Mapping[NoteId, Asked]:
        """Return what a patient answered, by note."""
        key = self._vault.patient(patient)
        with self._database.read() as session:
            rows = session.scalars(select(AskedRow).where(AskedRow.patient_id == patient)).all()
        return {
            NoteId(row.note_id): decode(Asked, key.open(row.sealed_asked, row.note_id, "asked"))
            for row in rows
        }


def _call(row: CallRow) -> Call:
    return Call(
        call_id=CallId(row.call_id),
        called_at=row.called_at,
        seen_at=row.seen_at,
        seen_by=AccountId(row.seen_by) if row.seen_by else None,
    )
