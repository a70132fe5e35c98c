"""Requests that keep a recording out of temporary files."""

from io import BytesIO
from typing import IO

from flask import Request

FORM_BYTES = 192 * 1024 * 1024
"""Largest form kept in memory: two hours of Opus at 96 kbit/s are 86 MB."""


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
        if self.mimetype != "multipart/form-data":
            return limit
        return FORM_BYTES if limit is None else min(limit, FORM_BYTES)

    @max_content_length.setter
    def max_content_length(self, value: int | None) -> None:
        self._max_content_length = value
