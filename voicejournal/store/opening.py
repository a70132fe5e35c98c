"""The store as one object, and how it is opened."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from voicejournal.model.note import NoteId
from voicejournal.settings import Settings
from voicejournal.store.accounts import Accounts
from voicejournal.store.audit import Audit
from voicejournal.store.blobs import SoundFolder
from voicejournal.store.care import Care
from voicejournal.store.database import Database
from voicejournal.store.doorbell import Doorbell
from voicejournal.store.jobs import Jobs
from voicejournal.store.notes import Notes
from voicejournal.store.passwords import Passwords
from voicejournal.store.reception import Reception
from voicejournal.store.steps import StepKeeper, Steps
from voicejournal.store.vault import Vault, open_vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """Everything that is kept. Safe to share between threads."""

    database: Database
    vault: Vault
    accounts: Accounts
    care: Care
    notes: Notes
    jobs: Jobs
    steps: Steps
    audit: Audit
    doorbell: Doorbell

    def keeper(self, note_id: NoteId, fence: int) -> StepKeeper:
        """Return what remembers the steps of one claim."""
        return StepKeeper(self.steps, note_id, fence)

    def close(self) -> None:
        """Close every file."""
        self.doorbell.close()
        self.database.close()


def open_store(
    settings: Settings,
    *,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    rng: random.Random | None = None,
    passwords: Passwords | None = None,
) -> Store:
    """Open the store in `settings.data`, made on the first start, brought up to date on others.

    Raises:
        SettingsError: The master key is absent, damaged, or another database's.
    """
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    database = Database(settings.database)
    try:
        return _assemble(settings, database, clock, rng or random.Random(), passwords)  # noqa: S311
    except BaseException:
        database.close()
        raise


def _assemble(
    settings: Settings,
    database: Database,
    clock: Callable[[], datetime],
    rng: random.Random,
    passwords: Passwords | None,
) -> Store:
    database.upgrade()
    vault = open_vault(database, settings.keys_folder, clock)
    audit = Audit(database, clock)
    sounds = SoundFolder(settings.sound_folder)
    steps = Steps(database, vault, clock)
    reception = Reception(database, vault, sounds, audit, clock, settings.max_upload_bytes)
    notes = Notes(database, vault, sounds, steps, reception)
    sounds.sweep(notes.is_sound_kept)
    return Store(
        database=database,
        vault=vault,
        accounts=Accounts(database, vault, audit, clock, passwords or Passwords()),
        care=Care(database, vault, audit, clock),
        notes=notes,
        jobs=Jobs(database, vault, settings, clock, rng),
        steps=steps,
        audit=audit,
        doorbell=Doorbell(settings.doorbell_file),
    )
