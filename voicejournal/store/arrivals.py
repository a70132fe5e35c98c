"""Recordings on their way in, part by part: a line that breaks costs one part at most.

Each part is encrypted under the patient's key as it arrives, and is on the disk before its
offset counts. Nothing is held in memory between two requests, so a service that is started
again goes on where it was. What never arrives whole expires; the device still has it.
"""

import uuid
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from voicejournal.errors import (
    AudioError,
    EmptyAudioError,
    KeyReusedError,
    NotFoundError,
    OffsetError,
    TooLongError,
)
from voicejournal.model.arrival import LARGEST_PART_BYTES, Announced, Arrival
from voicejournal.model.audio import DeviceFacts
from voicejournal.model.note import PatientId, Receipt
from voicejournal.store.blobs import SoundFolder
from voicejournal.store.codec import decode, encode
from voicejournal.store.database import Database
from voicejournal.store.notes import Notes
from voicejournal.store.reception import LONGEST_KEY, Check, SendingKeyError
from voicejournal.store.tables import ArrivalRow, PartRow
from voicejournal.store.vault import DataKey, Vault

KEPT_FOR = timedelta(days=7)
"""A sending that has been silent for so long starts again from the beginning (assumed)."""
MOST_UNFINISHED = 20
"""Of one patient; the one untouched for longest gives way (assumed)."""
_PIECE = 1 << 16


class Arrivals:
    """Takes recordings in by parts, and makes each a note exactly once."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        sounds: SoundFolder,
        notes: Notes,
        clock: Callable[[], datetime],
        limit: int,
    ) -> None:
        """Keep what it needs; `limit` is the largest recording in bytes."""
        self._database = database
        self._vault = vault
        self._sounds = sounds
        self._notes = notes
        self._clock = clock
        self._limit = limit

    def begin(self, announced: Announced) -> Arrival:
        """Open a place for a recording, or tell how much of it is held.

        A size other than the one announced before means another recording: it starts anew.

        Raises:
            EmptyAudioError: Nothing is announced.
            TooLongError: More bytes than the service accepts.
            NotFoundError: There is no such patient.
        """
        _check(announced, self._limit)
        key = self._vault.patient(announced.patient)
        self._make_room(announced.patient)
        receipt = self._notes.receipt(announced.patient, announced.key)
        if receipt is not None:
            self._drop(ArrivalRow.patient_id == announced.patient, ArrivalRow.key == announced.key)
            return Arrival(key=receipt.key, size=receipt.size, offset=receipt.size, receipt=receipt)
        held = self._find(announced.patient, announced.key)
        if held is not None and held.size != announced.size:
            self._drop(ArrivalRow.arrival_id == held.arrival_id)
            held = None
        return _arrival(held or self._open(announced, key))

    def append(self, patient: PatientId, key: str, offset: int, chunks: Iterable[bytes]) -> Arrival:
        """Keep one more part; once this returns, it is on the disk.

        Raises:
            OffsetError: The service holds another length; the error says which.
            TooLongError: The part is too large, or more than was announced.
            NotFoundError: No such recording is on its way.
        """
        row = self._get(patient, key)
        if offset != row.held:
            raise OffsetError(row.held)
        place = _place(row, offset)
        limit = min(LARGEST_PART_BYTES, row.size - offset)
        with self._sounds.draft(chunks, self._vault.patient(patient), place, limit=limit) as draft:
            if draft.size:
                draft.keep()
                self._commit(
                    row,
                    PartRow(
                        arrival_id=row.arrival_id, start=offset, ref=draft.ref, size=draft.size
                    ),
                )
                draft.settle()
        return _arrival(self._get(patient, key))

    def finish(self, patient: PatientId, key: str, sha256: str, check: Check) -> Receipt:
        """Make the recording a note, if it is exactly what was sent.

        Raises:
            OffsetError: Part of it has not arrived yet.
            ChecksumError: Something else arrived; it is dropped, to be sent afresh.
            AudioError: It is of no use; it is dropped.
            KeyReusedError: The key already belongs to another recording.
            NotFoundError: No such recording is on its way.
        """
        receipt = self._notes.receipt(patient, key)
        if receipt is not None:
            return _same(receipt, sha256)
        row = self._get(patient, key)
        if row.held != row.size:
            raise OffsetError(row.held)
        try:
            receipt = self._receive(row, sha256, check)
        except AudioError:
            self._drop(ArrivalRow.arrival_id == row.arrival_id)
            raise
        self._drop(ArrivalRow.arrival_id == row.arrival_id)
        return receipt

    def expire(self) -> int:
        """Remove what has been silent for too long; returns how many recordings."""
        return self._drop(ArrivalRow.touched_at < self._clock() - KEPT_FOR)

    def forget(self, patient: PatientId) -> int:
        """Remove everything of a patient that is on its way; returns how many recordings."""
        return self._drop(ArrivalRow.patient_id == patient)

    def is_part_kept(self, ref: str) -> bool:
        """Whether a recording on its way names this sound file."""
        with self._database.read() as session:
            return (
                session.scalars(select(PartRow.ref).where(PartRow.ref == ref)).first() is not None
            )

    def _open(self, announced: Announced, key: DataKey) -> ArrivalRow:
        arrival_id = str(uuid.uuid4())
        row = ArrivalRow(
            arrival_id=arrival_id,
            patient_id=announced.patient,
            key=announced.key,
            size=announced.size,
            held=0,
            recorded_at=announced.recorded_at,
            zone=announced.zone,
            sealed_device=key.seal(encode(DeviceFacts, announced.device), arrival_id, "device"),
            touched_at=self._clock(),
        )
        try:
            with self._database.write() as session:
                session.add(row)
        except IntegrityError:  # the other of two at once was first
            return self._get(announced.patient, announced.key)
        return row

    def _commit(self, row: ArrivalRow, part: PartRow) -> None:
        """Let the part count, unless another request has moved the offset meanwhile."""
        moved = (
            update(ArrivalRow)
            .where(ArrivalRow.arrival_id == row.arrival_id, ArrivalRow.held == part.start)
            .values(held=part.start + part.size, touched_at=self._clock())
        )
        with self._database.write() as session:
            if cast("CursorResult[Any]", session.execute(moved)).rowcount != 1:
                raise OffsetError(_offset_now(session, row.arrival_id))
            session.add(part)

    def _receive(self, row: ArrivalRow, sha256: str, check: Check) -> Receipt:
        key = self._vault.patient(PatientId(row.patient_id))
        device = decode(DeviceFacts, key.open(row.sealed_device, row.arrival_id, "device"))
        return self._notes.receive(
            PatientId(row.patient_id),
            row.key,
            self._sound(row, key),
            recorded_at=row.recorded_at,
            zone=row.zone,
            device=device,
            sha256=sha256,
            check=check,
        )

    def _sound(self, row: ArrivalRow, key: DataKey) -> Iterator[bytes]:
        chosen = select(PartRow).where(PartRow.arrival_id == row.arrival_id).order_by(PartRow.start)
        with self._database.read() as session:
            parts = session.scalars(chosen).all()
        for part in parts:
            with self._sounds.open(part.ref, key, _place(row, part.start)) as stream:
                while piece := stream.read(_PIECE):
                    yield piece

    def _make_room(self, patient: PatientId) -> None:
        self.expire()
        newest = select(ArrivalRow.arrival_id).where(ArrivalRow.patient_id == patient)
        newest = newest.order_by(ArrivalRow.touched_at.desc()).limit(MOST_UNFINISHED)
        with self._database.read() as session:
            kept = session.scalars(newest).all()
        if len(kept) == MOST_UNFINISHED:
            self._drop(ArrivalRow.patient_id == patient, ArrivalRow.arrival_id.not_in(kept))

    def _drop(self, *which: Any) -> int:
        """Remove rows, then files; a file left by a crash between them is swept."""
        chosen = select(ArrivalRow.arrival_id).where(*which)
        with self._database.write() as session:
            gone = session.scalars(chosen).all()
            those = select(PartRow.ref).where(PartRow.arrival_id.in_(gone))
            refs = session.scalars(those).all()
            session.execute(delete(PartRow).where(PartRow.arrival_id.in_(gone)))
            session.execute(delete(ArrivalRow).where(ArrivalRow.arrival_id.in_(gone)))
        for ref in refs:
            self._sounds.delete(ref)
        return len(gone)

    def _find(self, patient: PatientId, key: str) -> ArrivalRow | None:
        chosen = select(ArrivalRow).where(ArrivalRow.patient_id == patient, ArrivalRow.key == key)
        with self._database.read() as session:
            return session.scalars(chosen).first()

    def _get(self, patient: PatientId, key: str) -> ArrivalRow:
        row = self._find(patient, key)
        if row is None:
            raise NotFoundError
        return row


def _check(announced: Announced, limit: int) -> None:
    if not 1 <= len(announced.key) <= LONGEST_KEY:
        raise SendingKeyError
    if announced.size <= 0:
        raise EmptyAudioError
    if announced.size > limit:
        raise TooLongError


def _same(receipt: Receipt, sha256: str) -> Receipt:
    if receipt.sha256 != sha256.lower():
        raise KeyReusedError
    return receipt


def _place(row: ArrivalRow, start: int) -> tuple[str, str, str]:
    return (row.arrival_id, "part", str(start))


def _offset_now(session: Session, arrival_id: str) -> int:
    row = session.get(ArrivalRow, arrival_id)
    if row is None:
        raise NotFoundError
    return row.held


def _arrival(row: ArrivalRow) -> Arrival:
    return Arrival(key=row.key, size=row.size, offset=row.held)
