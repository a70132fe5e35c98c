"""The database: one engine, transactions for reading and for writing, migrations.

SQLite's defaults lose updates and power-cut writes; the settings here do neither. PostgreSQL is
made to keep the same promises.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url
from sqlalchemy.orm import Session

from voicejournal.errors import SettingsError
from voicejournal.settings import Settings

SchemaState = Literal["none", "behind", "current"]
MIGRATIONS = Path(__file__).with_name("migrations")
WRITES = "voicejournal_writes"
ONE_WRITER = 5_640_231_507
"""Names the lock of PostgreSQL that stands for SQLite's; any number that nobody else uses."""
KEPT_BY_ALEMBIC = "alembic_version"

SQLITE_PRAGMAS = (
    "busy_timeout = 30000",  # first, so that the next ones wait their turn
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",
)


class Database:
    """One engine and its transactions."""

    def __init__(self, url: str) -> None:
        """Prepare the engine; nothing is opened yet."""
        parsed = make_url(url)
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        if self.is_sqlite and parsed.database:
            Path(parsed.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.engine: Engine = _sqlite(parsed) if self.is_sqlite else _postgresql(parsed)
        self._writing = self.engine.execution_options(**{WRITES: True})
        if not self.is_sqlite:
            # What stands there once the lock is held, not what stood there before the wait for it.
            self._writing = self._writing.execution_options(isolation_level="READ COMMITTED")

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A transaction that sees one moment of the database."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A transaction that owns the write lock from its beginning; committed at the end."""
        with Session(self._writing, expire_on_commit=False) as session, session.begin():
            yield session

    def upgrade(self, revision: str = "head") -> None:
        """Bring the tables up to `revision`."""
        with self._migrating() as config:
            command.upgrade(config, revision)

    def downgrade(self, revision: str) -> None:
        """Take the tables back to `revision`."""
        with self._migrating() as config:
            command.downgrade(config, revision)

    @contextmanager
    def _migrating(self) -> Iterator[Config]:
        """One write transaction around all migrations: two processes never race."""
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        with self._writing.connect() as connection:
            if self.is_sqlite:  # a table that is rebuilt must not take its children along
                _raw(connection).execute("PRAGMA foreign_keys = OFF")
            try:
                with connection.begin():
                    config.attributes["connection"] = connection
                    yield config
            finally:
                if self.is_sqlite:
                    _raw(connection).execute("PRAGMA foreign_keys = ON")

    def forget_deleted(self) -> None:
        """Empty the write-ahead log, so that what was deleted is in no file any more."""
        if self.is_sqlite:
            with self.engine.connect() as connection:
                _raw(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def schema_state(settings: Settings) -> SchemaState:
    """Tell whether the database is there and knows every migration; changes nothing."""
    url = make_url(settings.database)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        return "none"
    database = Database(settings.database)
    try:
        with database.engine.connect() as connection:
            if not inspect(connection).has_table(KEPT_BY_ALEMBIC):
                return "none"
            current = MigrationContext.configure(connection).get_current_revision()
    finally:
        database.close()
    head = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    return "current" if current == head else "behind"


def upgrade_database(settings: Settings) -> None:
    """Bring the tables up to date, and do nothing else."""
    database = Database(settings.database)
    try:
        database.upgrade()
    finally:
        database.close()


def _raw(connection: Connection) -> Any:
    """The driver's own connection: on it, nothing begins a transaction by itself."""
    return connection.connection.driver_connection


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _postgresql(url: URL) -> Engine:
    """Prepare PostgreSQL to do as SQLite does: one moment for a reader, one writer at a time.

    A practice writes some thousand times a day; that nothing is lost between two writers is worth
    more than that both write at once.
    """
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    try:
        engine = create_engine(url, isolation_level="REPEATABLE READ", pool_pre_ping=True)
    except ModuleNotFoundError as error:
        msg = "The driver of the database is not installed."
        raise SettingsError(msg, fix="pip install 'voicejournal[postgresql]'") from error
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def _begin_postgresql(connection: Connection) -> None:
    if connection.get_execution_options().get(WRITES, False):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ONE_WRITER})")


def _set_up_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    for pragma in SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
