"""Options that many commands share."""

from pathlib import Path

import click

from voicejournal.settings import Settings

data_option = click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="Folder of the database, sound and keys.",
)


def settings_for(data: Path | None, **more: object) -> Settings:
    """Read the settings; what was said on the command line comes first."""
    given = {**({"data": data} if data is not None else {}), **more}
    return Settings(**given)  # type: ignore[arg-type]
