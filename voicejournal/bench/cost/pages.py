"""How long the clinician's pages take: a year of daily notes, a caseload of two hundred.

A clinic in a temporary folder is filled with notes made to measure, whose pages hold as much as
those of recorded ones; its pages are opened again and again, and how often they ask the database
is held beside a clinic of a tenth of the size.
"""

import gc
import random
import re
import statistics
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Self

from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from voicejournal.app import Journal
from voicejournal.bench.judging import Target, Verdict
from voicejournal.bench.material import Material
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
from voicejournal.views import lasting_app

DAYS, PATIENTS = 365, 200
OPENED = 60
"""Times that each page is opened."""
SOON = Target("p95", 100, "ms")
STEADY = Target("questions more", 0)
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
class PageRow:
    """How a page opens."""

    page: str
    median_s: float
    p95_s: float
    processor_s: float
    """Median of the processor's seconds: other work on the machine does not count."""
    size: int
    """Bytes."""
    queries: int
    queries_small: int
    """In a clinic of a tenth of the size."""

    @property
    def cells(self) -> tuple[str, ...]:
        """Page, times, size, questions to the database."""
        times = (f"{1000 * took:.0f}" for took in (self.median_s, self.p95_s, self.processor_s))
        size = f"{self.size / 1000:.0f} kB"
        return self.page, *times, size, str(self.queries), str(self.queries_small)

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Quick enough, and no question more for a larger clinic."""
        return SOON.judge(1000 * self.p95_s), STEADY.judge(self.queries - self.queries_small)


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
        for one in self.journal.to_answer(patient):
            version = one.text.version
            self.journal.decide(
                patient, one.text.purpose, granted=True, version=version, language="en"
            )
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


@dataclass(frozen=True, slots=True)
class Filled:
    """A clinic with its notes, and the addresses of what a clinician opens there."""

    clinic: BenchClinic
    client: FlaskClient
    addresses: Mapping[str, str]

    @classmethod
    def build(cls, folder: Path, *, days: int, patients: int) -> Self:
        """Fill a clinic in a folder."""
        clinic = BenchClinic(folder)
        diarist = fill(clinic, days=days, patients=patients, now=datetime.now(UTC))
        newest = clinic.journal.weeks(diarist)[0].monday.isoformat()
        addresses = {
            f"a week, {DAYS} daily notes": f"/patients/{diarist}/weeks/{newest}",
            f"all weeks, {DAYS} daily notes": f"/patients/{diarist}/weeks",
            f"a caseload of {PATIENTS}": "/patients",
        }
        return cls(clinic, enter(lasting_app(clinic.journal)), addresses)

    def open(self, page: str) -> int:
        """Open a page; returns its bytes.

        Raises:
            RuntimeError: It does not open.
        """
        answer = self.client.get(self.addresses[page])
        if answer.status_code != HTTPStatus.OK:
            msg = f"{page} does not open"
            raise RuntimeError(msg)
        return len(answer.data)

    def queries(self, page: str) -> int:
        """Count the questions to the database, the page being known already."""
        seen: list[str] = []
        engine = self.clinic.store.database.engine

        def see(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
            seen.append(statement)

        self.open(page)
        event.listen(engine, "before_cursor_execute", see)
        self.open(page)
        event.remove(engine, "before_cursor_execute", see)
        return len(seen)


def bench_pages(_material: Material) -> tuple[PageRow, ...]:
    """Open the pages of a filled clinic, and of one of a tenth of its size."""
    searched_after = gc.get_threshold()
    with tempfile.TemporaryDirectory() as folder:
        small = Filled.build(Path(folder, "small"), days=DAYS // 10, patients=PATIENTS // 10)
        large = Filled.build(Path(folder, "large"), days=DAYS, patients=PATIENTS)
        try:
            return tuple(_row(large, small, page) for page in large.addresses)
        finally:
            small.clinic.journal.close()
            large.clinic.journal.close()
            gc.unfreeze()
            gc.set_threshold(*searched_after)  # other parts are measured as any program runs


def _row(large: Filled, small: Filled, page: str) -> PageRow:
    queries, queries_small = large.queries(page), small.queries(page)
    walls, processors = [], []
    for _ in range(OPENED):
        wall, processor = time.perf_counter(), time.process_time()
        size = large.open(page)
        walls.append(time.perf_counter() - wall)
        processors.append(time.process_time() - processor)
    return PageRow(
        page=page,
        median_s=statistics.median(walls),
        p95_s=statistics.quantiles(walls, n=20)[-1],
        processor_s=statistics.median(processors),
        size=size,
        queries=queries,
        queries_small=queries_small,
    )
