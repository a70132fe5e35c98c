"""What patients do with notes of theirs: each change is whole, or nothing of it happens.

What is taken out leaves every row and every file: rows are overwritten, the log of the database
is emptied, and of a sound first the salt of its key goes, then the file. Only the sound of a
struck passage takes longer: `mutings` finishes that.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from voicejournal.errors import NoteMovedError, NotFoundError
from voicejournal.model.amendment import Amendments
from voicejournal.model.audio import DeviceFacts, KeptAudio
from voicejournal.model.note import NoteId, PatientId
from voicejournal.model.transcript import Transcript
from voicejournal.store.audit import Audit
from voicejournal.store.blobs import SoundFolder
from voicejournal.store.codec import encode
from voicejournal.store.database import Database
from voicejournal.store.doorbell import Doorbell
from voicejournal.store.jobs import FIRST
from voicejournal.store.programme_tables import AskedRow
from voicejournal.store.reading import AUDIO, TRANSCRIPT, VOICE
from voicejournal.store.reception import PLAYABLE
from voicejournal.store.renditions import drop_sounds
from voicejournal.store.steps import step_row
from voicejournal.store.tables import NoteRow, StepRow
from voicejournal.store.vault import DataKey, Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Struck:
    """A note as it is once a passage is out of it."""

    transcript: Transcript
    """As the recogniser wrote it, without the words of the passage."""
    amendments: Amendments
    audio: KeptAudio | None = None
    """None: there is no sound any more, and the measures of it stay."""
    audio_version: str = ""
    """Of the step that listens to a recording."""


class Changes:
    """Changes notes for the patients whose they are."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        sounds: SoundFolder,
        audit: Audit,
        doorbell: Doorbell,
        clock: Callable[[], datetime],
    ) -> None:
        """Keep what it needs."""
        self._database = database
        self._vault = vault
        self._sounds = sounds
        self._audit = audit
        self._doorbell = doorbell
        self._clock = clock

    def strike(self, note_id: NoteId, struck: Struck, *, seen: int) -> None:
        """Put a note without a passage in the place of the note; the work on it begins anew.

        Its sound is out of everybody's reach from then on, until the worker has muted it. The
        copy that plays is destroyed at once: it is made anew.

        Args:
            note_id: The note.
            struck: What it is from now on.
            seen: How often it had been changed when `struck` was made.

        Raises:
            NoteMovedError: It was changed since; nothing happened.
            NotFoundError: No such note.
        """
        key = self._key(note_id)
        with self._database.write() as session:
            row = _unchanged(session, note_id, seen)
            old = self._replace(session, key, row, struck)
            row.priority = FIRST
            row.sealed_amendments = _seal_amendments(key, note_id, struck.amendments)
            self._begin_anew(row)
            self._tell(session, row, "note.struck")
        self._forget(old)
        self._doorbell.ring(note_id)

    def amend(self, note_id: NoteId, amendments: Amendments, *, seen: int) -> None:
        """Keep what a patient set right; wording and findings are made anew.

        Raises:
            NoteMovedError: It was changed since; nothing happened.
            NotFoundError: No such note.
        """
        key = self._key(note_id)
        with self._database.write() as session:
            row = _unchanged(session, note_id, seen)
            row.sealed_amendments = _seal_amendments(key, note_id, amendments)
            self._begin_anew(row)
            self._tell(session, row, "note.corrected")
        self._doorbell.ring(note_id)

    def set_private(self, note_id: NoteId, *, private: bool) -> bool:
        """Keep a note from everybody but the patient, or share it again; tells if that is new."""
        with self._database.write() as session:
            row = _there(session, note_id)
            if private == (row.private_since is not None):
                return False
            row.private_since = self._clock() if private else None
            self._tell(session, row, "note.kept_private" if private else "note.shared")
        return True

    def delete_sound(self, note_id: NoteId) -> int:
        """Delete every rendition of a note's sound; what was made of it stays.

        Returns:
            The number of the line of the audit that proves it.
        """
        with self._database.write() as session:
            row = _there(session, note_id)
            old = drop_sounds(session, note_id)
            row.sound_deleted_at = self._clock()
            if row.muting_since is not None:
                row.muting_since = None
                self._begin_anew(row)
            number = self._tell(session, row, "note.sound_deleted")
        self._forget(old)
        return number

    def delete(self, note_id: NoteId) -> int:
        """Delete a note; what is left is that there was one, so that it is not sent again.

        Returns:
            The number of the line of the audit that proves it.
        """
        key = self._key(note_id)
        with self._database.write() as session:
            row = _there(session, note_id)
            old = drop_sounds(session, note_id)
            session.execute(delete(StepRow).where(StepRow.note_id == note_id))
            session.execute(delete(AskedRow).where(AskedRow.note_id == note_id))
            nothing = encode(DeviceFacts, DeviceFacts())
            row.sealed_device = key.seal(nothing, note_id, "device")
            row.sealed_problems = row.sealed_amendments = row.muting_since = None
            self._begin_anew(row)
            row.state = "erased"
            number = self._tell(session, row, "note.deleted")
        self._forget(old)
        return number

    def _replace(
        self, session: Session, key: DataKey, row: NoteRow, struck: Struck
    ) -> tuple[str, ...]:
        """Put what a struck note is made of into its rows; returns the sounds that go at once."""
        note_id = row.note_id
        version = _version(session, note_id)
        kept = (AUDIO, VOICE) if struck.audio is None else ()
        session.execute(
            delete(StepRow).where(StepRow.note_id == note_id, StepRow.step.not_in(kept))
        )
        written = encode(Transcript, struck.transcript)
        now = self._clock()
        session.add(step_row(key, note_id, TRANSCRIPT, version, written, now))
        if struck.audio is None:
            return ()
        heard = encode(KeptAudio, struck.audio)
        session.add(step_row(key, note_id, AUDIO, struck.audio_version, heard, now))
        row.muting_since = row.muting_since or now
        return drop_sounds(session, note_id, PLAYABLE)

    def _begin_anew(self, row: NoteRow) -> None:
        """Have the work on a note done again; whoever works on it now may not write any more."""
        row.changes += 1
        row.fence += 1
        row.state, row.available_at = "received", self._clock()
        row.attempts = row.step_attempts = 0
        row.lease_owner = row.lease_until = row.last_error = None
        row.waiting_for = ""

    def _key(self, note_id: NoteId) -> DataKey:
        with self._database.read() as session:
            return self._vault.patient(PatientId(_there(session, note_id).patient_id))

    def _tell(self, session: Session, row: NoteRow, what: str) -> int:
        session.flush()
        told = self._audit.add(
            session, row.patient_id, what, patient_id=row.patient_id, subject_id=row.note_id
        )
        return told.number

    def _forget(self, refs: Iterable[str]) -> None:
        for ref in refs:
            self._sounds.destroy(ref)
        self._database.forget_deleted()


def _there(session: Session, note_id: str) -> NoteRow:
    row = session.get(NoteRow, note_id, with_for_update=True)
    if row is None or row.state == "erased":
        raise NotFoundError
    return row


def _unchanged(session: Session, note_id: str, seen: int) -> NoteRow:
    row = _there(session, note_id)
    if row.changes != seen:
        raise NoteMovedError
    return row


def _version(session: Session, note_id: str) -> str:
    """Return the version of the words in force: they stay those of the same recogniser."""
    chosen = select(StepRow.version).where(StepRow.note_id == note_id, StepRow.step == TRANSCRIPT)
    newest = chosen.order_by(StepRow.used_at.desc(), StepRow.created_at.desc())
    version = session.scalars(newest).first()
    if version is None:
        raise NotFoundError
    return version


def _seal_amendments(key: DataKey, note_id: str, amendments: Amendments) -> bytes:
    return key.seal(encode(Amendments, amendments), note_id, "amendments")
