"""The programme of a patient: what was given, what was done, what was begun and left."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from voicejournal.errors import NotFoundError
from voicejournal.model.note import AccountId, PatientId
from voicejournal.model.programme import Draft, ExerciseId, Given, GivenId, Worksheet
from voicejournal.store.codec import decode, encode
from voicejournal.store.programme_tables import DraftRow, GivenRow, WorksheetRow
from voicejournal.store.stoppable import Stoppable
from voicejournal.store.vault import DataKey

Drafts = Mapping[str, Draft]
"""By the name of the exercise."""


class Programmes(Stoppable):
    """Keeps programmes; the audit says that something was given or done, never what."""

    def give(self, patient: PatientId, given: Given) -> None:
        """Make something part of a programme."""
        sealed = self._vault.patient(patient).seal(encode(Given, given), given.given_id, "given")
        row = GivenRow(
            given_id=given.given_id,
            patient_id=patient,
            given_by=given.given_by,
            given_at=given.given_at,
            sealed_given=sealed,
        )
        self._enter(row, given.given_by, "programme.given", given.given_id)

    def stop(self, patient: PatientId, given_id: GivenId, by: AccountId) -> None:
        """Take something out of a programme; that it was there stays known.

        Raises:
            NotFoundError: It was never there.
        """
        self._stop(GivenRow, given_id, by, "programme.stopped", patient=patient)

    def given(self, patient: PatientId) -> tuple[Given, ...]:
        """Return all that was ever given, oldest first."""
        key = self._vault.patient(patient)
        chosen = select(GivenRow).where(GivenRow.patient_id == patient)
        with self._database.read() as session:
            rows = session.scalars(chosen.order_by(GivenRow.given_at, GivenRow.given_id)).all()
        return tuple(_given(key, row) for row in rows)

    def add(self, patient: PatientId, sheet: Worksheet) -> bool:
        """Keep an exercise that was done; returns whether it is new."""
        done = sheet.done
        sealed = self._vault.patient(patient).seal(
            encode(Worksheet, sheet), done.exercise_id, "worksheet"
        )
        row = WorksheetRow(
            patient_id=patient,
            exercise_id=done.exercise_id,
            done_at=done.done_at,
            sealed_worksheet=sealed,
        )
        with self._database.write() as session:
            if session.get(WorksheetRow, (patient, done.exercise_id)) is not None:
                return False
            session.add(row)
            session.flush()
            self._audit.add(
                session,
                AccountId(patient),
                "exercise.done",
                patient_id=patient,
                subject_id=done.exercise_id,
            )
        return True

    def worksheets(self, patient: PatientId) -> tuple[Worksheet, ...]:
        """Return the exercises that were done, oldest first."""
        key = self._vault.patient(patient)
        chosen = select(WorksheetRow).where(WorksheetRow.patient_id == patient)
        with self._database.read() as session:
            ordered = chosen.order_by(WorksheetRow.done_at, WorksheetRow.exercise_id)
            rows = session.scalars(ordered).all()
        return tuple(_worksheet(key, row) for row in rows)

    def worksheet(self, patient: PatientId, exercise_id: ExerciseId) -> Worksheet:
        """Return one of them; NotFoundError if there is none."""
        key = self._vault.patient(patient)
        with self._database.read() as session:
            row = session.get(WorksheetRow, (patient, exercise_id))
        if row is None:
            raise NotFoundError
        return _worksheet(key, row)

    def is_done(self, patient: PatientId, exercise_id: ExerciseId) -> bool:
        """Tell whether an exercise was done under this id."""
        with self._database.read() as session:
            return session.get(WorksheetRow, (patient, exercise_id)) is not None

    def moments(self, patient: PatientId) -> tuple[tuple[ExerciseId, datetime], ...]:
        """Return when each exercise was done, oldest first, opening nothing."""
        chosen = select(WorksheetRow.exercise_id, WorksheetRow.done_at).where(
            WorksheetRow.patient_id == patient
        )
        ordered = chosen.order_by(WorksheetRow.done_at, WorksheetRow.exercise_id)
        with self._database.read() as session:
            return tuple((ExerciseId(one), at) for one, at in session.execute(ordered))

    def drafts(self, patient: PatientId) -> Drafts:
        """Return every exercise that was begun and left."""
        key = self._vault.patient(patient)
        with self._database.read() as session:
            row = session.get(DraftRow, patient)
        return _drafts(key, row)

    def draft(self, patient: PatientId, exercise: str) -> Draft | None:
        """Return how an exercise stood when it was left; None: it was not begun."""
        return self.drafts(patient).get(exercise)

    def set_draft(self, patient: PatientId, exercise: str, draft: Draft | None) -> None:
        """Keep how an exercise stands, or forget it."""
        key = self._vault.patient(patient)
        with self._database.write() as session:
            row = session.get(DraftRow, patient)
            drafts = {name: one for name, one in _drafts(key, row).items() if name != exercise}
            if draft is not None:
                drafts[exercise] = draft
            sealed = key.seal(encode(dict[str, Draft], drafts), "drafts")
            if row is None:
                session.add(DraftRow(patient_id=patient, sealed_drafts=sealed))
            else:
                row.sealed_drafts = sealed
        if draft is None:
            self._database.forget_deleted()


def _given(key: DataKey, row: GivenRow) -> Given:
    read = decode(Given, key.open(row.sealed_given, row.given_id, "given"))
    return Given(
        given_id=read.given_id,
        name=read.name,
        given_by=read.given_by,
        given_at=read.given_at,
        words=read.words,
        per_week=read.per_week,
        stopped_at=row.stopped_at,
    )


def _worksheet(key: DataKey, row: WorksheetRow) -> Worksheet:
    return decode(Worksheet, key.open(row.sealed_worksheet, row.exercise_id, "worksheet"))


def _drafts(key: DataKey, row: DraftRow | None) -> Drafts:
    return {} if row is None else decode(dict[str, Draft], key.open(row.sealed_drafts, "drafts"))
