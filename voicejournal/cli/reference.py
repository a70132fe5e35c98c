"""`voicejournal reference`: pages of the documentation that are written from the code."""

import click

from voicejournal.extract.voice import BUILT_IN
from voicejournal.extract.wording import INFOS
from voicejournal.model.voice import MeasureInfo

HEAD = """# Measures

Written by `voicejournal reference` from the code; do not edit by hand.

Every measure is taken from the waveform of one note, except where words are named. A measure
that cannot be taken is missing, with the reason, never zero. Numbers are compared with the same
person's own earlier notes only: there are no norms here.

| measure | unit | is | source |
|---|---|---|---|
"""


@click.command(hidden=True)
def reference() -> None:
    """Print the reference of measures."""
    click.echo(measures_page(), nl=False)


def measures_page() -> str:
    """Return the reference of measures as Markdown."""
    infos = [*(one.info for one in BUILT_IN), *INFOS]
    return HEAD + "".join(_row(info) for info in infos)


def _row(info: MeasureInfo) -> str:
    title = f"{info.title.en} / {info.title.fr}"
    return f"| `{info.name}`<br>{title} | {info.unit} | {info.definition} | {info.source} |\n"
