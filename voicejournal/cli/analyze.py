"""`voicejournal analyze`: the path on files, without a server and without a store."""

import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO

import click
import structlog
from rich.console import Console
from rich.table import Table

from voicejournal.app import open_tools
from voicejournal.cli.document import as_document
from voicejournal.errors import AudioError
from voicejournal.model.note import NoteId
from voicejournal.model.units import Missing
from voicejournal.pipeline import Carried, Recording, Tools, carry, keep_nothing
from voicejournal.settings import Settings


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--language", default="auto", show_default=True, help="fr, en … or auto.")
@click.option("--model", default=None, help="A size, a name, a folder, or demo.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document per file and line.")
def analyze(files: Sequence[Path], language: str, model: str | None, *, as_json: bool) -> None:
    """Measure and write down FILES; nothing is stored."""
    if as_json:
        log_beside_the_output()
    settings = Settings() if model is None else Settings(model=model)
    tools = open_tools(settings)
    unread = 0
    for file in files:
        carried = _carry(file, tools, None if language == "auto" else language)
        unread += isinstance(carried.audio, Missing)
        if as_json:
            click.echo(json.dumps(as_document(file, carried), ensure_ascii=False))
        else:
            _show(file, carried)
    if unread:
        raise click.exceptions.Exit(1)


def log_beside_the_output() -> None:
    """Log to standard error: a plugin that failed must not break the documents that are piped."""
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))


def _carry(file: Path, tools: Tools, language: str | None) -> Carried:
    recording = Recording(
        note_id=NoteId(file.stem),
        recorded_at=datetime.now(UTC),
        zone="UTC",
        open=partial(_open, file),
        max_seconds=tools.max_note_s,
        language=language,
    )
    return carry(recording, tools, keep_nothing)


def _open(file: Path) -> BinaryIO:
    try:
        return file.open("rb")
    except OSError as error:
        reason = f"The file could not be opened: {error.strerror}."
        raise AudioError(reason, fix="Check the path and that you may read it.") from error


def _show(file: Path, carried: Carried) -> None:
    console = Console()
    console.rule(file.name)
    document = as_document(file, carried)
    transcript = document["transcript"]
    if transcript:
        console.print(transcript["text"], markup=False)
    table = Table("measure", "value", "unit", box=None)
    for name, measure in document["measures"].items():
        if "value" in measure:
            table.add_row(name, f"{measure['value']:.3g}", measure["unit"])
        else:
            table.add_row(name, "–", measure["missing"])
    console.print(table)
    for finding in document["findings"]:
        console.print(f"• {finding['claim']}", markup=False)
    for problem in document["problems"]:
        console.print(
            f"[yellow]{problem['stage']}[/]: {problem['reason']} {problem.get('fix', '')}"
        )
