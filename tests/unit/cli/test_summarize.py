"""`voicejournal summarize`, on notes made to measure; the real path is an acceptance test."""

import json
import re
from dataclasses import replace
from urllib.parse import unquote

import pytest
from click.testing import CliRunner

from tests.unit.summary.diaries import weeks_of_notes
from voicejournal.cli import main
from voicejournal.cli import summarize as module
from voicejournal.findings.analyze import analyze
from voicejournal.hooks.host import PluginHost
from voicejournal.model.units import Missing


@pytest.fixture(scope="module")
def entries():
    analyzers = PluginHost.load(only={"standard"}).analyzers
    notes = weeks_of_notes(weeks=6, slow=2.0)
    return {
        f"2026-03-{at:02d} é.wav": (note, analyze(note, analyzers))
        for at, note in enumerate(notes, start=1)
    }


@pytest.fixture
def folder(tmp_path, entries, monkeypatch):
    """A folder whose recordings are carried to what the test made."""
    for name in entries:
        (tmp_path / name).write_bytes(b"RIFF")
    (tmp_path / "2026-04-29.wav").write_bytes(b"no sound")

    def carried(one, *_rest):
        if one.file.name not in entries:
            return Missing("This file is not a sound recording that we can read.")
        view, findings = entries[one.file.name]
        return replace(view, note_id=one.file.name), findings

    monkeypatch.setattr(module, "_carry", carried)
    return tmp_path


@pytest.fixture
def call(folder):
    def call_it(*words):
        return CliRunner().invoke(
            main, ["summarize", str(folder), "--zone", "Europe/Paris", *words]
        )

    return call_it


def test_a_line_of_json_a_week_with_evidence_in_files(call, folder):
    answer = call("--json")
    assert answer.exit_code == 1  # one file could not be read, the others are done
    weeks = [json.loads(line) for line in answer.stdout.splitlines()]
    assert len(weeks) == 6
    sentences = [one for part in weeks[-1]["sections"] for one in part["sentences"]]
    assert any(one["kind"].startswith("changed.") for one in sentences)
    for one in sentences:
        assert one["evidence"]
        assert all((folder / each["file"]).is_file() for each in one["evidence"])
    assert weeks[-1]["measures"]["pause_median"]["usual_range"]


def test_what_could_not_be_read_is_named(call):
    assert "2026-04-29.wav: This file is not a sound recording" in call("--json").stderr


def test_a_page_is_one_file_whose_moments_lead_to_recordings(call, folder):
    call("--html")
    pages = sorted(folder.glob("week-*.html"))
    assert len(pages) == 6
    page = pages[-1].read_text()
    links = re.findall(r'href="([^"#]+)#t=([\d.]+),([\d.]+)"', page)
    assert links
    for file, start, end in links:
        assert (folder / unquote(file)).is_file()
        assert float(start) <= float(end)
    assert not re.search(r"<(script|link|img|form)\b", page)
    assert "http" not in re.sub(r"xmlns=\S+", "", page)


def test_links_hold_from_another_folder(call, folder, tmp_path_factory):
    out = tmp_path_factory.mktemp("elsewhere")
    call("--html", "--out", str(out))
    page = max(out.glob("week-*.html")).read_text()
    file = re.search(r'class="play" href="([^"#]+)#', page)[1]
    assert (out / unquote(file)).resolve().is_file()


def test_pages_speak_the_language_asked_for(call, folder):
    call("--html", "--language", "fr")
    assert '<html lang="fr">' in max(folder.glob("week-*.html")).read_text()
    assert "Ce qui a changé" in max(folder.glob("week-*.html")).read_text()


def test_without_a_form_it_is_read_in_the_terminal(call):
    assert "In their words" in call().stdout


def test_a_zone_is_one_that_exists(folder):
    answer = CliRunner().invoke(main, ["summarize", str(folder), "--zone", "Atlantis"])
    assert answer.exit_code == 2
