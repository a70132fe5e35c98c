"""`voicejournal summarize`: a folder of dated notes → weekly summaries, with nothing stored."""

import json
import os
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from urllib.parse import quote
from zoneinfo import available_timezones

import click
from rich.console import Console
from rich.progress import Progress

from voicejournal.app.composing import Entry, compose_weeks
from voicejournal.app.plugins import load_plugins
from voicejournal.app.tools import build_tools
from voicejournal.cli.dated import DatedFile, dated_files
from voicejournal.cli.weekdocument import as_week_document
from voicejournal.extract.engines.faster_whisper import whisper_lease
from voicejournal.model.evidence import moments
from voicejournal.model.note import NoteId
from voicejournal.model.purpose import OWN_FILES
from voicejournal.model.summary import WeeklySummary
from voicejournal.model.text import LANGUAGES
from voicejournal.model.units import Missing
from voicejournal.outputs.pdf import as_pdf, check_pdf
from voicejournal.pipeline import Recording, Tools, as_view, carry, keep_nothing
from voicejournal.settings import Settings

ERRORS = Console(stderr=True, soft_wrap=True)


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "form", flag_value="json", help="One JSON document per week and line.")
@click.option("--html", "form", flag_value="html", help="One file per week; moments play.")
@click.option("--pdf", "form", flag_value="pdf", help="One file per week, to print.")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="Folder of the files."
)
@click.option("--language", default="auto", show_default=True, help="fr, en … or auto.")
@click.option("--model", default=None, help="A size, a name, a folder, or demo.")
@click.option("--zone", default="UTC", show_default=True, help="Where the person lives.")
def summarize(
    folder: Path,
    *,
    form: str | None,
    out: Path | None,
    language: str,
    model: str | None,
    zone: str,
) -> None:
    """Sum up the notes in FOLDER week by week: no server, no database, nothing stored.

    When a note was made stands in its name (2026-03-02T21-30.opus), or in a table notes.csv with
    the columns file and recorded_at.
    """
    if zone not in available_timezones():
        msg = f"{zone} is not a time zone; it is written like Europe/Paris."
        raise click.BadParameter(msg)
    if form == "pdf":
        check_pdf()
    files = dated_files(folder, zone)
    _warn_of_guesses(files)
    settings = Settings() if model is None else Settings(model=model)
    plugins = load_plugins(settings)
    tools = build_tools(settings, plugins, whisper_lease(settings), grants=OWN_FILES)
    entries = _read(files, tools, None if language == "auto" else language, zone)
    spoken = _language_of(entries, language)
    weeks = compose_weeks(entries, plugins, zone=zone, now=datetime.now(UTC))
    if form in {"html", "pdf"}:
        _write(weeks, spoken, folder=folder, out=out or folder, form=form)
    else:
        for week in weeks:
            _print(week, spoken, as_json=form == "json")
    if len(entries) < len(files):
        raise click.exceptions.Exit(1)


def _warn_of_guesses(files: Sequence[DatedFile]) -> None:
    guessed = sum(one.guessed for one in files)
    if guessed:
        ERRORS.print(
            f"[yellow]{guessed} of {len(files)} names hold no date[/]: taken from when the file "
            "was last changed. A copy may have moved that; notes.csv says it for certain."
        )


def _read(
    files: Sequence[DatedFile], tools: Tools, language: str | None, zone: str
) -> tuple[Entry, ...]:
    entries = []
    with Progress(console=ERRORS, transient=True) as progress:
        for one in progress.track(files, description="Listening, writing down, measuring"):
            entry = _carry(one, tools, language, zone)
            if isinstance(entry, Missing):
                ERRORS.print(f"{one.file.name}: {entry.reason}", markup=False)
            else:
                entries.append(entry)
    return tuple(entries)


def _carry(one: DatedFile, tools: Tools, language: str | None, zone: str) -> Entry | Missing:
    recording = Recording(
        note_id=NoteId(one.file.name),
        recorded_at=one.recorded_at,
        zone=zone,
        open=lambda: one.file.open("rb"),
        max_seconds=tools.max_note_s,
        language=language,
    )
    carried = carry(recording, tools, keep_nothing)
    view = as_view(recording, carried)
    return view if isinstance(view, Missing) else (view, carried.findings)


def _language_of(entries: Sequence[Entry], asked: str) -> str:
    """Return the language that the pages speak: the one asked for, or that of most notes."""
    if asked in LANGUAGES:
        return asked
    spoken = Counter(view.language for view, _ in entries if view.language in LANGUAGES)
    return spoken.most_common(1)[0][0] if spoken else LANGUAGES[0]


def _write(
    weeks: Sequence[WeeklySummary], language: str, *, folder: Path, out: Path, form: str
) -> None:
    from voicejournal.views.alone import printer  # noqa: PLC0415 (Flask, which JSON needs not)

    draw = printer(language)
    out.mkdir(parents=True, exist_ok=True)
    for week in weeks:
        file = out / f"week-{week.week.monday}.{form}"
        if form == "pdf":
            file.write_bytes(as_pdf(draw.week(week, {})))
        else:
            file.write_text(draw.week(week, _links(week, folder, out)), encoding="utf-8")
        click.echo(file)


def _links(week: WeeklySummary, folder: Path, out: Path) -> dict[NoteId, str]:
    """Lead from the file of a week to the notes that its sentences and charts point at."""
    way = Path(os.path.relpath(folder.resolve(), out.resolve()))
    shown = {moment.note_id for sentence in week.sentences for moment in moments(sentence.evidence)}
    drawn = {
        point.moment.note_id
        for series in week.series
        for one in series.weeks
        for point in one.points
    }
    return {note_id: quote((way / note_id).as_posix()) for note_id in shown | drawn}


def _print(summary: WeeklySummary, language: str, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(as_week_document(summary, language), ensure_ascii=False))
        return
    console = Console(soft_wrap=True)
    console.rule(f"{summary.week.monday}: {summary.notes}")
    for section in summary.sections:
        said: Callable[[str], None] = partial(console.print, markup=False, highlight=False)
        said(f"\n{section.title.in_language(language)}")
        for one in section.sentences:
            said(f"• {one.text.in_language(language)}")
        if not section.sentences:
            said(f"  {section.empty.in_language(language)}")
