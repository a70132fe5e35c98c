"""`voicejournal plugins status`: how each plugin has been doing in this service."""

from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from voicejournal.app import Journal
from voicejournal.app.plugins import PluginDoing
from voicejournal.cli.options import data_option, settings_for
from voicejournal.model.tally import BY_KERNEL, BY_PYTHON, Tally
from voicejournal.model.units import Missing

GUARDS = {
    BY_KERNEL: "in a process of its own, network and programs refused by the kernel",
    BY_PYTHON: "in a process of its own, network and programs refused in Python only",
    "": "inside the service, unguarded",
}


@click.command("status")
@data_option
def plugins_status(data: Path | None) -> None:
    """Show how often each analyzer was called, how it failed, and what guards it."""
    journal = Journal.open(settings_for(data))
    try:
        plugins = journal.plugins_doing()
    finally:
        journal.close()
    console = Console(soft_wrap=True)
    for one in plugins:
        console.print(f"[bold]{escape(one.status.name)}[/] {escape(_of(one))}", highlight=False)
        if one.tallies:
            console.print(table_of(one.tallies))


def table_of(tallies: tuple[Tally, ...]) -> Table:
    """Lay out how analyzers have been doing, one version of one analyzer a row."""
    table = Table(
        "analyzer", "version", "calls", "failures", "median ms", "p95 ms", "last failure", box=None
    )
    for one in tallies:
        when = f"{one.last_failed_at:%Y-%m-%d %H:%M} UTC: " if one.last_failed_at else ""
        table.add_row(
            escape(one.analyzer),
            escape(one.version),
            str(one.calls),
            f"{one.failures} ({one.in_a_row} in a row)" if one.in_a_row else str(one.failures),
            _milliseconds(one.median_ms),
            _milliseconds(one.p95_ms),
            escape(f"{when}{one.last_failure.en if one.last_failure else ''}"),
        )
    return table


def _of(one: PluginDoing) -> str:
    parts = [one.status.version, one.status.state, one.status.reason]
    parts.append(GUARDS[one.guard] if one.status.state == "ok" else "")
    parts.append("reaches the network" if one.network else "")
    return ", ".join(part for part in parts if part)


def _milliseconds(value: float | Missing) -> str:
    return "–" if isinstance(value, Missing) else f"{value:.0f}"
