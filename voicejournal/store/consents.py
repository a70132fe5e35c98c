"""The ledger of consent: every answer is a line, and the last one about a purpose counts."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from voicejournal.model.consent import ConsentLine, Decision, LineId
from voicejournal.model.note import AccountId, PatientId
from voicejournal.model.purpose import Grants, Purpose
from voicejournal.store.audit import SYSTEM, Audit
from voicejournal.store.consent_tables import ConsentRow
from voicejournal.store.database import Database
from voicejournal.store.jobs import start_again

ON_NOTES: frozenset[Purpose] = frozenset(
    {"transcribe", "measure_voice", "analyze", "safety", "speakers", "emotion", "language_model"}
)
"""What changes for these is worked out anew from the notes."""
IN_FORCE = frozenset({"granted", "carried"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What somebody answers about one purpose, having read one version of its text."""

    purpose: Purpose
    granted: bool
    version: int
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unremoved:
    """A purpose that was taken back and whose results are still to be removed."""

    patient_id: PatientId
    line: ConsentLine


class Consents:
    """Keeps what patients allow."""

    def __init__(self, database: Database, audit: Audit, clock: Callable[[], datetime]) -> None:
        """Keep what it needs."""
        self._database = database
        self._audit = audit
        self._clock = clock

    def answer(self, patient: PatientId, answer: Answer) -> ConsentLine:
        """Add an answer to the ledger: from this moment on it holds.

        Whatever works on the patient's notes loses its claim in the same transaction, so that
        nothing is kept any more that was begun under the answer before.
        """
        with self._database.write() as session:
            before = _in_force(_lines(session, patient)).get(answer.purpose)
            line = _Line(answer.purpose, _decision(before, answer), answer.version, answer.language)
            row = self._add(session, patient, line, by=patient)
            if answer.purpose in ON_NOTES and _changes(before, answer):
                start_again(session, patient, self._clock())
        return _read(row)

    def removed(self, patient: PatientId, of: ConsentLine, receipt: Mapping[str, int]) -> None:
        """Add what a withdrawal took away."""
        told = json.dumps({name: count for name, count in receipt.items() if count})
        line = _Line(of.purpose, "removed", of.version, of.language)
        with self._database.write() as session:
            self._add(session, patient, line, by=SYSTEM, removed=told)

    def lines(self, patient: PatientId) -> tuple[ConsentLine, ...]:
        """Return the whole ledger of a patient, oldest line first."""
        with self._database.read() as session:
            return _lines(session, patient)

    def in_force(self, patient: PatientId) -> Mapping[Purpose, ConsentLine]:
        """Return the last answer about each purpose."""
        return _in_force(self.lines(patient))

    def grants(self, patient: PatientId) -> Grants:
        """Return what a patient allows now; asked for several times a page, so it reads little."""
        chosen = select(ConsentRow.purpose, ConsentRow.decision).where(
            ConsentRow.patient_id == patient, ConsentRow.decision != "removed"
        )
        with self._database.read() as session:
            rows = session.execute(chosen.order_by(ConsentRow.number)).all()
        last = {row.purpose: row.decision for row in rows}
        granted = frozenset(one for one, decision in last.items() if decision in IN_FORCE)
        return Grants(granted, frozenset(last) - granted)

    def sharing(self, patients: Iterable[PatientId], purpose: Purpose) -> frozenset[PatientId]:
        """Return those of these patients who allow a purpose, with one query."""
        answers = (
            select(ConsentRow.patient_id, ConsentRow.decision)
            .where(
                ConsentRow.patient_id.in_(tuple(patients)),
                ConsentRow.purpose == purpose,
                ConsentRow.decision != "removed",
            )
            .order_by(ConsentRow.number)
        )
        with self._database.read() as session:
            last = {PatientId(one): decision for one, decision in session.execute(answers)}
        return frozenset(one for one, decision in last.items() if decision in IN_FORCE)

    def unremoved(self) -> tuple[Unremoved, ...]:
        """Return what was taken back and is still to be removed, after a crash in between."""
        newest = (
            select(
                ConsentRow.patient_id, ConsentRow.purpose, func.max(ConsentRow.number).label("n")
            )
            .group_by(ConsentRow.patient_id, ConsentRow.purpose)
            .subquery()
        )
        here = (ConsentRow.patient_id == newest.c.patient_id) & (ConsentRow.number == newest.c.n)
        chosen = select(ConsentRow).join(newest, here).where(ConsentRow.decision == "withdrawn")
        with self._database.read() as session:
            rows = session.scalars(chosen).all()
        return tuple(
            Unremoved(patient_id=PatientId(row.patient_id), line=_read(row)) for row in rows
        )

    def _add(
        self, session: Session, patient: PatientId, line: "_Line", *, by: str, removed: str = ""
    ) -> ConsentRow:
        last = select(func.max(ConsentRow.number)).where(ConsentRow.patient_id == patient)
        row = ConsentRow(
            patient_id=patient,
            number=(session.scalar(last) or 0) + 1,
            purpose=line.purpose,
            decision=line.decision,
            version=line.version,
            language=line.language,
            at=self._clock(),
            by=by,
            removed=removed,
        )
        session.add(row)
        session.flush()
        self._audit.add(
            session, by, f"consent.{line.decision}", patient_id=patient, subject_id=line.purpose
        )
        return row


@dataclass(frozen=True, slots=True)
class _Line:
    purpose: Purpose
    decision: Decision
    version: int
    language: str


def _decision(before: ConsentLine | None, answer: Answer) -> Decision:
    if answer.granted:
        return "granted"
    return "withdrawn" if before is not None and before.decision in IN_FORCE else "refused"


def _changes(before: ConsentLine | None, answer: Answer) -> bool:
    return answer.granted != (before is not None and before.decision in IN_FORCE)


def _lines(session: Session, patient: PatientId) -> tuple[ConsentLine, ...]:
    chosen = select(ConsentRow).where(ConsentRow.patient_id == patient)
    return tuple(_read(row) for row in session.scalars(chosen.order_by(ConsentRow.number)))


def _in_force(lines: Iterable[ConsentLine]) -> Mapping[Purpose, ConsentLine]:
    return {one.purpose: one for one in lines if one.decision != "removed"}


def _read(row: ConsentRow) -> ConsentLine:
    return ConsentLine(
        number=LineId(row.number),
        purpose=row.purpose,  # type: ignore[arg-type]  # only a Purpose was ever written
        decision=row.decision,  # type: ignore[arg-type]  # only a Decision was ever written
        version=row.version,
        language=row.language,
        at=row.at,
        by=AccountId(row.by),
        removed=tuple(json.loads(row.removed).items()) if row.removed else (),
    )
