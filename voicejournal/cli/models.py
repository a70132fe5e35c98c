"""`voicejournal models`: which speech models are here, and how to get one."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import DownloadColumn, Progress, SpinnerColumn, TextColumn, TransferSpeedColumn
from rich.table import Table

from voicejournal.extract.machine import preferred_sizes, this_machine
from voicejournal.extract.models import (
    ModelRef,
    find_model,
    list_models,
    model_path,
    pull_model,
)
from voicejournal.extract.models import Progress as Arrived
from voicejournal.hooks.host import PluginHost
from voicejournal.settings import Settings

KINDS = {
    "fetched": "fetched by us",
    "cache": "in Hugging Face’s cache",
    "plugin": "brought by a plugin",
    "folder": "a folder",
}


@click.group()
def models() -> None:
    """Speech models: what is here, fetch one, where one lies."""


@models.command("list")
def list_command() -> None:
    """Show the speech models on this machine."""
    settings = Settings()
    known = PluginHost.load().models()
    table = Table("model", "size", "where", box=None)
    table.add_column("folder", overflow="fold")
    refs = list_models(settings, known=known)
    for ref in refs:
        table.add_row(ref.name, _size(ref), KINDS[ref.kind], str(ref.folder))
    console = Console(soft_wrap=True)
    if refs:
        console.print(table)
    else:
        console.print("There is no speech model on this machine yet.")
    suits = preferred_sizes(this_machine())[0]
    if suits not in {ref.name for ref in refs}:
        console.print(f"This machine carries “{suits}”: voicejournal models pull {suits}")


@models.command()
@click.argument("name")
def pull(name: str) -> None:
    """Fetch the model NAME: a size (small …), auto, or a repository (owner/name)."""
    with _progress(name) as arrived:
        ref = pull_model(name, Settings(), arrived)
    click.echo(f"{ref.name} is here: {ref.folder}")


@models.command()
@click.argument("name", required=False)
def path(name: str | None) -> None:
    """Print the folder of the model NAME, of the one in force where none is named."""
    settings = Settings()
    known = PluginHost.load().models()
    if name is None:
        click.echo(find_model(settings.model, settings, known=known).folder)
    else:
        click.echo(model_path(name, settings, known=known))


def _size(ref: ModelRef) -> str:
    size = sum(file.stat().st_size for file in ref.folder.rglob("*") if file.is_file())
    return f"{size / 1e6:.0f} MB"


@contextmanager
def _progress(name: str) -> Iterator[Arrived]:
    """Show how much has arrived; the hub does not always say how much there is."""
    columns = (SpinnerColumn(), TextColumn(name), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(name, total=None)
        yield lambda count: progress.update(task, completed=count)
