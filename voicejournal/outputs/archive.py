"""Everything of one patient as a ZIP file, written while it is sent."""

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from voicejournal.errors import NotFoundError

PIECE = 1 << 16
ENDINGS = {
    "audio/webm": "webm",
    "audio/ogg": "ogg",
    "audio/mp4": "m4a",
    "audio/wav": "wav",
    "audio/flac": "flac",
    "audio/x-caf": "caf",
    "audio/mpeg": "mp3",
    "audio/aac": "aac",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveFile:
    """One file of the archive."""

    name: str
    read: Callable[[], BinaryIO | bytes]
    """Opened when its turn has come, and then closed. What is gone by then is left out."""
    packed: bool = True
    """Sound is compressed already."""


class _Sink:
    """Takes what the ZIP writer writes, for whoever sends it on; nothing can be rewound."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def taken(self) -> bytes:
        """Return what came since this was last called."""
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def sound_name(recorded_at: datetime, mime: str, taken: Iterable[str]) -> str:
    """Return where the sound of a note lies, by when it was recorded."""
    ending = ENDINGS.get(mime, "bin")
    stem = f"audio/{recorded_at:%Y-%m-%d-%H%M%S}"
    used, number = set(taken), 1
    while (name := f"{stem}{f'-{number}' if number > 1 else ''}.{ending}") in used:
        number += 1
    return name


def zipped(files: Iterable[ArchiveFile], at: datetime) -> Iterator[bytes]:
    """Write files into a ZIP, piece by piece: no file is ever whole in memory.

    Args:
        files: In the order in which they are written.
        at: Their date.
    """
    sink = _Sink()
    with zipfile.ZipFile(sink, "w") as archive:  # type: ignore[call-overload]  # it only writes
        for file in files:
            with suppress(NotFoundError):
                yield from _added(archive, file, at, sink)
    yield sink.taken()


def _added(
    archive: zipfile.ZipFile, file: ArchiveFile, at: datetime, sink: _Sink
) -> Iterator[bytes]:
    source = file.read()
    stream = io.BytesIO(source) if isinstance(source, bytes) else source
    entry = zipfile.ZipInfo(file.name, at.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED if file.packed else zipfile.ZIP_STORED
    entry.external_attr = 0o600 << 16
    with stream, archive.open(entry, "w", force_zip64=True) as target:
        while piece := stream.read(PIECE):
            target.write(piece)
            yield sink.taken()
    yield sink.taken()
