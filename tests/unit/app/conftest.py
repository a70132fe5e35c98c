"""A real journal whose notes were made to measure instead of recorded."""

import random
import shutil
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event

from tests.consent import allow
from tests.unit.summary.diaries import weeks_of_notes
from voicejournal.app import Journal
from voicejournal.findings.analyze import analyze
from voicejournal.hooks.host import PluginHost
from voicejournal.model.audio import AudioFacts, DeviceFacts, KeptAudio
from voicejournal.model.finding import NoteFindings
from voicejournal.model.note import PatientId
from voicejournal.model.transcript import Transcript
from voicejournal.model.voice import VoiceMeasures
from voicejournal.settings import Settings
from voicejournal.store import StepKeeper, open_store

NOW = datetime(2026, 4, 20, 9, tzinfo=UTC)


class Clock:
    """Moves a microsecond whenever it is read, and as far as it is told."""

    def __init__(self):
        self.now = NOW

    def __call__(self):
        self.now += timedelta(microseconds=1)
        return self.now


@pytest.fixture(scope="session")
def plugins():
    return PluginHost.load(only={"standard"})


@pytest.fixture
def clock():
    return Clock()


def opened(settings, plugins, clock):
    store = open_store(settings, clock=clock, rng=random.Random(7))
    return Journal(settings, store=store, plugins=plugins, now=clock)


@pytest.fixture(scope="session")
def template(tmp_path_factory, plugins):
    """A folder with a clinician and her patient Anna: six weeks of notes, the last one slow."""
    folder = tmp_path_factory.mktemp("clinic") / "data"
    journal = opened(Settings(data=folder, model="demo"), plugins, Clock())
    clinic = Clinic(journal, plugins)
    for note in weeks_of_notes(slow=2.0):
        clinic.keep(clinic.anna, note)
    journal.close()
    return folder


@pytest.fixture
def journal(settings, plugins, clock, template):
    shutil.copytree(template, settings.data)
    journal = opened(settings, plugins, clock)
    yield journal
    journal.close()


class Clinic:
    """Fills a journal."""

    def __init__(self, journal, plugins):
        self.store, self.plugins = journal.store, plugins
        known = {one.username: one.account_id for one in self.store.accounts.list()}
        self.clinician = known.get("martin") or self.person("martin", "clinician")
        self.anna = PatientId(known.get("anna") or self.patient("anna"))

    def person(self, name, role):
        return self.store.accounts.create(
            name,
            "a long enough password",
            role=role,
            display_name=name.title(),
            language="en",
            zone="Europe/Paris",
        ).account_id

    def patient(self, name):
        patient = PatientId(self.person(name, "patient"))
        allow(self.store, patient)
        self.store.accounts.assign(self.clinician, patient)
        return patient

    def keep(self, patient, view, *, findings=None):
        """Take in a note and keep the results that `view` holds; returns its id."""
        receipt = self.store.notes.receive(
            patient,
            str(view.note_id),
            [b"RIFF", str(view.note_id).encode()],
            recorded_at=view.recorded_at,
            zone=view.zone,
            device=DeviceFacts(),
            sha256=None,
            check=lambda _: None,
        )
        claim = self.store.jobs.claim("w", receipt.note_id)
        keep = StepKeeper(self.store, receipt.note_id, claim.fence)
        facts = AudioFacts(
            container="ogg", codec="opus", channels=1, rate_hz=48_000, duration=view.duration
        )
        found = findings or analyze(view, self.plugins.analyzers)
        for step, result in (
            ("audio", KeptAudio(facts=facts, peaks=())),
            ("voice", view.voice),
            ("transcript", view.transcript),
            ("findings", found),
        ):
            if isinstance(result, (KeptAudio, VoiceMeasures, Transcript, NoteFindings)):
                keep(step, "1", type(result), lambda result=result: result)
        self.store.jobs.finish(receipt.note_id, claim.fence, waiting_for="")
        return receipt.note_id


@pytest.fixture
def clinic(journal, plugins):
    return Clinic(journal, plugins)


@pytest.fixture
def counted(journal):
    """Counts the statements that reach the database."""

    @contextmanager
    def counting():
        seen = []

        def see(_connection, _cursor, statement, *_rest):
            seen.append(statement)

        event.listen(journal.store.database.engine, "before_cursor_execute", see)
        try:
            yield seen
        finally:
            event.remove(journal.store.database.engine, "before_cursor_execute", see)

    return counting
