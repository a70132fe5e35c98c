"""Answers that a browser keeps as a file. Their names hold dates, never who it is about."""

from flask import Response

CSV = "text/csv; charset=utf-8"
FHIR = "application/fhir+json; charset=utf-8"
PDF = "application/pdf"
TEXTGRID = "text/plain; charset=utf-8"
WEBVTT = "text/vtt; charset=utf-8"


def download(content: str | bytes, kind: str, name: str) -> Response:
    """Answer with a file to keep."""
    answer = Response(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
