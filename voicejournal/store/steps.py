"""Results of the steps on a note: each is kept before the next begins, and never made twice."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from voicejournal.errors import SoundGoneError
from voicejournal.model.note import NoteId, PatientId
from voicejournal.store.codec import decode, encode
from voicejournal.store.database import Database
from voicejournal.store.jobs import change_if_ours
from voicejournal.store.tables import NoteRow, StepRow
from voicejournal.store.vault import DataKey, Vault

T = TypeVar("T")

Newest = Mapping[tuple[str, str], bytes]
"""The result in force of each (note id, step), as bytes."""


class Steps:
    """Keeps what each step made of each note."""

    def __init__(self, database: Database, vault: Vault, clock: Callable[[], datetime]) -> None:
        """Keep what it needs."""
        self._database = database
        self._vault = vault
        self._clock = clock

    def step(self, note_id: NoteId, step: str, version: str) -> bytes | None:
        """Return the kept result of one step, or None."""
        with self._database.read() as session:
            row = session.get(StepRow, (note_id, step, version))
            if row is None:
                return None
            patient = session.get_one(NoteRow, note_id).patient_id
        return _opened(self._vault.patient(PatientId(patient)), row)

    def keep_step(
        self, note_id: NoteId, step: str, version: str, result: bytes, fence: int
    ) -> None:
        """Keep the result of one step; keeping it once more changes nothing.

        Raises:
            FenceLostError: Another worker has taken the note over; nothing was kept.
        """
        key = self._vault.patient(self._patient_of(note_id))
        row = step_row(key, note_id, step, version, result, self._clock())
        with self._database.write() as session:
            change_if_ours(session, note_id, fence, step_attempts=1)
            if session.get(StepRow, (note_id, step, version)) is None:
                session.add(row)

    def last(self, note_id: NoteId, step: str) -> bytes:
        """Return the newest kept result of a step, whatever made it.

        Raises:
            SoundGoneError: There is none, and without the sound there never will be.
        """
        key = self._vault.patient(self._patient_of(note_id))
        with self._database.read() as session:
            found = self.newest(session, key, (note_id,), (step,))
        if not found:
            raise SoundGoneError
        return found[note_id, step]

    def use(self, note_id: NoteId, step: str, version: str, fence: int) -> None:
        """Say that a run builds on this kept result: it is the one in force now.

        Raises:
            FenceLostError: Another worker has taken the note over.
        """
        with self._database.write() as session:
            change_if_ours(session, note_id, fence, step_attempts=NoteRow.step_attempts)
            session.get_one(StepRow, (note_id, step, version)).used_at = self._clock()

    def newest(
        self, session: Session, key: DataKey, note_ids: Iterable[str], steps: Iterable[str]
    ) -> Newest:
        """Open the results in force of several notes of one patient, with one query."""
        chosen = (
            select(StepRow)
            .where(StepRow.note_id.in_(tuple(note_ids)), StepRow.step.in_(tuple(steps)))
            .order_by(StepRow.used_at, StepRow.created_at)
        )
        in_force = {(row.note_id, row.step): row for row in session.scalars(chosen)}
        return {place: _opened(key, row) for place, row in in_force.items()}

    def _patient_of(self, note_id: NoteId) -> PatientId:
        with self._database.read() as session:
            return PatientId(session.get_one(NoteRow, note_id).patient_id)


class HasSteps(Protocol):
    """The store, as far as a keeper needs it."""

    @property
    def steps(self) -> Steps:
        """Where results are kept."""


@dataclass(frozen=True, slots=True)
class StepKeeper:
    """Remembers the results of one claim: computes only what was never kept."""

    store: HasSteps
    note_id: NoteId
    fence: int

    def __call__(self, step: str, version: str, kind: type[T], compute: Callable[[], T], /) -> T:
        """Return the kept result of `step` at `version`, or compute and keep it.

        Raises:
            FenceLostError: Another worker has taken the note over.
        """
        kept = self.store.steps.step(self.note_id, step, version)
        if kept is not None:
            self.store.steps.use(self.note_id, step, version, self.fence)
            return decode(kind, kept)
        try:
            result = compute()
        except SoundGoneError:
            # What was made while there was sound is all that can be known of it.
            return decode(kind, self.store.steps.last(self.note_id, step))
        self.store.steps.keep_step(self.note_id, step, version, encode(kind, result), self.fence)
        return result


def step_row(
    key: DataKey, note_id: str, step: str, version: str, result: bytes, now: datetime
) -> StepRow:
    """Return the row of a result that is in force from now on, sealed."""
    return StepRow(
        note_id=note_id,
        step=step,
        version=version,
        sealed_result=key.seal(result, note_id, "step", step, version),
        created_at=now,
        used_at=now,
    )


def _opened(key: DataKey, row: StepRow) -> bytes:
    return key.open(row.sealed_result, row.note_id, "step", row.step, row.version)
