"""`voicejournal demo`: the demo clinic, every note pushed through the real path."""

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from voicejournal.app import Journal
from voicejournal.cli.demo_programme import give_programme
from voicejournal.cli.options import settings_for
from voicejournal.cli.serve import run_service, start
from voicejournal.errors import KeyReusedError, VoiceJournalError
from voicejournal.hooks.spec import ExamplePatient
from voicejournal.model.account import Role
from voicejournal.model.audio import DeviceFacts
from voicejournal.model.note import AccountId, PatientId
from voicejournal.settings import Settings

PASSWORD = "voice-journal"  # noqa: S105  (printed for everybody: the demo holds no real person)
CLINICIAN = "martin"
POLL_S = 0.3


@click.command()
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), default=Path("demo-data"))
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=int)
@click.option("--no-serve", is_flag=True, help="Build the clinic and stop.")
def demo(data: Path, host: str, port: int, *, no_serve: bool) -> None:
    """Build the demo clinic, print its links and sign-ins, serve it."""
    console = Console()
    settings = settings_for(data, model="demo")
    journal = Journal.open(settings)
    clinic = journal.plugins.clinic()
    if not clinic:
        reason = "The demo clinic is not installed."
        raise VoiceJournalError(reason, fix="pip install 'voicejournal[demo]'")
    console.print("[bold]The demo clinic[/]: two invented patients, synthetic voices.")
    patients = _people(journal, clinic)
    try:
        sent = sum(_send(journal, patients[one.username], one) for one in clinic)
    except KeyReusedError as error:
        reason = f"{data} holds the demo clinic of another version."
        raise VoiceJournalError(reason, fix=f"Remove {data} and run this again.") from error
    console.print(f"{sent} new notes received and encrypted under {data}/.")
    _work(console, journal, settings)
    journal.close()
    _sign_ins(console, clinic, f"http://{host}:{port}")
    if not no_serve:
        run_service(settings, host=host, port=port, workers=1)


def _people(journal: Journal, clinic: Sequence[ExamplePatient]) -> dict[str, PatientId]:
    accounts = journal.store.accounts
    known = {one.username: one for one in accounts.list()}

    def account(username: str, role: Role, name: str, language: str, zone: str) -> AccountId:
        if username in known:
            return known[username].account_id
        return accounts.create(
            username=username,
            password=PASSWORD,
            role=role,
            display_name=name,
            language=language,
            zone=zone,
        ).account_id

    clinician = account(CLINICIAN, "clinician", "Dr Alex Martin", "en", "Europe/Paris")
    account("operator", "operator", "Operator", "en", "Europe/Paris")
    patients = {}
    for one in clinic:
        patient = PatientId(
            account(one.username, "patient", one.display_name, one.language, one.zone)
        )
        accounts.assign(clinician, patient)
        _allow(journal, patient, one.language)
        give_programme(journal, clinician, patient, one)
        patients[one.username] = patient
    return patients


def _allow(journal: Journal, patient: PatientId, language: str) -> None:
    """Let an invented patient say yes to everything that is asked here, each by itself."""
    for one in journal.to_answer(patient):
        text = one.text
        journal.decide(patient, text.purpose, granted=True, version=text.version, language=language)


def _send(journal: Journal, patient: PatientId, example: ExamplePatient) -> int:
    """Send every note as a browser would; those of an earlier run are recognised by their key.

    Returns:
        How many were new.
    """
    device = DeviceFacts(
        echo_cancellation=False,
        noise_suppression=False,
        auto_gain_control=False,
        device_key="synthesiser",
    )
    last_week = datetime.now(UTC).date() - timedelta(weeks=1)
    new = 0
    for note in example.notes:
        with note.sound_path.open("rb") as stream:
            receipt = journal.receive(
                patient,
                f"demo-{note.key}",
                iter(partial(stream.read, 1 << 16), b""),
                recorded_at=example.recorded_at(note, anchor=last_week),
                zone=example.zone,
                device=device,
                sha256=None,
            )
        new += not receipt.repeated
    return new


def _work(console: Console, journal: Journal, settings: Settings) -> None:
    """Let real workers carry every note through the path, and show how far they are."""
    queue = journal.queue()
    total = sum(queue.values())
    if queue.get("done", 0) + queue.get("dead", 0) == total:
        return
    columns = (
        TextColumn("Listening, writing down, measuring"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with _crew(settings), Progress(*columns, console=console) as progress:
        task = progress.add_task("notes", total=total)
        while True:
            queue = journal.queue()
            progress.update(task, completed=queue.get("done", 0))
            if queue.get("done", 0) + queue.get("dead", 0) >= total:
                break
            time.sleep(POLL_S)
    if queue.get("dead"):
        console.print(f"[red]{queue['dead']} notes could not be worked on.[/] voicejournal doctor")


@contextmanager
def _crew(settings: Settings) -> Iterator[None]:
    workers = [start(settings, "worker") for _ in range(max(1, os.cpu_count() or 1))]
    try:
        yield
    finally:
        for one in workers:
            one.terminate()
        for one in workers:
            one.wait(timeout=30)


def _sign_ins(console: Console, clinic: Sequence[ExamplePatient], address: str) -> None:
    console.print()
    console.print(f"[bold]Sign in[/] (the password of everybody is [bold]{PASSWORD}[/]):")
    console.print(f"  clinician  [bold]{CLINICIAN}[/]   {address}/patients")
    for one in clinic:
        console.print(f"  patient    [bold]{one.username}[/]   {address}/record  ({one.language})")
    console.print(f"  operator   [bold]operator[/]   {address}/operator")
    console.print(
        "[dim]The demo model understands only the demo voices. For your own: "
        "voicejournal models pull small, then voicejournal serve.[/]"
    )
    console.print()
