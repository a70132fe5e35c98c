"""Notes as people send, read and hear them."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from typing import BinaryIO

from voicejournal.app.practice import Practice
from voicejournal.capture.probe import probe
from voicejournal.errors import NotFoundError, TooLongError
from voicejournal.model.arrival import Announced, Arrival
from voicejournal.model.audio import DeviceFacts
from voicejournal.model.note import NoteCard, NoteDetail, NoteId, PatientId, Receipt
from voicejournal.model.typed import Typed
from voicejournal.store import StoredSound


class Notes(Practice):
    """The journal as it takes notes in and hands them out."""

    def owner_of(self, note_id: NoteId) -> PatientId:
        """Return whose note it is; NotFoundError if there is none."""
        return self.store.notes.owner(note_id)

    def receive(
        self,
        patient_id: PatientId,
        key: str,
        chunks: Iterable[bytes],
        *,
        recorded_at: datetime,
        zone: str,
        device: DeviceFacts,
        sha256: str | None,
    ) -> Receipt:
        """Keep a recording and return the proof; the same key and sound again is one note."""
        return self.store.notes.receive(
            patient_id,
            key,
            chunks,
            recorded_at=recorded_at,
            zone=zone,
            device=device,
            sha256=sha256,
            check=self._accept,
        )

    def begin(self, announced: Announced) -> Arrival:
        """Open a place for a recording that comes in parts, or tell how much of it is held."""
        return self.store.arrivals.begin(announced)

    def append(
        self, patient_id: PatientId, key: str, offset: int, chunks: Iterable[bytes]
    ) -> Arrival:
        """Keep one more part of a recording on its way in."""
        return self.store.arrivals.append(patient_id, key, offset, chunks)

    def finish(self, patient_id: PatientId, key: str, sha256: str) -> Receipt:
        """Make a recording that has arrived whole a note, and return the proof."""
        return self.store.arrivals.finish(patient_id, key, sha256, self._accept)

    def write(
        self, patient_id: PatientId, key: str, typed: Typed, *, recorded_at: datetime, zone: str
    ) -> Receipt:
        """Keep a note that was typed; the same key and words again is one note."""
        return self.store.notes.write(patient_id, key, typed, recorded_at=recorded_at, zone=zone)

    def _accept(self, stream: BinaryIO) -> None:
        """Refuse before the receipt what could not be worked on after it."""
        longest = self.settings.max_note_s
        if probe(stream).duration > longest:
            reason = f"The recording is longer than {longest / 60:.0f} minutes."
            raise TooLongError(reason, fix="Send it in shorter parts.")

    def notes(self, patient_id: PatientId) -> tuple[NoteCard, ...]:
        """Return a patient's notes, newest first."""
        return self.store.notes.cards(patient_id)

    def note(self, note_id: NoteId) -> NoteDetail:
        """Return one note with everything that was made of it."""
        return self.store.notes.detail(note_id)

    def is_private(self, note_id: NoteId) -> bool:
        """Tell whether the patient keeps a note for themselves."""
        return self.store.notes.is_private(note_id)

    def sound(self, note_id: NoteId) -> StoredSound:
        """Return the copy that plays in a browser, or the original until there is one."""
        with suppress(NotFoundError):
            return self.store.notes.open_sound(note_id, "playable")
        return self.store.notes.open_sound(note_id, "original")
