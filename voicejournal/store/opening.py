"""The store as one object, and how it is opened."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from voicejournal.settings import Settings
from voicejournal.store.accounts import Accounts
from voicejournal.store.activity import Activities
from voicejournal.store.again import Again
from voicejournal.store.arrivals import Arrivals
from voicejournal.store.audit import Audit
from voicejournal.store.blobs import SoundFolder
from voicejournal.store.calls import Calls
from voicejournal.store.changes import Changes
from voicejournal.store.checkins import CheckIns
from voicejournal.store.consents import Consents
from voicejournal.store.database import Database
from voicejournal.store.doorbell import Doorbell
from voicejournal.store.erased import Erased
from voicejournal.store.erasure import Erasure
from voicejournal.store.hand import Hand
from voicejournal.store.jobs import Jobs
from voicejournal.store.keys import read_or_make_secret
from voicejournal.store.mutings import Mutings
from voicejournal.store.notes import Notes
from voicejournal.store.notices import Notices
from voicejournal.store.passwords import Passwords
from voicejournal.store.planned import Planned
from voicejournal.store.programme import Programmes
from voicejournal.store.receipts import Receipts
from voicejournal.store.reception import Reception
from voicejournal.store.removal import Removal
from voicejournal.store.schedules import Schedules
from voicejournal.store.signatures import Signatures
from voicejournal.store.standings import Standings
from voicejournal.store.steps import Steps
from voicejournal.store.summaries import Summaries
from voicejournal.store.tallies import Tallies
from voicejournal.store.vault import Vault, open_vault
from voicejournal.store.voices import Voices
from voicejournal.store.writings import Writings

SESSION_KEY_FILE = "session.key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """Everything that is kept. Safe to share between threads."""

    keys_folder: Path
    database: Database
    vault: Vault
    accounts: Accounts
    notes: Notes
    changes: Changes
    mutings: Mutings
    writings: Writings
    activity: Activities
    arrivals: Arrivals
    jobs: Jobs
    steps: Steps
    summaries: Summaries
    signatures: Signatures
    standings: Standings
    hand: Hand
    schedules: Schedules
    notices: Notices
    check_ins: CheckIns
    programmes: Programmes
    planned: Planned
    calls: Calls
    consents: Consents
    removal: Removal
    voices: Voices
    erasure: Erasure
    receipts: Receipts
    audit: Audit
    again: Again
    tallies: Tallies
    doorbell: Doorbell

    def session_secret(self) -> bytes:
        """Return the key that signs sessions, made on first use beside the master key."""
        return read_or_make_secret(self.keys_folder, SESSION_KEY_FILE)

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
    doorbell = Doorbell(settings.doorbell_file)
    notes = Notes(database, vault, sounds, steps, reception, doorbell)
    arrivals = Arrivals(database, vault, sounds, notes, clock, settings.max_upload_bytes)
    erasure = Erasure(database, vault, sounds, audit, Erased(settings.keys_folder), clock)
    erasure.again()
    arrivals.expire()
    sounds.sweep(lambda ref: notes.is_sound_kept(ref) or arrivals.is_part_kept(ref))
    return Store(
        keys_folder=settings.keys_folder,
        database=database,
        vault=vault,
        accounts=Accounts(database, vault, audit, clock, passwords or Passwords()),
        notes=notes,
        changes=Changes(database, vault, sounds, audit, doorbell, clock),
        mutings=Mutings(database, vault, sounds, audit, clock),
        writings=Writings(database, vault, steps),
        activity=Activities(database),
        arrivals=arrivals,
        jobs=Jobs(database, settings, clock, rng),
        steps=steps,
        summaries=Summaries(database, vault, clock),
        signatures=Signatures(database, vault, audit, clock),
        standings=Standings(database, vault),
        hand=Hand(database, vault, audit, clock),
        schedules=Schedules(database, clock),
        notices=Notices(database, vault, clock),
        check_ins=CheckIns(database, vault, audit, clock),
        programmes=Programmes(database, vault, audit, clock),
        planned=Planned(database, vault, audit, clock),
        calls=Calls(database, vault, audit, clock),
        consents=Consents(database, audit, clock),
        removal=Removal(database, vault, sounds, clock),
        voices=Voices(database, vault, steps, clock),
        erasure=erasure,
        receipts=Receipts(settings.keys_folder),
        audit=audit,
        again=Again(database, clock),
        tallies=Tallies(database, clock),
        doorbell=doorbell,
    )
