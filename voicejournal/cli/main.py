"""The root of the command line."""

import logging

import click
import structlog

from voicejournal import __version__
from voicejournal.cli.analyze import analyze
from voicejournal.cli.bench import bench
from voicejournal.cli.db import db
from voicejournal.cli.demo import demo
from voicejournal.cli.doctor import doctor
from voicejournal.cli.models import models
from voicejournal.cli.plugins import plugins
from voicejournal.cli.serve import serve, web_command
from voicejournal.cli.user import user
from voicejournal.cli.worker import worker_command
from voicejournal.errors import VoiceJournalError


class PlainErrors(click.Group):
    """Prints our own errors as what happened and what to do, without a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; turn our own errors into exit code 1."""
        try:
            return super().invoke(ctx)
        except VoiceJournalError as error:
            click.secho(f"Error: {error.message}", fg="red", err=True)
            if error.fix:
                click.echo(f"What to do: {error.fix}", err=True)
            ctx.exit(1)


@click.group(cls=PlainErrors, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="voicejournal")
@click.option("-v", "--verbose", is_flag=True, help="Log what happens, never what was said.")
def main(*, verbose: bool) -> None:
    """Voice Journal: what was said, how it was said, every sentence playable."""
    level = logging.INFO if verbose else logging.WARNING
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(level))


for command in (
    analyze,
    bench,
    db,
    demo,
    doctor,
    models,
    plugins,
    serve,
    user,
    web_command,
    worker_command,
):
    main.add_command(command)
