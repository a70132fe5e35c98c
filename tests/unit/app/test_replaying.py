"""`voicejournal replay` over what a journal holds."""

import json
import shutil

import pytest
from click.testing import CliRunner

from voicejournal.cli import main


@pytest.fixture
def replayed(template, tmp_path):
    folder = tmp_path / "kept"
    shutil.copytree(template, folder)

    def run(*arguments):
        ran = CliRunner().invoke(main, ["replay", "--data", str(folder), *arguments])
        assert ran.exit_code == 0
        return ran.stdout

    return run


def test_stored_notes_are_replayed_by_number_and_nobody_is_named(replayed):
    (patient, *_) = json.loads(replayed("--json"))["patients"]
    assert patient["number"] == 1
    assert patient["weeks_compared"] >= 2
    assert patient["flags"] >= 1
    assert "nna" not in replayed()


def test_thresholds_that_nothing_reaches_flag_nothing(replayed):
    never = [f"--threshold={name}=99" for name in ("measure", "domain", "month")]
    assert not any(one["flags"] for one in json.loads(replayed("--json", *never))["patients"])
