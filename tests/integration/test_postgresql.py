"""The journal on a PostgreSQL server of its own: the same promises as on SQLite."""

import itertools
import threading

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from tests.postgresql import postgresql  # noqa: F401 -- fixture
from tests.unit.app.conftest import NOW, Clinic, Clock, opened
from tests.unit.summary.diaries import weeks_of_notes
from tests.unit.views.conftest import Visitor
from voicejournal.errors import NotFoundError
from voicejournal.hooks.host import PluginHost
from voicejournal.settings import Settings
from voicejournal.store import schema_state, upgrade_database
from voicejournal.store.database import Database
from voicejournal.store.jobs import start_again
from voicejournal.store.tables import Base
from voicejournal.views import create_app

NAMES = (f"journal_{number}" for number in itertools.count())


@pytest.fixture
def settings(postgresql, tmp_path):  # noqa: F811
    url = postgresql.make_database(next(NAMES))
    return Settings(data=tmp_path / "data", database_url=url, model="demo")


@pytest.fixture
def database(settings):
    database = Database(settings.database)
    yield database
    database.close()


@pytest.fixture(scope="module")
def plugins():
    return PluginHost.load(only={"standard"})


@pytest.fixture
def clinic(settings, plugins):
    """A clinician and her patient Anna, on the server."""
    journal = opened(settings, plugins, Clock())
    clinic = Clinic(journal, plugins)
    clinic.journal = journal
    yield clinic
    journal.close()


def test_the_tables_are_what_the_code_says_and_can_be_left_again(database):
    database.upgrade()
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    database.downgrade("base")
    assert inspect(database.engine).get_table_names() == ["alembic_version"]
    database.upgrade()


def test_the_state_of_the_schema_is_told_without_making_one(settings):
    assert schema_state(settings) == "none"
    upgrade_database(settings)
    assert schema_state(settings) == "current"


def test_no_update_is_lost_between_threads(database):
    with database.write() as session:
        session.execute(text("CREATE TABLE counter (value INTEGER)"))
        session.execute(text("INSERT INTO counter VALUES (0)"))

    def count():
        for _ in range(20):
            with database.write() as session:
                value = session.scalar(text("SELECT value FROM counter"))
                session.execute(text("UPDATE counter SET value = :new"), {"new": value + 1})

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.read() as session:
        assert session.scalar(text("SELECT value FROM counter")) == 80


def test_a_reader_sees_one_moment_and_waits_for_nobody(clinic):
    database = clinic.store.database
    zones = text("SELECT DISTINCT zone FROM accounts")
    with database.read() as reader:
        assert reader.scalars(zones).all() == ["Europe/Paris"]
        with database.write() as writer:
            writer.execute(text("UPDATE accounts SET zone = 'UTC'"))
        assert reader.scalars(zones).all() == ["Europe/Paris"]
    with database.read() as reader:
        assert reader.scalars(zones).all() == ["UTC"]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit SET action = 'x'",
        "DELETE FROM audit",
        "TRUNCATE audit",
        "UPDATE consents SET decision = 'granted'",
        "DELETE FROM consents",
        "TRUNCATE consents",
    ],
)
def test_ledgers_can_only_be_added_to(clinic, change):
    with (
        pytest.raises(IntegrityError, match="only ever added to"),
        clinic.store.database.write() as session,
    ):
        session.execute(text(change))
    assert clinic.store.audit.of_patient(clinic.anna)


def test_workers_that_race_take_each_note_once(clinic):
    for note in weeks_of_notes(weeks=2):
        clinic.keep(clinic.anna, note)
    with clinic.store.database.write() as session:
        start_again(session, clinic.anna, NOW)
    waiting = len(clinic.store.jobs.due())
    taken = []

    def take(worker):
        while claim := clinic.store.jobs.claim(worker):
            taken.append(claim.note_id)

    workers = [threading.Thread(target=take, args=(f"worker {n}",)) for n in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert waiting == len(taken) == len(set(taken)) > 4


def test_notes_become_a_page_that_a_clinician_opens(clinic):
    kept = [clinic.keep(clinic.anna, note) for note in weeks_of_notes(slow=2.0)]
    clinic.journal.refresh(kept[-1])
    martin = Visitor(create_app(clinic.journal))
    martin.post("/sign-in", {"username": "martin", "password": "a long enough password"})
    assert "Anna" in martin.get("/patients").text
    monday = clinic.journal.weeks(clinic.anna)[0].monday
    page = martin.get(f"/patients/{clinic.anna}/weeks/{monday}")
    assert page.status_code == 200
    assert "What changed" in page.text
    assert page.text.count('class="point') > len(kept)


def test_an_erased_patient_opens_no_more_from_a_copy_of_the_tables_either(clinic):
    note_id = clinic.keep(clinic.anna, weeks_of_notes()[0])
    with clinic.store.database.read() as session:
        (wrapped,) = session.scalars(
            text("SELECT wrapped FROM keys WHERE owner = :who"), {"who": clinic.anna}
        )
    clinic.store.erasure.erase(clinic.anna, clinic.anna)
    with clinic.store.database.write() as session:
        back = text("INSERT INTO keys (owner, wrapped, created_at) VALUES (:who, :key, now())")
        session.execute(back, {"who": clinic.anna, "key": wrapped})
    with pytest.raises(NotFoundError):
        clinic.store.vault.patient(clinic.anna)
    with pytest.raises(NotFoundError):
        clinic.store.notes.detail(note_id)
