"""`voicejournal db`: the database's own duties."""

from pathlib import Path

import click

from voicejournal.cli.options import data_option, settings_for
from voicejournal.store import upgrade_database


@click.group()
def db() -> None:
    """Look after the database."""


@db.command()
@data_option
def upgrade(data: Path | None) -> None:
    """Bring the tables up to date; safe to run at any time, and twice."""
    upgrade_database(settings_for(data))
    click.echo("The database is up to date.")
