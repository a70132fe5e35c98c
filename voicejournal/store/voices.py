"""What the store knows of voices: a patient's voiceprint, and whose notes lack turns."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select

from voicejournal.model.note import PatientId
from voicejournal.model.voiceprint import OWN_VOICE, Voiceprint, voiceprint_of
from voicejournal.store.codec import decode
from voicejournal.store.database import Database
from voicejournal.store.jobs import start_again
from voicejournal.store.reading import AUDIO, TURNS
from voicejournal.store.steps import Steps
from voicejournal.store.tables import NoteRow, StepRow
from voicejournal.store.vault import Vault


class Voices:
    """A voiceprint is kept nowhere by itself: it is read from the notes that it was taken from.

    So it is sealed under the patient's key as they are, and goes with them.
    """

    def __init__(
        self, database: Database, vault: Vault, steps: Steps, clock: Callable[[], datetime]
    ) -> None:
        """Keep what it needs."""
        self._database = database
        self._vault = vault
        self._steps = steps
        self._clock = clock

    def voiceprint(self, patient: PatientId, model: str) -> Voiceprint | None:
        """Return what a patient's voice is like to one model, None while too few notes tell."""
        mine = (
            select(NoteRow.note_id)
            .join(StepRow, StepRow.note_id == NoteRow.note_id)
            .where(NoteRow.patient_id == patient, NoteRow.state != "erased")
            .where(StepRow.step == OWN_VOICE)
            .order_by(NoteRow.recorded_at, NoteRow.note_id)
        )
        key = self._vault.patient(patient)
        with self._database.read() as session:
            notes = tuple(dict.fromkeys(session.scalars(mine)))
            kept = self._steps.newest(session, key, notes, (OWN_VOICE,))
        return voiceprint_of((decode(Voiceprint, kept[note, OWN_VOICE]) for note in notes), model)

    def start_again(self, patient: PatientId) -> None:
        """Send every spoken note of a patient back to work: their voice is known now."""
        with self._database.write() as session:
            start_again(session, patient, self._clock())

    def never_told_apart(self) -> tuple[PatientId, ...]:
        """Return the patients with a note that was worked on, its voices not told apart."""
        told = select(StepRow.note_id).where(StepRow.step == TURNS)
        heard = select(StepRow.note_id).where(StepRow.step == AUDIO)
        chosen = (
            select(NoteRow.patient_id)
            .where(NoteRow.state == "done", NoteRow.sound_deleted_at.is_(None))
            .where(NoteRow.note_id.in_(heard), NoteRow.note_id.not_in(told))
            .distinct()
        )
        with self._database.read() as session:
            return tuple(PatientId(one) for one in session.scalars(chosen))
