"""A note of somebody who will take something back, its week already signed."""

import shutil
from datetime import UTC, datetime

import pytest

from tests.acceptance.taking_out.looking import (
    PASSWORD,
)
from voicejournal.app import Journal
from voicejournal.model.audio import DeviceFacts
from voicejournal.model.note import PatientId
from voicejournal.model.purpose import PURPOSES
from voicejournal.settings import Settings
from voicejournal.store import Answer
from voicejournal.worker import Worker


def person(journal, name, role):
    return journal.store.accounts.create(
        username=name,
        password=PASSWORD,
        role=role,
        display_name=name.title(),
        language="en",
        zone="Europe/Paris",
    ).account_id


@pytest.fixture(scope="module")
def template(tmp_path_factory, clinic):
    """A folder in which Nora, who allows everything, has one note, worked on, its week signed."""
    folder = tmp_path_factory.mktemp("nora") / "data"
    journal = Journal.open(Settings(data=folder, model="demo", threads=1))
    patient = PatientId(person(journal, "nora", "patient"))
    martin = person(journal, "martin", "clinician")
    journal.store.accounts.assign(martin, patient)
    for purpose in PURPOSES:
        answer = Answer(purpose=purpose, granted=True, version=1, language="en")
        journal.store.consents.answer(patient, answer)
    journal.receive(
        patient,
        "k1",
        [clinic[0].notes[0].sound_path.read_bytes()],
        recorded_at=datetime(2026, 11, 2, 20, 15, tzinfo=UTC),
        zone="Europe/Paris",
        device=DeviceFacts(),
        sha256=None,
    )
    Worker(journal).drain()
    week = journal.weeks(patient)[0]
    number = journal.page(patient, week, reader=martin, number=None).shown.line.number
    journal.opened(patient, week, number, martin)
    journal.sign(patient, week, number, martin)
    journal.close()
    return folder


@pytest.fixture
def journal(settings, template):
    shutil.copytree(template, settings.data)
    opened = Journal.open(settings)
    yield opened
    opened.close()


@pytest.fixture
def patient(journal):
    known = {one.username: one.account_id for one in journal.store.accounts.list()}
    return PatientId(known["nora"])


@pytest.fixture
def note(journal, patient):
    return journal.notes(patient)[0].note_id


@pytest.fixture
def quoted(journal, patient, note):
    """Places of the first and last word of a sentence that the week's page quotes."""
    week = journal.weeks(patient)[0]
    quote = next(one for one in journal.summary(patient, week).sentences if one.quoted)
    words = journal.note(note).transcript.words
    span = quote.evidence[0].span
    inside = [at for at, word in enumerate(words) if span.overlap(word.span) > 0.05]
    return inside[0], inside[-1]
