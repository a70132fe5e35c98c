"""`voicejournal plugins retry`: ask again where something gave no answer."""

from pathlib import Path

import click

from voicejournal.app import Journal
from voicejournal.cli.options import data_option, settings_for


@click.command("retry")
@data_option
def retry_plugins(data: Path | None) -> None:
    """Send every note back to work about which a plugin gave no answer.

    For after it was mended. Notes stay readable meanwhile; a service that runs does the work,
    after all that is new.
    """
    journal = Journal.open(settings_for(data))
    try:
        sent = journal.ask_again()
    finally:
        journal.close()
    notes = "note" if sent == 1 else "notes"
    click.echo(f"{sent} {notes} with gaps will be looked at again.")
