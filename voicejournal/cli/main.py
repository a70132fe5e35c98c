"""The root of the command line. A command is imported when it is asked for.

Speech libraries take seconds to load; `user list` should not wait for them.
"""

import logging
from importlib import import_module

import click
import structlog

from voicejournal.errors import VoiceJournalError

COMMANDS = {
    "analyze": "analyze:analyze",
    "bench": "bench:bench",
    "db": "db:db",
    "demo": "demo:demo",
    "doctor": "doctor:doctor",
    "erase": "erase:erase",
    "export": "export:export",
    "models": "models:models",
    "plugins": "plugins:plugins",
    "reference": "reference:reference",
    "replay": "replay:replay_command",
    "serve": "serve:serve",
    "summarize": "summarize:summarize",
    "user": "user:user",
    "web": "serve:web_command",
    "worker": "worker:worker_command",
}


class Commands(click.Group):
    """Imports commands when they are asked for, and prints our own errors plainly."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """Name every command."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(f"voicejournal.cli.{module}"), name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; an error of ours becomes what happened, what to do, exit code 1."""
        try:
            return super().invoke(ctx)
        except VoiceJournalError as error:
            click.secho(f"Error: {error.message}", fg="red", err=True)
            if error.fix:
                click.echo(f"What to do: {error.fix}", err=True)
            ctx.exit(1)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="voicejournal", prog_name="voicejournal")
@click.option("-v", "--verbose", is_flag=True, help="Log what happens, never what was said.")
def main(*, verbose: bool) -> None:
    """Voice Journal: what was said, how it was said, every sentence playable."""
    level = logging.INFO if verbose else logging.WARNING
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(level))
