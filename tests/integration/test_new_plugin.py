"""From `plugins new` to a finding, the way an author goes."""

import subprocess
import sys

import pytest
from click.testing import CliRunner

from tests.installing import install
from voicejournal.cli import main
from voicejournal.findings.analyze import analyze
from voicejournal.hooks.host import PluginHost
from voicejournal.testing import a_note


@pytest.fixture
def package(tmp_path):
    made = CliRunner().invoke(main, ["plugins", "new", "not-sure", "--into", str(tmp_path)])
    assert made.exit_code == 0, made.output
    return tmp_path / "voicejournal-not-sure"


@pytest.fixture
def installed(package, tmp_path, monkeypatch):
    yield install(package, tmp_path / "site", monkeypatch)
    sys.modules.pop("voicejournal_not_sure", None)


def test_a_new_package_passes_its_own_tests(package):
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        cwd=package,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "3 passed" in ran.stdout


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("language", "said", "quote"),
    [
        ("en", "Well , I don’t know yet .", "I don’t know"),
        ("fr", "Enfin , je ne sais pas encore .", "je ne sais pas"),
    ],
)
def test_an_installed_package_finds_what_it_looks_for(language, said, quote):
    host = PluginHost.load(only={"not_sure"})
    found = analyze(a_note(said, language=language), host.analyzers)
    assert found.gaps == ()
    (finding,) = found.findings
    assert finding.quote == quote
    assert finding.kind == "not_sure.said"
    assert finding.provenance.plugin == "not_sure"


@pytest.mark.usefixtures("installed")
def test_an_installed_package_keeps_to_every_rule():
    checked = CliRunner().invoke(main, ["plugins", "check", "not-sure"], env={"COLUMNS": "120"})
    assert checked.exit_code == 0, checked.output
    assert "not_sure: not_sure" in checked.output
    assert "failed" not in checked.output


@pytest.mark.usefixtures("installed")
def test_the_name_of_an_installed_package_is_taken(tmp_path):
    again = CliRunner().invoke(main, ["plugins", "new", "not-sure", "--into", str(tmp_path)])
    assert again.exit_code == 1
    assert "is taken" in again.output
