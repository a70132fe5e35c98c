"""`voicejournal worker`: works on notes, in a process of its own."""

from pathlib import Path

import click

from voicejournal.app import Journal
from voicejournal.cli.options import data_option, settings_for
from voicejournal.worker import Worker


@click.command("worker")
@data_option
def worker_command(data: Path | None) -> None:
    """Work on the notes that arrive, until told to stop."""
    journal = Journal.open(settings_for(data))
    try:
        Worker(journal).run()
    finally:
        journal.close()
