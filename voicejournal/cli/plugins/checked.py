"""`voicejournal plugins check`: whether installed analyzers keep to the rules."""

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from voicejournal.app.plugins import load_plugins
from voicejournal.errors import PluginError
from voicejournal.hooks.host import PluginHost
from voicejournal.hooks.registered import PluginStatus
from voicejournal.settings import Settings
from voicejournal.testing.conformance.examples import example_weeks
from voicejournal.testing.conformance.of_narrators import narrator_verdicts
from voicejournal.testing.conformance.of_notes import verdicts
from voicejournal.testing.conformance.of_weeks import week_verdicts
from voicejournal.testing.conformance.rules import Verdict

MARKS = {True: "[green]passed[/]", False: "[red]failed[/]"}


@click.command("check")
@click.argument("name", required=False)
def check_plugins(name: str | None) -> None:
    """Check the analyzers of the plugin NAME, or of all, on invented notes."""
    # Here, where an author sees what is printed, and the kit may watch what is read.
    host = load_plugins(Settings(plugin_isolation="none"))
    console = Console()
    kept = True
    for status in _wanted(host, name):
        if status.state == "failed":
            console.print(f"{escape(status.name)}: [red]failed[/] {escape(status.reason)}")
            kept = False
        for title, judged in _judged(host, status.name):
            console.print(table_of(title, judged))
            kept = kept and not any(one.broken for one in judged)
    if not kept:
        raise click.exceptions.Exit(1)


def table_of(title: str, judged: tuple[Verdict, ...]) -> Table:
    """Lay out how one analyzer keeps to each rule."""
    table = Table("rule", "", "why", title=escape(title), title_justify="left", box=None)
    for one in judged:
        table.add_row(escape(one.rule), MARKS[not one.broken], escape(one.broken))
    return table


def _wanted(host: PluginHost, name: str | None) -> tuple[PluginStatus, ...]:
    if name is None:
        return host.statuses
    called = (name, name.replace("-", "_"))
    wanted = tuple(one for one in host.statuses if one.name in called)
    if not wanted:
        msg = f"No plugin called “{name}” is installed here."
        known = ", ".join(one.name for one in host.statuses) or "none"
        raise PluginError(msg, fix=f"Install it into this environment. Installed: {known}.")
    return wanted


def _judged(host: PluginHost, plugin: str) -> list[tuple[str, tuple[Verdict, ...]]]:
    """Judge all that one plugin brings; weeks hold what all installed analyzers find."""
    notes = [
        (f"{plugin}: {one.info.name}", verdicts(one, elsewhere=True))
        for one in host.analyzers
        if one.plugin == plugin
    ]
    weeks = [
        (
            f"{plugin}: {one.info.name} (weeks)",
            week_verdicts(one, example_weeks(one.info.languages, host.analyzers)),
        )
        for one in host.week_analyzers
        if one.plugin == plugin
    ]
    narrators = [
        (f"{plugin}: {one.info.name} (narrator)", narrator_verdicts(one))
        for one in host.narrators
        if one.plugin == plugin
    ]
    return notes + weeks + narrators
