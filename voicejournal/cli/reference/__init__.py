"""`voicejournal reference`: pages of the documentation that are written from the code."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import click

from voicejournal.cli.reference.hooks import hooks_page
from voicejournal.cli.reference.measures import measures_page
from voicejournal.cli.reference.types import types_page

PAGES: Mapping[str, Callable[[], str]] = MappingProxyType(
    {"measures": measures_page, "hooks": hooks_page, "types": types_page}
)
"""Each stands in `docs/reference` under its name."""


@click.command(hidden=True)
@click.argument("page", type=click.Choice(tuple(PAGES)), default="measures")
def reference(page: str) -> None:
    """Print one page of the reference: of measures, of hooks or of types."""
    click.echo(PAGES[page](), nl=False)
