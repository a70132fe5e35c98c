"""Encrypted sound on the local disk: durable before it counts, and nothing left half done.

Whoever writes a file holds a lock on it until its row is committed. A file without a row
whose lock is free belongs to a process that died, and is swept.
"""

import fcntl
import hashlib
import os
import secrets
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, NamedTuple, Self

from voicejournal.errors import NotFoundError, TooLongError
from voicejournal.store.keys import sync_folder
from voicejournal.store.sealed import HEADER_BYTES
from voicejournal.store.vault import DataKey

INCOMING = "incoming"
DRAFT_SUFFIX = ".part"


class StoredSound(NamedTuple):
    """One rendition of a note's sound, open for reading; close `stream` after use."""

    stream: BinaryIO
    """Seekable."""
    size: int
    """Bytes."""
    mime: str


class SoundFolder:
    """Keeps sealed sound under random names."""

    def __init__(self, folder: Path) -> None:
        """Make the folder where there is none."""
        self._folder = folder
        (folder / INCOMING).mkdir(mode=0o700, parents=True, exist_ok=True)

    def draft(
        self, chunks: Iterable[bytes], key: DataKey, place: tuple[str, ...], *, limit: int
    ) -> "Draft":
        """Encrypt `chunks` into a file that goes away again unless it is settled.

        Raises:
            TooLongError: More than `limit` bytes; nothing is left behind.
        """
        draft = Draft(self._folder, key, place)
        try:
            draft.fill(chunks, limit)
        except BaseException:
            draft.close()
            raise
        return draft

    def open(self, ref: str, key: DataKey, place: tuple[str, ...]) -> BinaryIO:
        """Return a seekable reader of one sound.

        Raises:
            NotFoundError: The file is gone.
            SealError: It was altered, cut short or moved.
        """
        try:
            source = path_of(self._folder, ref).open("rb")
        except FileNotFoundError as error:
            raise NotFoundError from error
        return key.open_sound(source, *place)

    def delete(self, ref: str) -> None:
        """Remove one sound, if it is there."""
        path_of(self._folder, ref).unlink(missing_ok=True)

    def destroy(self, ref: str) -> None:
        """Remove one sound for good: first the salt that its key was made from, then the file.

        Without the salt nobody opens what a disk may keep of the file, whoever holds the
        patient's key.
        """
        path = path_of(self._folder, ref)
        with suppress(FileNotFoundError), path.open("r+b") as file:
            file.write(secrets.token_bytes(HEADER_BYTES))
            file.flush()
            os.fsync(file.fileno())
        path.unlink(missing_ok=True)
        if path.parent.is_dir():
            sync_folder(path.parent)

    def sweep(self, is_kept: Callable[[str], bool]) -> int:
        """Remove what dead processes left; returns how many files.

        Args:
            is_kept: Whether a row names this reference.
        """
        return sum(_remove_if_left(path, is_kept) for path in self._files())

    def _files(self) -> Iterator[Path]:
        for folder in sorted(self._folder.iterdir()):
            if folder.is_dir():
                yield from sorted(folder.iterdir())


class Draft:
    """A sealed file on its way in, locked by us."""

    def __init__(self, folder: Path, key: DataKey, place: tuple[str, ...]) -> None:
        """Open and lock an empty file."""
        self.ref = uuid.uuid4().hex
        self.size = 0
        self._folder = folder
        self._path = folder / INCOMING / f"{self.ref}{DRAFT_SUFFIX}"
        self._key = key
        self._place = place
        self._settled = False
        self._hash = hashlib.sha256()
        self._file = _create_locked(self._path)

    @property
    def sha256(self) -> str:
        """Checksum of the sound as it arrived."""
        return self._hash.hexdigest()

    def fill(self, chunks: Iterable[bytes], limit: int) -> None:
        """Encrypt, hash and count what comes in."""
        sink = os.fdopen(os.dup(self._file.fileno()), "wb")  # Tink closes what it writes to
        self._key.seal_sound(self._counted(chunks, limit), sink, *self._place)

    def _counted(self, chunks: Iterable[bytes], limit: int) -> Iterator[bytes]:
        for chunk in chunks:
            self._hash.update(chunk)
            self.size += len(chunk)
            if self.size > limit:
                raise TooLongError
            yield chunk

    def reader(self) -> BinaryIO:
        """Return a seekable reader of what was just encrypted."""
        return self._key.open_sound(self._path.open("rb"), *self._place)

    def keep(self) -> None:
        """Put the file into its place, so that it survives a power cut."""
        os.fsync(self._file.fileno())
        target = path_of(self._folder, self.ref)
        if not target.parent.is_dir():
            target.parent.mkdir(mode=0o700, exist_ok=True)
            sync_folder(self._folder)
        self._path.rename(target)
        self._path = target
        sync_folder(target.parent)

    def settle(self) -> None:
        """Say that a committed row names the file: from now on it stays."""
        self._settled = True

    def close(self) -> None:
        """Remove the file unless it was settled, and unlock it."""
        if not self._settled:
            self._path.unlink(missing_ok=True)
        self._file.close()

    def __enter__(self) -> Self:
        """Use the draft; it is closed at the end."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Close the draft."""
        self.close()


def path_of(folder: Path, ref: str) -> Path:
    """Where the sound called `ref` lies."""
    return folder / ref[:2] / ref


def _create_locked(path: Path) -> BinaryIO:
    while True:
        file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b")
        fcntl.flock(file, fcntl.LOCK_EX)
        if os.fstat(file.fileno()).st_nlink:
            return file
        file.close()  # swept between being made and being locked: once more


def _remove_if_left(path: Path, is_kept: Callable[[str], bool]) -> bool:
    ref = path.name.removesuffix(DRAFT_SUFFIX)
    is_draft = path.name != ref
    if not is_draft and is_kept(ref):
        return False
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if not is_draft and is_kept(ref):  # committed while we were looking
                return False
            path.unlink()
    except (BlockingIOError, FileNotFoundError):  # somebody is writing it, or it is done
        return False
    return True
