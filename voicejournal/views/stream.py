"""Requests that keep a recording out of temporary files."""

from collections.abc import Iterable
from io import BytesIO
from typing import IO

from flask import Request

from voicejournal.model.arrival import LARGEST_PART_BYTES

API = "/api/"
"""Where the pages' scripts send: a part of a recording at most."""
FORM_BYTES = 192 * 1024 * 1024
"""Largest form kept in memory: two hours of Opus at 96 kbit/s are 86 MB."""
_PIECE = 1 << 16


class InMemoryRequest(Request):
    """A request whose uploaded files stay in memory.

    Werkzeug writes uploads of more than 500 kB to a temporary file: a patient's voice,
    readable, on a disk that erasure does not reach.
    """

    def _get_file_stream(
        self,
        total_content_length: int | None,  # noqa: ARG002 - werkzeug's signature
        content_type: str | None,  # noqa: ARG002
        filename: str | None = None,  # noqa: ARG002
        content_length: int | None = None,  # noqa: ARG002
    ) -> IO[bytes]:
        return BytesIO()

    @property
    def max_content_length(self) -> int | None:
        """Bytes accepted: a form is held in memory, so it may carry less than a stream."""
        limit = super().max_content_length
        if self.path.startswith(API):
            return _least(limit, LARGEST_PART_BYTES)
        return _least(limit, FORM_BYTES) if self.mimetype == "multipart/form-data" else limit

    @max_content_length.setter
    def max_content_length(self, value: int | None) -> None:
        self._max_content_length = value


def pieces(stream: IO[bytes]) -> Iterable[bytes]:
    """Read a body as it comes, never the whole of it at once."""
    while piece := stream.read(_PIECE):
        yield piece


def _least(limit: int | None, ours: int) -> int:
    return ours if limit is None else min(limit, ours)
