from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from rich.console import Console

from voicejournal.cli import main
from voicejournal.cli.plugins.status import table_of
from voicejournal.hooks.isolation.failures import Why, told
from voicejournal.hooks.isolation.tallies import Call
from voicejournal.model.tally import NO_TIMES, Tally
from voicejournal.settings import Settings
from voicejournal.store import open_store


def shown(tally):
    console = Console(width=160)
    with console.capture() as captured:
        console.print(table_of((tally,)))
    return captured.get()


def a_tally(**more):
    at = datetime(2026, 3, 1, 20, tzinfo=UTC)
    counts = {"calls": 9, "failures": 0, "in_a_row": 0, "median_ms": 1.4, "p95_ms": 12.0, **more}
    return Tally(plugin="p", analyzer="pace", version="2", last_called_at=at, **counts)


def test_an_analyzer_that_always_answered_has_no_last_failure():
    assert shown(a_tally()).split()[-6:] == ["pace", "2", "9", "0", "1", "12"]


def test_a_failure_is_told_with_its_time_and_reason():
    at = datetime(2026, 3, 1, 20, tzinfo=UTC)
    told_at = {"last_failed_at": at, "last_failure": told(Why.SIGNAL, "SIGSEGV")}
    line = shown(a_tally(failures=2, in_a_row=2, median_ms=NO_TIMES, **told_at))
    assert "2 (2 in a row)" in line
    assert "2026-03-01 20:00 UTC: its process crashed (SIGSEGV)" in line


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data"
    store = open_store(Settings(data=folder))
    store.tallies.add([Call(plugin="standard", analyzer="pauses", version="2", seconds=0.01)])
    store.close()
    return folder


def test_the_command_shows_what_the_service_counted_and_what_guards_it(data):
    ran = CliRunner().invoke(main, ["plugins", "status", "--data", str(data)])
    assert ran.exit_code == 0, ran.output
    assert "pauses" in ran.output
    assert "inside the service, unguarded" in ran.output
