"""`voicejournal bench`: the project's own benchmark, one run, one table a part."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from voicejournal.bench.judging import Row, Section
from voicejournal.bench.material import gather
from voicejournal.bench.sections import PLANS, measure


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--only",
    multiple=True,
    type=click.Choice(list(PLANS)),
    help="Measure this part alone; may be given again.",
)
@click.option("--markdown", is_flag=True, help="Print for the documentation.")
def bench(files: Sequence[Path], only: Sequence[str], *, markdown: bool) -> None:
    """Measure our speed, agreement and steadiness beside Praat, openSMILE and librosa.

    On FILES, or else on notes of the demo clinic, and on constructed speech whose truth is
    known. Praat and openSMILE are compared where the extra `bench` is installed.
    """
    material = gather(files)
    show = _markdown if markdown else _rich
    click.echo(f"Measured on {material.length}.\n")
    for reason in material.missing:
        click.echo(f"{reason}\n")
    missed: list[str] = []
    for name in only or PLANS:
        section = measure(name, material)
        show(section)
        missed += section.missed
    _sum_up(missed)


def _rich(section: Section) -> None:
    table = Table(*section.columns, "target", title=section.title, title_justify="left")
    for row in section.rows:
        table.add_row(*row.cells, _verdicts(row))
    console = Console(soft_wrap=True)
    console.print(table)
    for note in section.notes:
        console.print(note, style="dim", markup=False)
    console.print()


def _markdown(section: Section) -> None:
    columns = (*section.columns, "target")
    click.echo(f"## {section.title}\n")
    for note in section.notes:
        click.echo(f"{note}\n")
    for cells in (columns, ["---"] * len(columns)):
        click.echo(_line(cells))
    for row in section.rows:
        click.echo(_line((*row.cells, _verdicts(row))))
    click.echo()


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _verdicts(row: Row) -> str:
    return "; ".join(map(str, row.verdicts))


def _sum_up(missed: Sequence[str]) -> None:
    if not missed:
        click.echo("Every target was met.")
        return
    click.echo(f"Missed, {len(missed)}:\n")
    for one in missed:
        click.echo(f"- {one}")
