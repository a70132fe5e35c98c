"""The words of all notes of one patient, opened a few notes at a time."""

from collections.abc import Callable, Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, select

from voicejournal.model.found import Written
from voicejournal.model.note import NoteCard, NoteKind, PatientId
from voicejournal.store.activity import THERE
from voicejournal.store.database import Database
from voicejournal.store.reading import CARD_STEPS, TRANSCRIPT, TYPED, NoteReading
from voicejournal.store.steps import Steps
from voicejournal.store.tables import NoteRow, StepRow
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

    def of(
        self, patient: PatientId, limit: int, may_matter: Callable[[str], bool]
    ) -> Iterator[Written]:
        """Yield the words of a patient's notes, private ones too, newest note first.

        Args:
            patient: Whose notes.
            limit: How many notes are looked at.
            may_matter: Asked about a note's text as it is kept, words and numbers mixed; a note
                that it says no to is left out. Reading it properly takes ten times as long.
        """
        mine = select(NoteRow).where(NoteRow.patient_id == patient, THERE)
        ordered = mine.order_by(NoteRow.recorded_at.desc(), NoteRow.note_id)
        key = self._vault.patient(patient)
        for start in range(0, limit, AT_ONCE):
            with self._database.read() as session:
                chosen = ordered.offset(start).limit(min(AT_ONCE, limit - start))
                rows = session.scalars(chosen).all()
                ids = [row.note_id for row in rows]
                newest = self._steps.newest(session, key, ids, (TRANSCRIPT, TYPED))
            for row in rows:
                kept = b"".join(newest.get((row.note_id, one), b"") for one in (TRANSCRIPT, TYPED))
                if row.sealed_amendments is not None or may_matter(kept.decode()):
                    yield NoteReading(row, newest, key).written()
            if len(rows) < AT_ONCE:
                return

    def cards(
        self, patient: PatientId, *, kind: NoteKind, skip: int, limit: int
    ) -> tuple[NoteCard, ...]:
        """List some of a patient's notes, newest first.

        Args:
            patient: Whose notes.
            kind: Which of them.
            skip: How many of the newest are left out.
            limit: How many.
        """
        chosen = select(NoteRow).where(NoteRow.patient_id == patient, THERE, *_of_kind(kind))
        ordered = chosen.order_by(NoteRow.recorded_at.desc(), NoteRow.note_id)
        key = self._vault.patient(patient)
        with self._database.read() as session:
            rows = session.scalars(ordered.offset(skip).limit(limit)).all()
            newest = self._steps.newest(session, key, (row.note_id for row in rows), CARD_STEPS)
        return tuple(NoteReading(row, newest, key).card() for row in rows)

    def moments(self, patient: PatientId, since: datetime) -> tuple[tuple[datetime, bool], ...]:
        """Return when each note since a moment was made, and whether it was typed; no words."""
        typed = exists().where(StepRow.note_id == NoteRow.note_id, StepRow.step == TYPED)
        chosen = select(NoteRow.recorded_at, typed).where(
            NoteRow.patient_id == patient, THERE, NoteRow.recorded_at >= since
        )
        with self._database.read() as session:
            return tuple((at, bool(was_typed)) for at, was_typed in session.execute(chosen))

    def count(self, patient: PatientId) -> int:
        """Count a patient's notes."""
        counted = select(func.count()).where(NoteRow.patient_id == patient, THERE)
        with self._database.read() as session:
            return session.scalar(counted) or 0


def _of_kind(kind: NoteKind) -> tuple[ColumnElement[bool], ...]:
    typed = exists().where(StepRow.note_id == NoteRow.note_id, StepRow.step == TYPED)
    return {
        "all": (),
        "spoken": (~typed,),
        "typed": (typed,),
        "private": (NoteRow.private_since.is_not(None),),
    }[kind]
