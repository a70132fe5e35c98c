"""What costs much to make and is the same for every test: made once in a process."""

import shutil
from functools import partial
from pathlib import Path
from types import CodeType

import pytest
from argon2 import PasswordHasher
from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache

from voicejournal.settings import Settings
from voicejournal.store import passwords
from voicejournal.store.database import Database


class _Templates(BytecodeCache):
    """Compiled templates, shared by every application that a process makes."""

    def __init__(self) -> None:
        self._compiled: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._compiled.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._compiled[bucket.key, bucket.checksum] = bucket.code


@pytest.fixture(scope="session", autouse=True)
def _templates_are_compiled_once():
    """Let no application translate a page that another one has translated already."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Flask, "jinja_options", {"bytecode_cache": _Templates()})
        yield


@pytest.fixture(scope="session", autouse=True)
def _passwords_cost_little():
    """Hash for microseconds: that guessing is slow is argon2's affair, and costs half a second."""
    with pytest.MonkeyPatch.context() as patch:
        cheap = partial(PasswordHasher, time_cost=1, memory_cost=8, parallelism=1)
        patch.setattr(passwords, "PasswordHasher", cheap)
        yield


@pytest.fixture(scope="session")
def _tables(tmp_path_factory) -> Path:
    """A database that every migration has run over, and that holds nothing."""
    file = tmp_path_factory.mktemp("tables") / "empty.db"
    database = Database(f"sqlite:///{file}")
    database.upgrade()
    database.forget_deleted()
    database.close()
    return file


@pytest.fixture(scope="session")
def with_tables(_tables):
    """Return what lays an empty database into a data folder, as its first start would."""

    def lay(settings: Settings) -> Settings:
        if settings.database_url:
            return settings  # another database than the one beside the sound: the test's own
        file = Path(settings.database.removeprefix("sqlite:///"))
        if not file.exists():
            settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.copyfile(_tables, file)
        return settings

    return lay
