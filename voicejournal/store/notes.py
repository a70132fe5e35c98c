"""Notes: taken in, listed, read, heard."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, or_, select

from voicejournal.errors import NotFoundError, SoundGoneError, SoundWaitsError
from voicejournal.model.audio import DeviceFacts
from voicejournal.model.finding import NoteFindings
from voicejournal.model.note import (
    NoteCard,
    NoteDetail,
    NoteId,
    NoteView,
    PatientId,
    Problem,
    Receipt,
)
from voicejournal.model.transcript import Transcript
from voicejournal.model.typed import Typed
from voicejournal.model.units import Missing
from voicejournal.store.activity import SHARED, THERE
from voicejournal.store.blobs import SoundFolder, StoredSound
from voicejournal.store.codec import decode, encode
from voicejournal.store.database import Database
from voicejournal.store.doorbell import Doorbell
from voicejournal.store.jobs import change_if_ours
from voicejournal.store.reading import (
    CARD_STEPS,
    DETAIL_STEPS,
    TRANSCRIPT,
    TYPED,
    VIEW_STEPS,
    NoteReading,
)
from voicejournal.store.reception import ORIGINAL, PLAYABLE, Check, Reception, Rendition, Sending
from voicejournal.store.steps import Steps
from voicejournal.store.tables import NoteRow, SoundRow, StepRow
from voicejournal.store.vault import Vault


class Notes:
    """Everything about notes but the work on them."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        sounds: SoundFolder,
        steps: Steps,
        reception: Reception,
        doorbell: Doorbell,
    ) -> None:
        """Keep what it needs."""
        self._database = database
        self._vault = vault
        self._sounds = sounds
        self._steps = steps
        self._reception = reception
        self._doorbell = doorbell

    def receive(
        self,
        patient: PatientId,
        key: str,
        chunks: Iterable[bytes],
        *,
        recorded_at: datetime,
        zone: str,
        device: DeviceFacts,
        sha256: str | None,
        check: Check,
    ) -> Receipt:
        """Take a recording in; see `Reception.receive`. The same one twice is one note."""
        sending = Sending(
            patient=patient,
            key=key,
            recorded_at=recorded_at,
            zone=zone,
            device=device,
            sha256=sha256,
        )
        receipt = self._reception.receive(sending, chunks, check)
        self._doorbell.ring(receipt.note_id)
        return receipt

    def write(
        self, patient: PatientId, key: str, typed: Typed, *, recorded_at: datetime, zone: str
    ) -> Receipt:
        """Keep a note that was typed; see `Reception.write`. The same one twice is one note."""
        sending = Sending(
            patient=patient,
            key=key,
            recorded_at=recorded_at,
            zone=zone,
            device=DeviceFacts(),
            sha256=None,
        )
        return self._reception.write(sending, typed)

    def receipt(self, patient: PatientId, key: str) -> Receipt | None:
        """Return the receipt of the recording that was sent under this key, if one was."""
        return self._reception.receipt(patient, key)

    def owner(self, note_id: NoteId) -> PatientId:
        """Return whose note this is.

        Raises:
            NotFoundError: No such note.
        """
        return PatientId(self._row(note_id).patient_id)

    def cards(self, patient: PatientId, *, limit: int | None = None) -> tuple[NoteCard, ...]:
        """List a patient's notes, newest first."""
        chosen = select(NoteRow).where(NoteRow.patient_id == patient, THERE)
        chosen = chosen.order_by(NoteRow.recorded_at.desc(), NoteRow.note_id).limit(limit)
        key = self._vault.patient(patient)
        with self._database.read() as session:
            rows = session.scalars(chosen).all()
            newest = self._steps.newest(session, key, (row.note_id for row in rows), CARD_STEPS)
        return tuple(NoteReading(row, newest, key).card() for row in rows)

    def typed(self, patient: PatientId, start: datetime, end: datetime) -> tuple[NoteCard, ...]:
        """List the shared notes of a stretch of time that were typed, oldest first."""
        chosen = (
            select(NoteRow)
            .join(StepRow, StepRow.note_id == NoteRow.note_id)
            .where(NoteRow.patient_id == patient, StepRow.step == TYPED, SHARED)
            .where(NoteRow.recorded_at >= start, NoteRow.recorded_at < end)
            .order_by(NoteRow.recorded_at, NoteRow.note_id)
        )
        key = self._vault.patient(patient)
        with self._database.read() as session:
            rows = session.scalars(chosen).unique().all()
            newest = self._steps.newest(session, key, (row.note_id for row in rows), (TYPED,))
        return tuple(NoteReading(row, newest, key).card() for row in rows)

    def detail(self, note_id: NoteId) -> NoteDetail:
        """Return a note with everything that was made of it.

        Raises:
            NotFoundError: No such note.
        """
        return self._reading(note_id, DETAIL_STEPS).detail()

    def view(self, note_id: NoteId) -> NoteView:
        """Return a note as an analyzer sees it, from what is kept so far."""
        return self._reading(note_id, VIEW_STEPS).view()

    def recognised(self, note_id: NoteId) -> Transcript | Missing:
        """Return the words as the recogniser wrote them, whatever was set right since."""
        return self._reading(note_id, (TRANSCRIPT, TYPED)).heard

    def device(self, note_id: NoteId) -> DeviceFacts:
        """Return what the recording device told about its microphone."""
        row = self._row(note_id)
        key = self._vault.patient(PatientId(row.patient_id))
        return decode(DeviceFacts, key.open(row.sealed_device, note_id, "device"))

    def week_notes(
        self, patient: PatientId, start: datetime, end: datetime, *, private: bool = False
    ) -> tuple[tuple[NoteView, NoteFindings], ...]:
        """Return the analyzed notes recorded from `start` up to, not at, `end`, oldest first.

        Args:
            patient: Whose notes.
            start: Aware.
            end: Aware.
            private: Also those that the patient keeps for themselves: for their own eyes only.
        """
        chosen = select(NoteRow).where(
            NoteRow.patient_id == patient,
            THERE if private else SHARED,
            NoteRow.recorded_at >= start,
            NoteRow.recorded_at < end,
        )
        key = self._vault.patient(patient)
        with self._database.read() as session:
            rows = session.scalars(chosen.order_by(NoteRow.recorded_at, NoteRow.note_id)).all()
            newest = self._steps.newest(session, key, (row.note_id for row in rows), VIEW_STEPS)
        readings = (NoteReading(row, newest, key) for row in rows)
        return tuple((one.view(), one.findings()) for one in readings if one.is_analyzed)

    def pending_words(self, patient: PatientId, start: datetime, end: datetime) -> int:
        """Count the notes of a stretch of time whose words are still to be written down."""
        written = select(StepRow.note_id).where(StepRow.step == "transcript")
        counted = select(func.count()).where(
            NoteRow.patient_id == patient,
            SHARED,
            NoteRow.recorded_at >= start,
            NoteRow.recorded_at < end,
            or_(NoteRow.state.in_(("received", "running")), NoteRow.waiting_for != ""),
            NoteRow.note_id.not_in(written),
        )
        with self._database.read() as session:
            return session.scalar(counted) or 0

    def open_sound(
        self, note_id: NoteId, rendition: Rendition = ORIGINAL, *, to_mute: bool = False
    ) -> StoredSound:
        """Open a note's sound for reading; `to_mute` is for whoever finishes a strike alone.

        Raises:
            SoundGoneError: It was deleted, or there never was one.
            SoundWaitsError: A struck passage can still be heard in it.
            NotFoundError: No such note, or no copy that plays yet.
            SealError: The file was altered, cut short or moved.
        """
        note = self._row(note_id)
        if note.sound_deleted_at is not None:
            raise SoundGoneError
        if note.muting_since is not None and not to_mute:
            raise SoundWaitsError
        patient = PatientId(note.patient_id)
        with self._database.read() as session:
            row = session.get(SoundRow, (note_id, rendition))
        if row is None:
            raise SoundGoneError if rendition == ORIGINAL else NotFoundError
        place = (note_id, "sound", rendition)
        stream = self._sounds.open(row.ref, self._vault.patient(patient), place)
        return StoredSound(stream=stream, size=row.size, mime=row.mime)

    def sound_mime(self, note_id: NoteId) -> str:
        """Return the format in which a note was recorded.

        Raises:
            NotFoundError: It has no sound, or none that may be heard now.
        """
        waits = self._row(note_id).muting_since is not None
        with self._database.read() as session:
            row = session.get(SoundRow, (note_id, ORIGINAL))
        if row is None or waits:
            raise NotFoundError
        return row.mime

    def keep_rendition(
        self, note_id: NoteId, data: bytes | Iterable[bytes], mime: str, fence: int
    ) -> None:
        """Keep the copy that plays in every browser; a newer one replaces it.

        Raises:
            FenceLostError: Another worker has taken the note over; nothing was kept.
        """
        chunks = (data,) if isinstance(data, bytes) else data
        key = self._vault.patient(self.owner(note_id))
        place = (note_id, "sound", PLAYABLE)
        with self._sounds.draft(chunks, key, place, limit=1 << 40) as draft:
            draft.keep()
            with self._database.write() as session:
                change_if_ours(session, note_id, fence, step_attempts=NoteRow.step_attempts)
                before = session.get(SoundRow, (note_id, PLAYABLE))
                old_ref = before.ref if before is not None else None
                row = SoundRow(
                    note_id=note_id, rendition=PLAYABLE, ref=draft.ref, mime=mime, size=draft.size
                )
                session.merge(row)
            draft.settle()
        if old_ref is not None:
            self._sounds.delete(old_ref)

    def keep_problems(self, note_id: NoteId, problems: tuple[Problem, ...], fence: int) -> None:
        """Keep what the run could not do; the next run replaces it.

        Raises:
            FenceLostError: Another worker has taken the note over; nothing was kept.
        """
        key = self._vault.patient(self.owner(note_id))
        sealed = key.seal(encode(tuple[Problem, ...], problems), note_id, "problems")
        with self._database.write() as session:
            change_if_ours(session, note_id, fence, sealed_problems=sealed)

    def is_private(self, note_id: NoteId) -> bool:
        """Whether the patient keeps a note for themselves; NotFoundError if there is none."""
        return self._row(note_id).private_since is not None

    def is_sound_kept(self, ref: str) -> bool:
        """Whether a note names this sound file."""
        with self._database.read() as session:
            chosen = select(SoundRow.ref).where(SoundRow.ref == ref)
            return session.scalars(chosen).first() is not None

    def _row(self, note_id: NoteId) -> NoteRow:
        with self._database.read() as session:
            row = session.get(NoteRow, note_id)
        if row is None or row.state == "erased":
            raise NotFoundError
        return row

    def _reading(self, note_id: NoteId, steps: tuple[str, ...]) -> NoteReading:
        row = self._row(note_id)
        key = self._vault.patient(PatientId(row.patient_id))
        with self._database.read() as session:
            newest = self._steps.newest(session, key, (note_id,), steps)
        return NoteReading(row, newest, key)
