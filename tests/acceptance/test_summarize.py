"""`voicejournal summarize` on real notes of the demo clinic, the whole way."""

import json
import shutil

import pytest
from click.testing import CliRunner

from voicejournal.cli import main


@pytest.fixture
def folder(clinic, tmp_path):
    """Two notes of one day and one of the next week."""
    notes = clinic[0].notes[:3]
    for note, name in zip(
        notes, ("2026-03-02T08-00", "2026-03-02T21-30", "2026-03-09"), strict=True
    ):
        shutil.copy(note.sound_path, tmp_path / f"{name}.opus")
    return tmp_path


def test_a_folder_becomes_weeks_with_words_and_measures(folder):
    answer = CliRunner().invoke(main, ["summarize", str(folder), "--json", "--model", "demo"])
    assert answer.exit_code == 0
    first, second = (json.loads(line) for line in answer.stdout.splitlines())
    assert (first["monday"], first["notes"], second["notes"]) == ("2026-03-02", 2, 1)
    quotes = next(part for part in first["sections"] if part["kind"] == "quotes")
    assert quotes["sentences"]
    assert first["measures"]["pause_median"]["median"] > 0
    assert {path.name for path in folder.iterdir() if path.suffix != ".opus"} == set()
