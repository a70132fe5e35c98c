"""The second half of a strike: muted sound takes the place of what could still be heard.

From the moment of the strike until this is done `muting_since` stands in the note's row, and no
rendition of the note is opened for anybody but the worker that mutes it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select

from voicejournal.model.audio import KeptAudio
from voicejournal.model.note import NoteId, PatientId
from voicejournal.settings import Settings
from voicejournal.store.audit import Audit
from voicejournal.store.blobs import SoundFolder
from voicejournal.store.codec import encode
from voicejournal.store.database import Database, schema_state
from voicejournal.store.jobs import change_if_ours
from voicejournal.store.reading import AUDIO
from voicejournal.store.renditions import NewSound, drafted, drop_sounds
from voicejournal.store.steps import step_row
from voicejournal.store.tables import NoteRow, StepRow
from voicejournal.store.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Silenced:
    """What muting the struck passages of a note made."""

    audio: KeptAudio
    audio_version: str
    """Of the step that listens to a recording."""
    sounds: tuple[NewSound, ...]


class Mutings:
    """Finishes strikes, and knows which could not be finished."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        sounds: SoundFolder,
        audit: Audit,
        clock: Callable[[], datetime],
    ) -> None:
        """Keep what it needs."""
        self._database = database
        self._vault = vault
        self._sounds = sounds
        self._audit = audit
        self._clock = clock

    def settle(self, note_id: NoteId, patient: PatientId, fence: int, made: Silenced) -> None:
        """Put muted sound in the place of a note's sound, which is destroyed.

        Raises:
            FenceLostError: Another worker has taken the note over; nothing was kept.
        """
        key = self._vault.patient(patient)
        heard = encode(KeptAudio, made.audio)
        step = step_row(key, note_id, AUDIO, made.audio_version, heard, self._clock())
        with (
            drafted(self._sounds, key, note_id, made.sounds) as rows,
            self._database.write() as session,
        ):
            # What comes after it is a new piece of work: its attempts are counted from the start.
            change_if_ours(session, note_id, fence, muting_since=None, step_attempts=1)
            old = drop_sounds(session, note_id)
            of_sound = (StepRow.note_id == note_id) & (StepRow.step == AUDIO)
            session.execute(delete(StepRow).where(of_sound))
            session.add_all((step, *rows))
            session.flush()
            self._audit.add(session, patient, "note.muted", patient_id=patient, subject_id=note_id)
        for ref in old:
            self._sounds.destroy(ref)
        self._database.forget_deleted()


def unmuted(database: Database) -> int:
    """Count the notes in which muting a struck passage was given up: nobody can hear them."""
    counted = select(func.count()).where(NoteRow.muting_since.is_not(None), NoteRow.state == "dead")
    with database.read() as session:
        return session.scalar(counted) or 0


def unmuted_in(settings: Settings) -> int:
    """Count them in a database that is not open; none where there is no database of this shape."""
    if schema_state(settings) != "current":
        return 0
    database = Database(settings.database)
    try:
        return unmuted(database)
    finally:
        database.close()
