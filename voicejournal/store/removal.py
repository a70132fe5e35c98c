"""Removing what a purpose produced from the notes of a patient: rows, and the sound's files.

Every function may be called again after a crash in between: it removes what is still there.
"""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, delete, select
from sqlalchemy.orm import Session

from voicejournal.model.amendment import Amendments
from voicejournal.model.finding import Finding, NoteFindings
from voicejournal.model.note import NoteId, PatientId
from voicejournal.model.speakers import TOLD_APART
from voicejournal.model.voice import VoiceMeasures
from voicejournal.store.blobs import SoundFolder
from voicejournal.store.codec import decode, encode
from voicejournal.store.database import Database
from voicejournal.store.reading import FINDINGS, TRANSCRIPT, TURNS, UNDER_WORK, VOICE
from voicejournal.store.tables import NoteRow, SoundRow, StepRow
from voicejournal.store.vault import DataKey, Vault

T = TypeVar("T")

WITH_WORDS = "+"
"""In the version of measures that the words had a part in."""


class Removal:
    """Removes what was produced."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        sounds: SoundFolder,
        clock: Callable[[], datetime],
    ) -> None:
        """Keep what it needs."""
        self._database = database
        self._vault = vault
        self._sounds = sounds
        self._clock = clock

    def recordings(
        self, patient: PatientId, note_id: NoteId | None = None, *, really: bool = True
    ) -> int:
        """Delete the sound of a patient's notes, all or one; returns of how many.

        A note that is still worked on keeps it until that is done.
        """
        done = NoteRow.state.not_in(UNDER_WORK) if note_id is None else NoteRow.note_id == note_id
        with self._database.write() as session:
            heard = select(SoundRow.note_id).where(SoundRow.note_id.in_(_notes(patient, done)))
            notes = set(session.scalars(heard))
            if not really:
                return len(notes)
            refs = session.scalars(select(SoundRow.ref).where(SoundRow.note_id.in_(notes))).all()
            session.execute(delete(SoundRow).where(SoundRow.note_id.in_(notes)))
            for row in session.scalars(select(NoteRow).where(NoteRow.note_id.in_(notes))):
                row.sound_deleted_at = row.sound_deleted_at or self._clock()
                if row.muting_since is not None:  # what is left can be worked on
                    row.muting_since, row.state, row.step_attempts = None, "received", 0
        for ref in refs:
            self._sounds.destroy(ref)
        self._database.forget_deleted()
        return len(notes)

    def results(
        self,
        patient: PatientId,
        steps: Collection[str],
        *,
        with_words: bool = False,
        really: bool = True,
    ) -> int:
        """Delete the results of some steps; returns of how many notes.

        Args:
            patient: Whose.
            steps: Their names.
            with_words: Also the measures that words had a part in.
            really: Only count where this is false.
        """
        chosen: ColumnElement[bool] = StepRow.step.in_(steps)
        if TURNS in steps:
            chosen |= StepRow.version.contains(TOLD_APART, autoescape=True)
        if with_words:
            chosen |= (StepRow.step == VOICE) & StepRow.version.contains(WITH_WORDS)
        mine = StepRow.note_id.in_(_notes(patient)) & chosen
        with self._database.write() as session:
            notes = set(session.scalars(select(StepRow.note_id).where(mine)))
            if not really:
                return len(notes)
            session.execute(delete(StepRow).where(mine))
            if TRANSCRIPT in steps:
                self._forget_corrections(session, patient)
        self._database.forget_deleted()
        return len(notes)

    def findings(
        self, patient: PatientId, gone: Callable[[Finding], bool], *, really: bool = True
    ) -> int:
        """Delete findings; returns how many."""

        def left(found: NoteFindings) -> NoteFindings:
            kept = tuple(one for one in found.findings if not gone(one))
            return found if len(kept) == len(found.findings) else replace(found, findings=kept)

        changed = self._rewrite(patient, FINDINGS, NoteFindings, left, really=really)
        return sum(len(before.findings) - len(after.findings) for before, after in changed)

    def measures(self, patient: PatientId, names: Collection[str], *, really: bool = True) -> int:
        """Delete some measures of the voice; returns how many."""

        def left(voice: VoiceMeasures) -> VoiceMeasures:
            kept = tuple(one for one in voice.measures if one.name not in names)
            return voice if len(kept) == len(voice.measures) else replace(voice, measures=kept)

        changed = self._rewrite(patient, VOICE, VoiceMeasures, left, really=really)
        return sum(len(before.measures) - len(after.measures) for before, after in changed)

    def _rewrite(
        self,
        patient: PatientId,
        step: str,
        kind: type[T],
        change: Callable[[T], T],
        *,
        really: bool,
    ) -> tuple[tuple[T, T], ...]:
        """Change every kept result of one step; returns those that changed, before and after."""
        key = self._vault.patient(patient)
        mine = (StepRow.step == step) & StepRow.note_id.in_(_notes(patient))
        changed = []
        with self._database.write() as session:
            for row in session.scalars(select(StepRow).where(mine).with_for_update()).all():
                place = (row.note_id, "step", row.step, row.version)
                before = decode(kind, key.open(row.sealed_result, *place))
                after = change(before)
                if after is not before and really:
                    row.sealed_result = key.seal(encode(kind, after), *place)
                if after is not before:
                    changed.append((before, after))
        if really:
            self._database.forget_deleted()
        return tuple(changed)

    def _forget_corrections(self, session: Session, patient: PatientId) -> None:
        """Words that the patient set right go with the words; what was struck stays struck."""
        key = self._vault.patient(patient)
        mine = (NoteRow.patient_id == patient) & NoteRow.sealed_amendments.is_not(None)
        for row in session.scalars(select(NoteRow).where(mine)):
            row.sealed_amendments = _without_corrections(key, row)


def _without_corrections(key: DataKey, row: NoteRow) -> bytes | None:
    if row.sealed_amendments is None:
        return None
    place = (row.note_id, "amendments")
    before = decode(Amendments, key.open(row.sealed_amendments, *place))
    return key.seal(encode(Amendments, replace(before, corrections=())), *place)


def _notes(patient: PatientId, *which: ColumnElement[bool]) -> Select[str]:
    """Choose the ids of a patient's notes."""
    return select(NoteRow.note_id).where(NoteRow.patient_id == patient, *which)
