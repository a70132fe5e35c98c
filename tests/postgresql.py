"""A PostgreSQL server of the tests' own, in a folder that goes with it."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

FASTER = "-c fsync=off -c full_page_writes=off"
"""What only a server may do whose data nobody wants to keep."""


@dataclass(frozen=True)
class Server:
    """One that runs, reached through a socket in its folder."""

    programs: Path
    folder: Path
    user: str

    @classmethod
    def start(cls, programs: Path) -> "Server":
        """Start one: as another user where the tests run as root, whom PostgreSQL refuses."""
        folder = Path(tempfile.mkdtemp(prefix="voicejournal-postgresql-"))
        user = pwd.getpwuid(os.getuid()).pw_name if os.getuid() else "postgres"
        shutil.chown(folder, user)
        server = cls(programs, folder, user)
        server.run("initdb", "-A", "trust", "-U", "journal", "-E", "UTF8", "--locale", "C.UTF-8")
        server.run("pg_ctl", "-w", "-o", f"-k {folder} -h '' {FASTER}", "start")
        return server

    def stop(self) -> None:
        self.run("pg_ctl", "-m", "immediate", "stop")
        shutil.rmtree(self.folder)

    def make_database(self, name: str) -> str:
        """Make an empty database; returns its address."""
        self.run("createdb", "-h", str(self.folder), "-U", "journal", name)
        return f"postgresql://journal@/{name}?host={self.folder}"

    def run(self, program: str, *words: str) -> None:
        data = [] if program == "createdb" else ["-D", str(self.folder / "data")]
        command = [str(self.programs / program), *data, *words]
        with (self.folder / "log").open("ab") as log:
            subprocess.run(
                command, check=True, user=self.user, cwd=self.folder, stdout=log, stderr=log
            )


def find_programs() -> Path | None:
    """Return the folder of the server's programs, which Debian keeps out of everybody's path."""
    known = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    found = shutil.which("initdb") or (str(known[-1]) if known else None)
    return Path(found).resolve().parent if found else None


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    pytest.importorskip("psycopg", reason="make install brings it")
    programs = find_programs()
    if programs is None:
        pytest.skip("PostgreSQL's server is not installed: apt install postgresql")
    server = Server.start(programs)
    yield server
    server.stop()
