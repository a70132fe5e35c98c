"""The vault: one data key per patient, one for the service, all wrapped by the master key.

Ciphertext is bound to its place (patient, note, column): moved elsewhere, it does not open.
"""

import json
import secrets
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from sqlalchemy import select
from sqlalchemy.orm import Session

from voicejournal.errors import NotFoundError, SettingsError
from voicejournal.model.note import PatientId
from voicejournal.store.database import Database
from voicejournal.store.keys import (
    KEY_BYTES,
    MASTER_KEY_FILE,
    NONCE_BYTES,
    KeyWrapper,
    SealError,
    create_master_key,
    read_master_key,
)
from voicejournal.store.sealed import open_sealed, seal_stream
from voicejournal.store.shares import (
    SERVICE,
    SHARES_FOLDER,
    SharedWrapper,
    Shares,
    needs_share,
)
from voicejournal.store.tables import KeyRow

FORMAT = b"\x01"
"""In front of every sealed column: how it was sealed."""


@dataclass(frozen=True, repr=False)
class DataKey:
    """Seals and opens what belongs to one owner."""

    owner: str
    _key: bytes

    def seal(self, content: bytes, *place: str) -> bytes:
        """Encrypt `content` for one `place`, e.g. note id, table and column."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return FORMAT + nonce + self._columns.encrypt(nonce, content, self._context(place))

    def open(self, sealed: bytes, *place: str) -> bytes:
        """Decrypt what was sealed for `place`.

        Raises:
            SealError: Altered, moved, or sealed under another key.
        """
        nonce, content = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
        if not sealed.startswith(FORMAT) or len(nonce) < NONCE_BYTES:
            raise SealError
        try:
            return self._columns.decrypt(nonce, content, self._context(place))
        except InvalidTag as error:
            raise SealError from error

    def seal_sound(self, chunks: Iterable[bytes], sink: BinaryIO, *place: str) -> None:
        """Encrypt sound as it comes in; `sink` is closed at the end."""
        seal_stream(chunks, sink, self._subkey("sound"), self._context(place))

    def open_sound(self, source: BinaryIO, *place: str) -> BinaryIO:
        """Return a seekable reader of sealed sound; it closes `source`."""
        return open_sealed(source, self._subkey("sound"), self._context(place))

    @cached_property
    def _columns(self) -> AESGCM:
        return AESGCM(self._subkey("columns"))

    def _subkey(self, use: str) -> bytes:
        return HKDFExpand(SHA256(), KEY_BYTES, f"voicejournal {use} 1".encode()).derive(self._key)

    def _context(self, place: tuple[str, ...]) -> bytes:
        return json.dumps([self.owner, *place]).encode()


class Vault:
    """Hands out data keys."""

    def __init__(
        self,
        database: Database,
        master: KeyWrapper,
        clock: Callable[[], datetime],
        shares: Shares,
    ) -> None:
        """Open the vault; makes the service's own key the first time."""
        self._database = database
        self._shares = shares
        self._wrapper: KeyWrapper = SharedWrapper(master, shares)
        self._clock = clock
        with database.write() as session:
            if session.get(KeyRow, SERVICE) is None:
                self.create_key(session, SERVICE)
        self.service = self._load(SERVICE)
        self._share_all()

    def patient(self, patient: PatientId) -> DataKey:
        """Return a patient's data key.

        Raises:
            NotFoundError: No such patient, or the key was destroyed.
        """
        return self._load(patient)

    def patients(self, patients: Iterable[PatientId]) -> Mapping[PatientId, DataKey]:
        """Return the data keys of several patients with one query; a destroyed one is left out."""
        chosen = select(KeyRow.owner, KeyRow.wrapped).where(KeyRow.owner.in_(tuple(patients)))
        with self._database.read() as session:
            rows = session.execute(chosen).all()
        return {
            PatientId(owner): key
            for owner, wrapped in rows
            if (key := self._key_if_there(owner, wrapped))
        }

    def create_key(self, session: Session, owner: str) -> None:
        """Make a data key within the transaction that makes its owner."""
        wrapped = self._wrapper.wrap(secrets.token_bytes(KEY_BYTES), owner)
        session.add(KeyRow(owner=owner, wrapped=wrapped, created_at=self._clock()))

    def destroy_share(self, patient: PatientId) -> bool:
        """Make everything of a patient unreadable for ever, in backups of the database too."""
        return self._shares.destroy(patient)

    def _load(self, owner: str) -> DataKey:
        with self._database.read() as session:
            wrapped = session.scalar(select(KeyRow.wrapped).where(KeyRow.owner == owner))
        if wrapped is None:
            raise NotFoundError
        return self._key_of(owner, wrapped)

    def _share_all(self) -> None:
        """Wrap the keys anew that are older than shares."""
        with self._database.read() as session:
            old = any(needs_share(row.wrapped, row.owner) for row in session.scalars(_ALL_KEYS))
        if not old:
            return
        with self._database.write() as session:
            for row in session.scalars(_ALL_KEYS.with_for_update()):
                if needs_share(row.wrapped, row.owner):
                    key = self._wrapper.unwrap(row.wrapped, row.owner)
                    row.wrapped = self._wrapper.wrap(key, row.owner)
        self._database.forget_deleted()

    def _key_if_there(self, owner: str, wrapped: bytes) -> DataKey | None:
        with suppress(NotFoundError):
            return self._key_of(owner, wrapped)
        return None

    def _key_of(self, owner: str, wrapped: bytes) -> DataKey:
        return DataKey(owner, self._wrapper.unwrap(wrapped, owner))


_ALL_KEYS = select(KeyRow)


def open_vault(database: Database, keys_folder: Path, clock: Callable[[], datetime]) -> Vault:
    """Open the vault with the master key in `keys_folder`, made on the very first start.

    Raises:
        SettingsError: The database holds wrapped keys, and this master key does not open them.
    """
    with database.read() as session:
        in_use = session.scalar(select(KeyRow.owner).limit(1)) is not None
    master = read_master_key(keys_folder)
    if master is None and in_use:
        msg = "The database is encrypted, and its master key is not in the keys folder."
        raise SettingsError(
            msg,
            fix=f"Put {MASTER_KEY_FILE} back, or name its folder in VOICEJOURNAL_KEYS.",
        )
    try:
        shares = Shares(keys_folder / SHARES_FOLDER)
        return Vault(database, master or create_master_key(keys_folder), clock, shares)
    except SealError as error:
        msg = "The master key in the keys folder belongs to another database."
        raise SettingsError(
            msg,
            fix=f"Put the {MASTER_KEY_FILE} that was made for this database back.",
        ) from error
