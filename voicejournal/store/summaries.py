"""Weekly summaries, revision by revision. What a signed one says never changes."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from voicejournal.errors import NotFoundError
from voicejournal.model.note import AccountId, NoteId, PatientId
from voicejournal.model.revision import (
    Composition,
    Gist,
    Inputs,
    PastWeek,
    Revision,
    RevisionLine,
    Signature,
    mark_of,
)
from voicejournal.model.summary import WeeklySummary
from voicejournal.model.week import Week
from voicejournal.store.activity import SHARED
from voicejournal.store.codec import decode, encode
from voicejournal.store.database import Database
from voicejournal.store.reading import AUDIO, FINDINGS, TYPED
from voicejournal.store.standings import gist_of, settle
from voicejournal.store.tables import NoteRow, StepRow, SummaryRow
from voicejournal.store.vault import DataKey, Vault


class Summaries:
    """Keeps the summaries of weeks."""

    def __init__(self, database: Database, vault: Vault, clock: Callable[[], datetime]) -> None:
        """Keep what it needs."""
        self._database = database
        self._vault = vault
        self._clock = clock

    def inputs(
        self, patient: PatientId, week: Week, since: datetime, *, method: str, answers: str = ""
    ) -> Inputs:
        """Return what a summary of `week` would be made from now, opening nothing.

        Args:
            patient: Whose week.
            week: The week.
            since: How far back notes are looked at.
            method: Mark of the analyzers and of the way in which a page is composed.
            answers: Mark of the check-ins.
        """
        chosen = (
            select(
                NoteRow.note_id,
                NoteRow.recorded_at,
                NoteRow.changes,
                StepRow.step,
                StepRow.version,
            )
            .join(StepRow, StepRow.note_id == NoteRow.note_id)
            .where(NoteRow.patient_id == patient, SHARED)
            .where(NoteRow.recorded_at >= since, NoteRow.recorded_at < week.end)
            .order_by(NoteRow.recorded_at, NoteRow.note_id, StepRow.used_at, StepRow.created_at)
        )
        recorded: dict[str, datetime] = {}
        in_force: dict[str, dict[str, str]] = {}
        with self._database.read() as session:
            for note_id, at, changes, step, version in session.execute(chosen):
                recorded[note_id] = at
                in_force.setdefault(note_id, {})[step] = version
                if changes:  # what it holds is new, though nothing was made in a new way
                    in_force[note_id]["changes"] = str(changes)
        there = {one: steps for one, steps in in_force.items() if _counts(steps)}
        return Inputs(
            notes=tuple(
                (NoteId(one), mark_of(steps))
                for one, steps in there.items()
                if week.holds(recorded[one])
            ),
            earlier=mark_of(
                [(one, steps) for one, steps in there.items() if recorded[one] < week.start]
            ),
            method=method,
            answers=answers,
        )

    def lines(self, patient: PatientId, monday: date) -> tuple[RevisionLine, ...]:
        """Return the revisions of a week as lines, oldest first."""
        with self._database.read() as session:
            return tuple(line_of(row) for row in rows_of(session, patient, monday.isoformat()))

    def read(self, patient: PatientId, monday: date, number: int) -> Revision:
        """Return one revision.

        Raises:
            NotFoundError: No such revision.
        """
        key = self._vault.patient(patient)
        with self._database.read() as session:
            place = (patient, monday.isoformat(), number)
            row = session.get(SummaryRow, place, options=[undefer(SummaryRow.sealed_composition)])
            if row is None:
                raise NotFoundError
            kept = composition_of(key, row)
        return Revision(
            line=line_of(row),
            summary=kept.summary,
            inputs=kept.inputs,
            taken_back=kept.taken_back,
        )

    def keep(self, patient: PatientId, monday: date, kept: Composition, gist: Gist) -> RevisionLine:
        """Keep what was composed.

        The same page again only notes that newer inputs say the same. A draft that nobody has
        read is replaced. Beside one that was read, or signed, a new revision is put.
        """
        key = self._vault.patient(patient)
        with self._database.write() as session:
            rows = rows_of(session, patient, monday.isoformat(), lock=True)
            newest = rows[-1] if rows else None
            if newest is not None and newest.mark == kept.inputs.mark:
                return line_of(newest)
            if newest is not None and _says_the_same(composition_of(key, newest), kept):
                before = composition_of(key, newest)
                seal_into(key, newest, replace(before, inputs=kept.inputs))
                return line_of(newest)
            row = _place(patient, monday, newest)
            seal_into(key, row, kept)
            row.sealed_gist = seal_gist(key, row, gist)
            row.composed_at = kept.summary.composed_at
            session.add(row)
            session.flush()
            settle(session, key, patient, row.monday)
        return line_of(row)

    def rewrite(
        self,
        patient: PatientId,
        change: Callable[[Composition], Composition],
        gist: Callable[[WeeklySummary], Gist],
    ) -> None:
        """Change every kept page of a patient, signed ones too: what was taken back goes.

        Args:
            patient: Whose pages.
            change: Returns the page as it stays, the same object where nothing changes.
            gist: Sums a page up.
        """
        key = self._vault.patient(patient)
        chosen = select(SummaryRow).where(SummaryRow.patient_id == patient).with_for_update()
        with self._database.write() as session:
            for row in session.scalars(chosen).all():
                before = composition_of(key, row)
                after = change(before)
                if after is not before:
                    seal_into(key, row, after)
                    row.sealed_gist = seal_gist(key, row, gist(after.summary))
                    session.flush()
                    settle(session, key, patient, row.monday)
        self._database.forget_deleted()

    def past(self, patient: PatientId) -> tuple[PastWeek, ...]:
        """Return every week that a summary is kept of, newest first."""
        key = self._vault.patient(patient)
        chosen = select(SummaryRow).where(SummaryRow.patient_id == patient)
        ordered = chosen.order_by(SummaryRow.monday, SummaryRow.number)
        weeks: dict[str, list[SummaryRow]] = {}
        with self._database.read() as session:
            for row in session.scalars(ordered.options(undefer(SummaryRow.sealed_gist))):
                weeks.setdefault(row.monday, []).append(row)
        return tuple(_past(key, rows) for rows in reversed(weeks.values()))


def _counts(steps: Mapping[str, str]) -> bool:
    """Tell whether a note is part of a page: analyzed, or typed."""
    return TYPED in steps or {AUDIO, FINDINGS} <= steps.keys()


def rows_of(
    session: Session, patient: PatientId, monday: str, *, lock: bool = False
) -> list[SummaryRow]:
    """Return the revisions of a week, oldest first."""
    chosen = select(SummaryRow).where(SummaryRow.patient_id == patient, SummaryRow.monday == monday)
    if lock:
        chosen = chosen.with_for_update()
    return list(session.scalars(chosen.order_by(SummaryRow.number)))


def line_of(row: SummaryRow) -> RevisionLine:
    """Read a row as a line of a list."""
    signature = None
    if row.signed_at is not None and row.signed_by is not None:
        signature = Signature(
            by=AccountId(row.signed_by), at=row.signed_at, withdrawn_at=row.withdrawn_at
        )
    return RevisionLine(
        number=row.number,
        mark=row.mark,
        composed_at=row.composed_at,
        opened_at=row.opened_at,
        signature=signature,
    )


def seal_into(key: DataKey, row: SummaryRow, kept: Composition) -> None:
    """Write a composition into a row."""
    row.mark = kept.inputs.mark
    content = encode(Composition, kept)
    row.sealed_composition = key.seal(content, row.monday, str(row.number), "composition")


def seal_gist(key: DataKey, row: SummaryRow, gist: Gist) -> bytes:
    """Seal what a revision comes to, for its row."""
    return key.seal(encode(Gist, gist), row.monday, str(row.number), "gist")


def composition_of(key: DataKey, row: SummaryRow) -> Composition:
    """Open what a row holds."""
    opened = key.open(row.sealed_composition, row.monday, str(row.number), "composition")
    return decode(Composition, opened)


def _place(patient: PatientId, monday: date, newest: SummaryRow | None) -> SummaryRow:
    """Return the row to write into: the newest if nobody has read it, else a new one."""
    if newest is not None and newest.opened_at is None and newest.signed_at is None:
        return newest
    number = newest.number + 1 if newest is not None else 1
    return SummaryRow(patient_id=patient, monday=monday.isoformat(), number=number)


def _says_the_same(before: Composition, after: Composition) -> bool:
    return before.summary == replace(after.summary, composed_at=before.summary.composed_at)


def _past(key: DataKey, rows: list[SummaryRow]) -> PastWeek:
    lines = [line_of(row) for row in rows]
    signed = [line for line in lines if line.signed]
    return PastWeek(
        gist=gist_of(key, rows[-1]), line=lines[-1], signed=signed[-1] if signed else None
    )
