"""The master key: it wraps every other key, and lies apart from what they protect."""

import base64
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from voicejournal.errors import SettingsError, VoiceJournalError

KEY_BYTES = 32
NONCE_BYTES = 12
MASTER_KEY_FILE = "master.key"


class SealError(VoiceJournalError):
    """What is stored was altered, cut short or moved to another place: it cannot be opened."""


class KeyWrapper(Protocol):
    """Wraps keys under a key that never leaves it: a file here, a key service elsewhere."""

    def wrap(self, key: bytes, owner: str) -> bytes:
        """Return `key` encrypted and bound to `owner`."""

    def unwrap(self, wrapped: bytes, owner: str) -> bytes:
        """Return the key inside `wrapped`.

        Raises:
            SealError: It was altered, or belongs to another owner or master key.
        """


@dataclass(frozen=True, slots=True, repr=False)
class LocalMasterKey:
    """A master key held in memory; the first of its keys wraps, any of them unwraps."""

    keys: tuple[tuple[str, bytes], ...]

    def wrap(self, key: bytes, owner: str) -> bytes:
        """Return `key` encrypted and bound to `owner`, the wrapping key's name in front."""
        name, master = self.keys[0]
        nonce = secrets.token_bytes(NONCE_BYTES)
        return name.encode() + b":" + nonce + AESGCM(master).encrypt(nonce, key, owner.encode())

    def unwrap(self, wrapped: bytes, owner: str) -> bytes:
        """Return the key inside `wrapped`."""
        name, _, sealed = wrapped.partition(b":")
        master = dict(self.keys).get(name.decode(errors="replace"))
        if master is None:
            raise SealError
        try:
            return AESGCM(master).decrypt(
                sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], owner.encode()
            )
        except (InvalidTag, ValueError) as error:
            raise SealError from error


def read_master_key(folder: Path) -> LocalMasterKey | None:
    """Read the master key in `folder`; None where there is none.

    The file holds one `name key` pair a line, the key in base64, the one in use first.
    """
    try:
        lines = (folder / MASTER_KEY_FILE).read_text("ascii").split("\n")
    except FileNotFoundError:
        return None
    pairs = [line.split() for line in lines if line.strip()]
    try:
        keys = tuple((name, base64.b64decode(key, validate=True)) for name, key in pairs)
    except ValueError as error:
        raise _damaged() from error
    if not keys or any(len(key) != KEY_BYTES for _, key in keys):
        raise _damaged()
    return LocalMasterKey(keys)


def create_master_key(folder: Path) -> LocalMasterKey:
    """Make a master key, readable by its owner alone; whoever comes second gets the first one."""
    key = base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()
    _write_once(folder / MASTER_KEY_FILE, f"{secrets.token_hex(4)} {key}\n".encode())
    made = read_master_key(folder)
    if made is None:
        raise _damaged()
    return made


def read_or_make_secret(folder: Path, name: str) -> bytes:
    """Return the secret in the file called `name`, made the first time."""
    path = folder / name
    if not path.exists():
        _write_once(path, secrets.token_bytes(KEY_BYTES))
    return path.read_bytes()


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_once(path: Path, content: bytes) -> None:
    """Write a file for its owner alone, whole and durable, unless it is there already."""
    folder = path.parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    draft = folder / f".{secrets.token_hex(8)}"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):  # another process was quicker: its file is the one
        os.link(draft, path)
    draft.unlink()
    sync_folder(folder)


def _damaged() -> SettingsError:
    return SettingsError(
        "The master key file cannot be read.",
        fix=f"Put the right {MASTER_KEY_FILE} into the keys folder; backups of it lie apart.",
    )
