"""How long the clinician's pages take: a year of daily notes, a caseload of two hundred.

`python -m voicejournal.bench.pages` fills a clinic in a temporary folder with notes made to
measure, whose pages hold as much as those of recorded ones, and opens its pages again and again.
"""

import random
import re
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from rich.console import Console
from rich.table import Table
from sqlalchemy import event

from voicejournal.app import Journal
from voicejournal.findings.analyze import analyze
from voicejournal.hooks.host import PluginHost
from voicejournal.model.account import Role
from voicejournal.model.audio import AudioFacts, DeviceFacts, KeptAudio
from voicejournal.model.finding import NoteFindings
from voicejournal.model.note import AccountId, NoteId, NoteView, PatientId
from voicejournal.model.transcript import Transcript
from voicejournal.model.voice import VoiceMeasures
from voicejournal.settings import Settings
from voicejournal.store import StepKeeper, Store, open_store
from voicejournal.store.passwords import Passwords
from voicejournal.testing import a_note, words
from voicejournal.views import create_app

DAYS, PATIENTS = 365, 200
OPENED = 60
"""Times that each page is opened."""
PASSWORD = "a password of the bench"  # noqa: S105 - opens an invented clinic only
LINES = (
    "I could not sleep again .",
    "My sister called , and I was glad .",
    "Nothing at work was ever good enough .",
    "The garden needs water , but I stayed in bed .",
    "I told my doctor the truth .",
    "We walked to the river and I felt calm .",
    "I miss the house , and I never say it .",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """How a page opened."""

    page: str
    quickest_s: float
    """Nearest to an idle machine."""
    median_s: float
    p95_s: float
    processor_s: float
    """Median of the processor's seconds: other work on the machine does not count."""
    queries: int
    size: int
    """Bytes."""


class BenchClinic:
    """A clinic without recordings: the results of each note are kept as its steps would."""

    def __init__(self, folder: Path) -> None:
        """Open an empty clinic."""
        settings = Settings(data=folder / "data", model="demo")
        cheap = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        self.store: Store = open_store(settings, rng=random.Random(7), passwords=cheap)  # noqa: S311
        self.plugins = PluginHost.load(only={"standard"})
        self.journal = Journal(settings, store=self.store, plugins=self.plugins)
        self.clinician = self._person("martin", "clinician")

    def patient(self, name: str) -> PatientId:
        """Take a patient into care."""
        patient = PatientId(self._person(name, "patient"))
        self.store.accounts.assign(self.clinician, patient)
        return patient

    def keep(self, patient: PatientId, view: NoteView) -> NoteId:
        """Keep a note and what was made of it."""
        receipt = self.store.notes.receive(
            patient,
            str(view.note_id),
            [str(view.note_id).encode()],
            recorded_at=view.recorded_at,
            zone=view.zone,
            device=DeviceFacts(),
            sha256=None,
            check=lambda _: None,
        )
        claim = self.store.jobs.claim("bench", receipt.note_id)
        if claim is None:
            msg = "nobody else works on the notes of the bench"
            raise RuntimeError(msg)
        keep = StepKeeper(self.store, receipt.note_id, claim.fence)
        facts = AudioFacts(
            container="ogg", codec="opus", channels=1, rate_hz=48_000, duration=view.duration
        )
        keep("audio", "1", KeptAudio, lambda: KeptAudio(facts=facts, peaks=()))
        if isinstance(voice := view.voice, VoiceMeasures):
            keep("voice", "1", VoiceMeasures, lambda: voice)
        if isinstance(written := view.transcript, Transcript):
            keep("transcript", "1", Transcript, lambda: written)
        keep("findings", "1", NoteFindings, lambda: analyze(view, self.plugins.analyzers))
        self.store.jobs.finish(receipt.note_id, claim.fence, waiting_for="")
        return receipt.note_id

    def _person(self, name: str, role: Role) -> AccountId:
        return self.store.accounts.create(
            name, PASSWORD, role=role, display_name=name.title(), language="en", zone="UTC"
        ).account_id


def bench_note(at: int, recorded_at: datetime) -> NoteView:
    """Make a note of about a minute; the last fortnight of a year is slower than the rest."""
    slow = 1.6 if at >= DAYS - 14 else 1.0
    wobble = 1 + 0.05 * ((at * 7) % 5 - 2)
    said = " ".join(LINES[(at + turn) % len(LINES)] for turn in range(16))
    pauses = [(3.5 * n + 0.2, 3.5 * n + 0.2 + 0.6 * slow * wobble) for n in range(1, 14)]
    measures = {
        "pause_median": 0.6 * slow * wobble,
        "pause_fraction": min(0.25 * slow * wobble, 0.9),
        "pause_p90": 1.1 * slow * wobble,
        "long_pause_rate": 3.0 * slow * wobble,
        "run_median": 2.2 / slow / wobble,
        "speech_rate": 3.6 / slow / wobble,
        "articulation_rate": 4.3 / wobble,
        "words_per_minute": 130 / slow / wobble,
        "pitch_movement": 0.9 * wobble,
        "pitch_sd": 2.7 * wobble,
        "level": -24.0 + wobble,
        "intensity_sd": 5.2 * wobble,
    }
    note = a_note(words(said, each=0.45), pauses=pauses, measures=measures, zone="UTC")
    return replace(note, note_id=NoteId(f"bench-{at}"), recorded_at=recorded_at)


def fill(clinic: BenchClinic, *, days: int, patients: int, now: datetime) -> PatientId:
    """Fill the clinic; returns the patient with a year of notes."""
    diarist = clinic.patient("diarist")
    notes = [
        clinic.keep(diarist, bench_note(DAYS - days + at, now - timedelta(days=days - 1 - at)))
        for at in range(days)
    ]
    for note_id in (notes[len(notes) // 2], notes[-1]):
        clinic.journal.refresh(note_id)
    for number in range(1, patients):
        patient = clinic.patient(f"patient {number}")
        clinic.journal.refresh(clinic.keep(patient, bench_note(number, now)))
    return diarist


def enter(app: Flask) -> FlaskClient:
    """Sign the clinician in."""
    client = app.test_client()
    token = re.search(r'csrf-token" content="([^"]+)"', client.get("/help").text)
    told = {"username": "martin", "password": PASSWORD, "csrf_token": token[1] if token else ""}
    client.post("/sign-in", data=told)
    return client


def time_page(clinic: BenchClinic, open_page: Callable[[], int], page: str) -> Opening:
    """Open a page again and again.

    Raises:
        RuntimeError: It does not open.
    """
    size = open_page()
    if not size:
        msg = f"{page} does not open"
        raise RuntimeError(msg)
    seen: list[str] = []
    engine = clinic.store.database.engine

    def see(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", see)
    open_page()
    event.remove(engine, "before_cursor_execute", see)
    walls, processors = [], []
    for _ in range(OPENED):
        wall, processor = time.perf_counter(), time.process_time()
        open_page()
        walls.append(time.perf_counter() - wall)
        processors.append(time.process_time() - processor)
    return Opening(
        page=page,
        quickest_s=min(walls),
        median_s=statistics.median(walls),
        p95_s=statistics.quantiles(walls, n=20)[-1],
        processor_s=statistics.median(processors),
        queries=len(seen),
        size=size,
    )


def bench_pages(folder: Path, *, days: int = DAYS, patients: int = PATIENTS) -> list[Opening]:
    """Return how the pages of a filled clinic open."""
    clinic = BenchClinic(folder)
    diarist = fill(clinic, days=days, patients=patients, now=datetime.now(UTC))
    client = enter(create_app(clinic.journal))
    newest = clinic.journal.weeks(diarist)[0].monday.isoformat()
    addresses = {
        f"week, {days} daily notes": f"/patients/{diarist}/weeks/{newest}",
        f"all weeks, {days} daily notes": f"/patients/{diarist}/weeks",
        f"caseload of {patients}": "/patients",
    }

    def opener(address: str) -> Callable[[], int]:
        def open_page() -> int:
            answer = client.get(address)
            return len(answer.data) if answer.status_code == 200 else 0  # noqa: PLR2004 - HTTP

        return open_page

    try:
        return [time_page(clinic, opener(one), page) for page, one in addresses.items()]
    finally:
        clinic.journal.close()


@click.command()
@click.option("--days", default=DAYS, show_default=True, help="Notes of the patient, one a day.")
@click.option("--patients", default=PATIENTS, show_default=True, help="Patients of the caseload.")
def main(days: int, patients: int) -> None:
    """Measure how long the clinician's pages take."""
    with tempfile.TemporaryDirectory() as folder:
        openings = bench_pages(Path(folder), days=days, patients=patients)
    table = Table(
        "page", "quickest", "median", "p95", "processor", "queries", "size", title="pages"
    )
    for one in openings:
        times = (
            f"{1000 * took:.0f} ms"
            for took in (one.quickest_s, one.median_s, one.p95_s, one.processor_s)
        )
        table.add_row(one.page, *times, str(one.queries), f"{one.size / 1000:.0f} kB")
    Console(soft_wrap=True).print(table)


if __name__ == "__main__":
    main()
