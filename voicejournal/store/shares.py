"""Each patient's share of their key: a file beside the master key, in no database.

A data key opens only with both: the master key, and the share. A copy of the database, with the
master key, brings nobody back whose share was destroyed.
"""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from voicejournal.errors import NotFoundError
from voicejournal.store.keys import (
    KEY_BYTES,
    NONCE_BYTES,
    KeyWrapper,
    SealError,
    read_or_make_secret,
    sync_folder,
)

SHARES_FOLDER = "patients"
WITH_SHARE = b"share1:"
"""In front of a key that opens only with a share. Names of master keys are hexadecimal."""
SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Shares:
    """The shares of all patients, a file each."""

    folder: Path

    def make(self, owner: str) -> bytes:
        """Return the share of a patient, made the first time and durable before this returns."""
        return read_or_make_secret(self.folder, f"{owner}.key")

    def read(self, owner: str) -> bytes:
        """Return the share of a patient.

        Raises:
            NotFoundError: It was destroyed.
        """
        # A list of patients reads one each: the plain calls take a third of pathlib's time.
        try:
            handle = os.open(f"{self.folder}/{owner}.key", os.O_RDONLY)
        except FileNotFoundError as error:
            raise NotFoundError from error
        try:
            return os.read(handle, KEY_BYTES)
        finally:
            os.close(handle)

    def destroy(self, owner: str) -> bool:
        """Destroy the share of a patient: overwritten, then removed; tells whether it was there."""
        path = self._path(owner)
        try:
            with path.open("r+b") as file:
                file.write(secrets.token_bytes(KEY_BYTES))
                file.flush()
                os.fsync(file.fileno())
        except FileNotFoundError:
            return False
        path.unlink()
        sync_folder(self.folder)
        return True

    def _path(self, owner: str) -> Path:
        return self.folder / f"{owner}.key"


@dataclass(frozen=True, slots=True, repr=False)
class SharedWrapper:
    """Wraps patients' keys under their share and the master key, the service's under the latter."""

    master: KeyWrapper
    shares: Shares

    def wrap(self, key: bytes, owner: str) -> bytes:
        """Return `key` encrypted and bound to `owner`; makes the owner's share."""
        if owner == SERVICE:
            return self.master.wrap(key, owner)
        nonce = secrets.token_bytes(NONCE_BYTES)
        inner = AESGCM(self.shares.make(owner)).encrypt(nonce, key, owner.encode())
        return WITH_SHARE + self.master.wrap(nonce + inner, owner)

    def unwrap(self, wrapped: bytes, owner: str) -> bytes:
        """Return the key inside `wrapped`.

        Raises:
            NotFoundError: The owner's share was destroyed.
            SealError: It was altered, or belongs to another owner, share or master key.
        """
        if not wrapped.startswith(WITH_SHARE):
            return self.master.unwrap(wrapped, owner)
        sealed = self.master.unwrap(wrapped.removeprefix(WITH_SHARE), owner)
        share = AESGCM(self.shares.read(owner))
        try:
            return share.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], owner.encode())
        except (InvalidTag, ValueError) as error:
            raise SealError from error


def needs_share(wrapped: bytes, owner: str) -> bool:
    """Tell whether a key was wrapped before there were shares."""
    return owner != SERVICE and not wrapped.startswith(WITH_SHARE)
