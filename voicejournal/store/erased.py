"""Whom to erase again: ids of erased journals, kept beside the keys and apart from backups.

A backup of the database is older than the erasures after it. Whoever stands in this list is
erased again when the store is opened.
"""

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from voicejournal.model.note import PatientId
from voicejournal.store.keys import sync_folder

ERASED_FILE = "erased"


@dataclass(frozen=True, slots=True)
class Erased:
    """The list, one id and moment a line."""

    folder: Path

    def add(self, patient: PatientId, at: datetime) -> None:
        """Add a journal; it is on the disk before this returns."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        handle = os.open(self.folder / ERASED_FILE, flags, 0o600)
        with os.fdopen(handle, "ab") as file:
            file.write(f"{patient} {at.isoformat()}\n".encode())
            file.flush()
            os.fsync(file.fileno())
        sync_folder(self.folder)

    def patients(self) -> frozenset[PatientId]:
        """Return everybody in the list."""
        try:
            lines = (self.folder / ERASED_FILE).read_text("ascii").splitlines()
        except FileNotFoundError:
            return frozenset()
        return frozenset(PatientId(line.split()[0]) for line in lines if line.strip())
