"""Where everything is kept, encrypted: tables, keys, sound, and the state of every note."""

from voicejournal.store.jobs import Claim, Progress
from voicejournal.store.notes import StoredSound
from voicejournal.store.opening import Store, open_store
from voicejournal.store.steps import StepKeeper

__all__ = ["Claim", "Progress", "StepKeeper", "Store", "StoredSound", "open_store"]
