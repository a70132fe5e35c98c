"""`voicejournal doctor`: everything a user would trip over, each with its fix."""

import os
import shutil
import stat
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import click
from rich.console import Console

from voicejournal.app.plugins import load_plugins
from voicejournal.cli.options import data_option, settings_for
from voicejournal.errors import MailError, ModelMissingError, PdfMissingError
from voicejournal.extract.models import find_model
from voicejournal.hooks.host import PluginHost
from voicejournal.outputs.pdf import check_pdf
from voicejournal.outputs.post import check_post
from voicejournal.settings import Settings
from voicejournal.store import schema_state, unmuted_in

FREE_BYTES_WANTED = 5 << 30
"""Room for a few months of one practice's notes."""

Verdict = Literal["ok", "warn", "fail"]
MARKS: dict[Verdict, str] = {"ok": "[green]✓[/]", "warn": "[yellow]![/]", "fail": "[red]✗[/]"}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at."""

    verdict: Verdict
    what: str
    fix: str = ""


@click.command()
@data_option
def doctor(data: Path | None) -> None:
    """Check everything a user would trip over."""
    settings = settings_for(data)
    console = Console(soft_wrap=True)
    failed = False
    for check in examine(settings):
        console.print(f"{MARKS[check.verdict]} {check.what}")
        if check.fix:
            console.print(f"    → {check.fix}", markup=False)
        failed |= check.verdict == "fail"
    if failed:
        raise click.exceptions.Exit(1)


def examine(settings: Settings) -> Iterator[Check]:
    """Yield every check in the order in which a user would meet the trouble."""
    plugins = load_plugins(settings)
    yield _python()
    yield _folder(settings.data)
    yield _disk(settings.data)
    yield _keys(settings)
    yield _schema(settings)
    yield from _strikes(settings)
    yield _model(settings, plugins.models())
    yield _decoder()
    yield _pdf()
    yield _mail(settings)
    yield from _plugins(plugins)
    yield _microphone(settings)


def _python() -> Check:
    version = ".".join(map(str, sys.version_info[:3]))
    return Check("ok", f"Python {version}")


def _folder(folder: Path) -> Check:
    nearest = next(one for one in (folder, *folder.absolute().parents) if one.exists())
    if os.access(nearest, os.W_OK):
        return Check("ok", f"data folder {folder} can be written")
    return Check(
        "fail",
        f"data folder {folder} cannot be written",
        f"Give this user write access to {nearest}, or choose another folder with --data.",
    )


def _disk(folder: Path) -> Check:
    nearest = next(one for one in (folder, *folder.absolute().parents) if one.exists())
    free = shutil.disk_usage(nearest).free
    what = f"{free / (1 << 30):.0f} GiB free on the disk of the data folder"
    if free >= FREE_BYTES_WANTED:
        return Check("ok", what)
    return Check("warn", what, "An hour of notes takes about 45 MB; make room or move --data.")


def _keys(settings: Settings) -> Check:
    folder = settings.keys_folder
    if not folder.exists():
        return Check("ok", "keys will be made on first start")
    loose = [
        one.name
        for one in (folder, *folder.iterdir())
        if one.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    ]
    if loose:
        return Check(
            "fail",
            "other users of this machine can read the keys",
            f"chmod 700 {folder} && chmod 600 {folder}/*",
        )
    if settings.keys is None:
        return Check(
            "warn",
            "the master key lies inside the data folder",
            "Set VOICEJOURNAL_KEYS to a folder that backups of the data do not include.",
        )
    return Check("ok", "keys are readable by this user only")


def _schema(settings: Settings) -> Check:
    state = schema_state(settings)
    if state == "behind":
        return Check("fail", "the database is older than the program", "voicejournal db upgrade")
    return Check("ok", {"current": "database is up to date"}.get(state, "no database yet"))


def _strikes(settings: Settings) -> Iterator[Check]:
    if count := unmuted_in(settings):
        yield Check(
            "fail",
            f"{count} struck passage{'s' if count > 1 else ''} could not be silenced",
            "Nobody can play the note. Bring PyAV up to date and start the service: each start "
            "tries again. Or its patient deletes the sound.",
        )


def _model(settings: Settings, known: Mapping[str, Path]) -> Check:
    try:
        ref = find_model(settings.model, settings, known=known)
    except ModelMissingError as error:
        return Check("fail", error.message, error.fix or "voicejournal models pull small")
    if ref.name == "demo":
        return Check(
            "warn",
            "the model in use understands only the demo voices",
            "voicejournal models pull small, then start without VOICEJOURNAL_MODEL=demo.",
        )
    return Check("ok", f"speech model {ref.name}")


def _decoder() -> Check:
    try:
        import av  # noqa: PLC0415  (the check is whether it loads)
    except ImportError as error:
        return Check(
            "fail", f"PyAV does not load: {error.name}", "pip install --force-reinstall av"
        )
    return Check("ok", f"PyAV {av.__version__} decodes recordings")


def _pdf() -> Check:
    try:
        check_pdf()
    except PdfMissingError as error:
        return Check("warn", "PDF files cannot be made here", error.fix or "")
    return Check("ok", "PDF files can be made")


def _mail(settings: Settings) -> Check:
    if not settings.sends_mail:
        return Check("ok", "no letters are sent: no mail server is set")
    place = f"{settings.smtp_host}:{settings.smtp_port}"
    try:
        check_post(settings)
    except MailError as error:
        why = type(error.__cause__ or error).__name__
        fix = "Check the settings VOICEJOURNAL_SMTP_… and that the server lets this machine in."
        return Check("warn", f"the mail server {place} does not take letters ({why})", fix)
    return Check("ok", f"the mail server {place} takes letters")


def _plugins(plugins: PluginHost) -> Iterator[Check]:
    for status in plugins.statuses:
        if status.state == "ok":
            yield Check("ok", f"plugin {status.name} {status.version}")
        else:
            yield Check(
                "fail", f"plugin {status.name}: {status.reason}", "voicejournal plugins list"
            )
    for problem in plugins.self_checks():
        yield Check("warn", f"{problem.stage}: {problem.reason}", problem.fix)


def _microphone(settings: Settings) -> Check:
    if settings.secure_cookies:
        return Check("ok", "cookies travel over https only")
    return Check(
        "warn",
        "browsers give the microphone to https pages and to localhost only",
        "Behind an https proxy set VOICEJOURNAL_SECURE_COOKIES=true.",
    )
