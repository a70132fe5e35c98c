"""Where everything is kept, encrypted: tables, keys, sound, and the state of every note."""

from voicejournal.store.activity import Spoken
from voicejournal.store.audit import AuditEntry
from voicejournal.store.blobs import StoredSound
from voicejournal.store.changes import Struck
from voicejournal.store.consents import Answer, Unremoved
from voicejournal.store.database import schema_state, upgrade_database
from voicejournal.store.jobs import Claim
from voicejournal.store.keys import SealError
from voicejournal.store.mutings import Silenced, unmuted, unmuted_in
from voicejournal.store.opening import Store, open_store
from voicejournal.store.renditions import NewSound
from voicejournal.store.schedules import Ending
from voicejournal.store.steps import StepKeeper

__all__ = [
    "Answer",
    "AuditEntry",
    "Claim",
    "Ending",
    "NewSound",
    "SealError",
    "Silenced",
    "Spoken",
    "StepKeeper",
    "Store",
    "StoredSound",
    "Struck",
    "Unremoved",
    "open_store",
    "schema_state",
    "unmuted",
    "unmuted_in",
    "upgrade_database",
]
