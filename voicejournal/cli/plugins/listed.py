"""`voicejournal plugins list`: what is installed and how it is doing."""

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from voicejournal.app.plugins import load_plugins
from voicejournal.hooks.host import PluginStatus
from voicejournal.settings import Settings

STYLES = {"ok": "green", "failed": "red", "disabled": "dim"}


@click.command("list")
def list_plugins() -> None:
    """Show every plugin found: its state, its analyzers, what is wrong or on its way out."""
    statuses = load_plugins(Settings()).statuses
    Console().print(table_of(statuses))
    if any(status.state == "failed" for status in statuses):
        raise click.exceptions.Exit(1)


def table_of(statuses: tuple[PluginStatus, ...]) -> Table:
    """Lay the statuses out, one plugin a row."""
    table = Table(
        "name", "version", "written for", "state", "analyzers", "infers", "reason", box=None
    )
    for status in statuses:
        style = STYLES[status.state]
        table.add_row(
            escape(status.name),
            escape(status.version),
            escape(status.written_for),
            f"[{style}]{status.state}[/]",
            escape(", ".join(status.analyzers)),
            "[yellow]emotions[/]" if status.infers_emotion else "",
            escape("\n".join(filter(None, (status.reason, *status.deprecations)))),
        )
    return table
