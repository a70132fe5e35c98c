"""What a reader of PDF finds in a file: the text of its pages, its metadata, its every string."""

import io
from collections.abc import Iterator

from pypdf import PdfReader


def text_of_pdf(made: bytes) -> str:
    """Return the text of the pages, read by another program than the one that wrote them."""
    reader = PdfReader(io.BytesIO(made))
    return " ".join("\n".join(page.extract_text() for page in reader.pages).split())


def everything_in_pdf(made: bytes) -> str:
    """Return all in which a word could stand: the pages, and every object and stream unpacked.

    Objects hold titles, bookmarks, and what a screen reader is told; streams hold the metadata.
    """
    reader = PdfReader(io.BytesIO(made))
    return "\n".join([text_of_pdf(made), repr(reader.metadata), *_objects(reader)])


def _objects(reader: PdfReader) -> Iterator[str]:
    for number in range(1, reader.trailer["/Size"]):
        one = reader.get_object(number)
        yield repr(one)
        if hasattr(one, "get_data"):
            yield one.get_data().decode("utf-8", "replace")
