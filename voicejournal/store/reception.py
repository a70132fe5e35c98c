"""Taking a recording in: encrypted as it arrives, checked, on disk, and only then a receipt."""

import hashlib
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from voicejournal.errors import ChecksumError, EmptyAudioError, KeyReusedError, VoiceJournalError
from voicejournal.model.audio import DeviceFacts
from voicejournal.model.note import NoteId, PatientId, Receipt
from voicejournal.model.typed import Typed
from voicejournal.store.audit import Audit
from voicejournal.store.blobs import Draft, SoundFolder
from voicejournal.store.codec import decode, encode
from voicejournal.store.database import Database
from voicejournal.store.mime import HEAD_BYTES, sniff_mime
from voicejournal.store.reading import TYPED
from voicejournal.store.tables import AccountRow, NoteRow, SoundRow, StepRow
from voicejournal.store.vault import DataKey, Vault

Rendition = Literal["original", "playable"]
ORIGINAL: Rendition = "original"
PLAYABLE: Rendition = "playable"
LONGEST_KEY = 100
TYPED_VERSION = "1"

Check = Callable[[BinaryIO], object]
"""Looks at the sound and raises an `AudioError` where it is of no use."""


class SendingKeyError(VoiceJournalError):
    """The sending key is empty or too long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """What a device says about the recording that it sends."""

    patient: PatientId
    key: str
    recorded_at: datetime
    zone: str
    device: DeviceFacts
    sha256: str | None


class Reception:
    """Receives recordings, each exactly once."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        sounds: SoundFolder,
        audit: Audit,
        clock: Callable[[], datetime],
        limit: int,
    ) -> None:
        """Keep what it needs; `limit` is the largest recording in bytes."""
        self._database = database
        self._vault = vault
        self._sounds = sounds
        self._audit = audit
        self._clock = clock
        self._limit = limit

    def receive(self, sending: Sending, chunks: Iterable[bytes], check: Check) -> Receipt:
        """Take a recording in; once this returns, it is on disk.

        Raises:
            EmptyAudioError: Not one byte came.
            ChecksumError: Something else arrived than was sent.
            TooLongError: More bytes than the service accepts.
            KeyReusedError: The key already belongs to another recording.
            NotFoundError: There is no such patient.
        """
        if not 1 <= len(sending.key) <= LONGEST_KEY:
            raise SendingKeyError
        data_key = self._vault.patient(sending.patient)
        if self._find(sending.patient, sending.key) is not None:
            return self._repeat(sending, _digest(chunks))
        note_id = NoteId(str(uuid.uuid4()))
        place = (note_id, "sound", ORIGINAL)
        with self._sounds.draft(chunks, data_key, place, limit=self._limit) as draft:
            _verify(draft, sending)
            with draft.reader() as sound:
                mime = sniff_mime(sound.read(HEAD_BYTES))
                sound.seek(0)
                check(sound)
            draft.keep()
            row = self._row(sending, note_id, draft.sha256, draft.size, data_key)
            try:
                self._commit(row, draft, mime)
            except IntegrityError:
                if self._find(sending.patient, sending.key) is None:
                    raise
                return self._repeat(sending, draft.sha256)  # the other of two at once was first
            draft.settle()
        return _receipt(row)

    def write(self, sending: Sending, typed: Typed) -> Receipt:
        """Keep a note that was typed: done as soon as it is kept, there is nothing to work out.

        Raises:
            KeyReusedError: The key already belongs to another note.
            NotFoundError: There is no such patient.
        """
        data_key = self._vault.patient(sending.patient)
        before = self._find(sending.patient, sending.key)
        if before is not None:
            return _same(before, self._typed_in(before.note_id, data_key), typed)
        note_id = NoteId(str(uuid.uuid4()))
        content = encode(Typed, typed)
        sealed = data_key.seal(content, note_id, "step", TYPED, TYPED_VERSION)
        # The sum of the ciphertext: that of a short text would tell the text to whoever guesses.
        sha256 = hashlib.sha256(sealed).hexdigest()
        row = self._row(sending, note_id, sha256, len(content), data_key)
        row.state = "done"
        step = StepRow(
            note_id=note_id,
            step=TYPED,
            version=TYPED_VERSION,
            sealed_result=sealed,
            created_at=row.received_at,
            used_at=row.received_at,
        )
        self._keep(row, step)
        return _receipt(row)

    def _typed_in(self, note_id: str, key: DataKey) -> Typed | None:
        with self._database.read() as session:
            row = session.get(StepRow, (note_id, TYPED, TYPED_VERSION))
        if row is None:
            return None
        return decode(Typed, key.open(row.sealed_result, note_id, "step", TYPED, TYPED_VERSION))

    def receipt(self, patient: PatientId, key: str) -> Receipt | None:
        """Return the receipt of the recording that was sent under this key, if one was."""
        row = self._find(patient, key)
        return None if row is None else _receipt(row, repeated=True)

    def _commit(self, row: NoteRow, draft: Draft, mime: str) -> None:
        sound = SoundRow(
            note_id=row.note_id, rendition=ORIGINAL, ref=draft.ref, mime=mime, size=draft.size
        )
        self._keep(row, sound)

    def _keep(self, row: NoteRow, content: SoundRow | StepRow) -> None:
        """Keep a note with what it consists of, and say so in the audit, or nothing of it."""
        with self._database.write() as session:
            session.add(row)
            session.flush()
            session.add(content)
            self._audit.add(
                session,
                row.patient_id,
                "note.received",
                patient_id=row.patient_id,
                subject_id=row.note_id,
            )

    def _row(
        self, sending: Sending, note_id: NoteId, sha256: str, size: int, key: DataKey
    ) -> NoteRow:
        now = self._clock()
        zone = self._zone(sending)
        offset = sending.recorded_at.astimezone(zone).utcoffset()
        return NoteRow(
            note_id=note_id,
            patient_id=sending.patient,
            key=sending.key,
            recorded_at=sending.recorded_at,
            zone=zone.key,
            utc_offset_s=int(offset.total_seconds()) if offset is not None else 0,
            received_at=now,
            sha256=sha256,
            size=size,
            sealed_device=key.seal(encode(DeviceFacts, sending.device), note_id, "device"),
            state="received",
            available_at=now,
        )

    def _zone(self, sending: Sending) -> ZoneInfo:
        """The phone's zone; the patient's own where the phone names none that we know."""
        try:
            return ZoneInfo(sending.zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            with self._database.read() as session:
                return ZoneInfo(session.get_one(AccountRow, sending.patient).zone)

    def _find(self, patient: PatientId, key: str) -> NoteRow | None:
        chosen = select(NoteRow).where(NoteRow.patient_id == patient, NoteRow.key == key)
        with self._database.read() as session:
            return session.scalars(chosen).first()

    def _repeat(self, sending: Sending, sha256: str) -> Receipt:
        _compare(sending, sha256)
        row = self._find(sending.patient, sending.key)
        if row is None or row.sha256 != sha256:
            raise KeyReusedError
        return _receipt(row, repeated=True)


def _verify(draft: Draft, sending: Sending) -> None:
    if draft.size == 0:
        raise EmptyAudioError
    _compare(sending, draft.sha256)


def _compare(sending: Sending, sha256: str) -> None:
    if sending.sha256 is not None and sending.sha256.lower() != sha256:
        raise ChecksumError


def _same(row: NoteRow, before: Typed | None, now: Typed) -> Receipt:
    if before != now:
        raise KeyReusedError
    return _receipt(row, repeated=True)


def _digest(chunks: Iterable[bytes]) -> str:
    seen = hashlib.sha256()
    for chunk in chunks:
        seen.update(chunk)
    return seen.hexdigest()


def _receipt(row: NoteRow, *, repeated: bool = False) -> Receipt:
    return Receipt(
        note_id=NoteId(row.note_id),
        key=row.key,
        sha256=row.sha256,
        size=row.size,
        received_at=row.received_at,
        repeated=repeated,
    )
