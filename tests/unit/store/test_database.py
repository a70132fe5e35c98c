"""SQLite set up so that it neither loses updates nor forgets to sync."""

import sys
import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import text
from sqlalchemy.exc import StatementError

from voicejournal.errors import SettingsError
from voicejournal.settings import Settings
from voicejournal.store import schema_state, upgrade_database
from voicejournal.store.database import Database
from voicejournal.store.tables import AccountRow


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("busy_timeout", 30_000),
        ("foreign_keys", 1),
        ("secure_delete", 1),
    ],
)
def test_every_connection_is_set_up(store, pragma, value):
    with store.database.read() as session:
        assert session.scalar(text(f"PRAGMA {pragma}")) == value


def test_no_update_is_lost_between_threads(store):
    with store.database.write() as session:
        session.execute(text("CREATE TABLE counter (value INTEGER)"))
        session.execute(text("INSERT INTO counter VALUES (0)"))

    def count():
        for _ in range(20):
            with store.database.write() as session:
                value = session.scalar(text("SELECT value FROM counter"))
                session.execute(text("UPDATE counter SET value = :new"), {"new": value + 1})

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.database.read() as session:
        assert session.scalar(text("SELECT value FROM counter")) == 80


def test_reading_never_waits_for_a_writer(store, people):
    with store.database.write() as writer:
        writer.execute(text("UPDATE accounts SET zone = 'UTC'"))
        assert store.accounts.list() == ()


def test_moments_come_back_in_utc(store, people, clock):
    account_id = people.account_id("anna")
    paris = datetime(2026, 7, 1, 12, tzinfo=timezone(timedelta(hours=2)))
    with store.database.write() as session:
        session.get_one(AccountRow, account_id).created_at = paris
    with store.database.read() as session:
        found = session.get_one(AccountRow, account_id).created_at
    assert (found, found.tzinfo) == (datetime(2026, 7, 1, 10, tzinfo=UTC), UTC)


def test_a_moment_without_a_zone_is_refused(store, people):
    account_id = people.account_id("anna")
    with pytest.raises(StatementError, match="needs a zone"), store.database.write() as session:
        session.get_one(AccountRow, account_id).created_at = datetime(2026, 1, 1)  # noqa: DTZ001


def test_the_state_of_the_schema_is_told_without_making_one(tmp_path):
    settings = Settings(data=tmp_path / "data")
    assert schema_state(settings) == "none"
    assert not settings.data.exists()
    upgrade_database(settings)
    assert schema_state(settings) == "current"


def test_a_driver_that_is_not_there_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(SettingsError) as raised:
        Database("postgresql://journal@localhost/journal")
    assert "voicejournal[postgresql]" in raised.value.fix


def test_an_old_schema_is_behind(store, settings):
    with store.database.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    assert schema_state(settings) == "behind"
