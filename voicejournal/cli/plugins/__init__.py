"""`voicejournal plugins`: what is installed, what it keeps to, and how to begin one."""

import click

from voicejournal.cli.plugins.again import retry_plugins
from voicejournal.cli.plugins.checked import check_plugins
from voicejournal.cli.plugins.listed import list_plugins
from voicejournal.cli.plugins.new import new_plugin
from voicejournal.cli.plugins.status import plugins_status


@click.group()
def plugins() -> None:
    """Look after plugins."""


plugins.add_command(list_plugins)
plugins.add_command(new_plugin)
plugins.add_command(check_plugins)
plugins.add_command(plugins_status)
plugins.add_command(retry_plugins)
