"""The words of all notes of one patient, opened a few notes at a time."""

from collections.abc import Iterator

from sqlalchemy import func, select

from voicejournal.model.found import Written
from voicejournal.model.note import PatientId
from voicejournal.store.activity import THERE
from voicejournal.store.database import Database
from voicejournal.store.reading import CARD_STEPS, NoteReading
from voicejournal.store.steps import Steps
from voicejournal.store.tables import NoteRow
from voicejournal.store.vault import Vault

AT_ONCE = 50
"""Notes whose words are in memory at the same time."""


class Writings:
    """Reads what patients said or typed, for patients themselves."""

    def __init__(self, database: Database, vault: Vault, steps: Steps) -> None:
        """Keep what it needs."""
        self._database = database
        self._vault = vault
        self._steps = steps

    def of(self, patient: PatientId, limit: int) -> Iterator[Written]:
        """Yield the words of a patient's notes, private ones too, newest note first."""
        mine = select(NoteRow).where(NoteRow.patient_id == patient, THERE)
        ordered = mine.order_by(NoteRow.recorded_at.desc(), NoteRow.note_id)
        key = self._vault.patient(patient)
        for start in range(0, limit, AT_ONCE):
            with self._database.read() as session:
                chosen = ordered.offset(start).limit(min(AT_ONCE, limit - start))
                rows = session.scalars(chosen).all()
                newest = self._steps.newest(session, key, (row.note_id for row in rows), CARD_STEPS)
            yield from (NoteReading(row, newest, key).written() for row in rows)
            if len(rows) < AT_ONCE:
                return

    def count(self, patient: PatientId) -> int:
        """Count a patient's notes."""
        counted = select(func.count()).where(NoteRow.patient_id == patient, THERE)
        with self._database.read() as session:
            return session.scalar(counted) or 0
