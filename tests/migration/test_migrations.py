"""The database's shapes: head is what the code expects, and every one can be left again."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from voicejournal.store.database import MIGRATIONS, Database
from voicejournal.store.tables import Base

REVISIONS = [
    one.revision for one in ScriptDirectory(str(MIGRATIONS)).walk_revisions("base", "heads")
][::-1]

ONLY_POSTGRESQL = {"0012"}


@pytest.fixture
def database(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'x%20y.sqlite3'}")
    yield database
    database.close()


def schema_of(database):
    with database.read() as session:
        rows = session.execute(text("SELECT type, name, sql FROM sqlite_master ORDER BY name"))
        return [tuple(row) for row in rows if row.name != "alembic_version"]


def test_head_is_what_the_tables_say(database):
    database.upgrade()
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_there_is_one_head():
    assert len(ScriptDirectory(str(MIGRATIONS)).get_heads()) == 1


@pytest.mark.parametrize("revision", REVISIONS)
def test_every_migration_goes_up_down_and_up_again(database, revision):
    database.upgrade(revision)
    schema = schema_of(database)
    database.downgrade("-1")
    below = schema_of(database)
    database.upgrade(revision)
    assert schema_of(database) == schema
    assert (schema == below) == (revision in ONLY_POSTGRESQL)


def test_all_the_way_down_leaves_nothing(database):
    database.upgrade()
    database.downgrade("base")
    assert inspect(database.engine).get_table_names() == ["alembic_version"]


def test_upgrading_twice_changes_nothing(database):
    database.upgrade()
    schema = schema_of(database)
    database.upgrade()
    assert schema_of(database) == schema


def test_foreign_keys_are_watched_again_after_a_migration(database):
    database.upgrade()
    with database.read() as session:
        assert session.scalar(text("PRAGMA foreign_keys")) == 1
