"""HTML of ours → PDF, by WeasyPrint where it is installed."""

import logging
from collections.abc import Callable
from typing import Any

from voicejournal.errors import PdfMissingError

FIX = (
    "Print the page from the browser, or install it: pip install 'voicejournal[pdf]'; on Debian "
    "also apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0."
)

# It tells of style sheets and fonts that it does not like: nobody here can act on that.
logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
logging.getLogger("fontTools").setLevel(logging.ERROR)


def as_pdf(page: str) -> bytes:
    """Print a page that holds all it needs; nothing is fetched, from disk or from anywhere.

    Raises:
        PdfMissingError: WeasyPrint, or a library that it needs, is not installed.
    """
    weasyprint, fetcher = _loaded()
    document = weasyprint.HTML(string=page, url_fetcher=fetcher)
    written: bytes = document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
    return written


def check_pdf() -> None:
    """Find out whether a PDF can be made.

    Raises:
        PdfMissingError: It cannot.
    """
    _loaded()


def _loaded() -> tuple[Any, Callable[..., Any]]:
    try:
        import weasyprint  # noqa: PLC0415  (an extra, and slow to load)
        from weasyprint.urls import URLFetcher  # noqa: PLC0415
    except (ImportError, OSError) as error:  # OSError: Pango is not there
        raise PdfMissingError(fix=FIX) from error
    return weasyprint, URLFetcher(allowed_protocols=frozenset({"data"}))
