import wave

import numpy as np
import pytest
from click.testing import CliRunner

from voicejournal.bench.sounds.talker import talk
from voicejournal.cli.main import main


@pytest.fixture
def bench(monkeypatch):
    monkeypatch.setattr("voicejournal.bench.accuracy.pauses.TALKS", 1)
    monkeypatch.setattr(
        "voicejournal.bench.accuracy.pauses._rooms", lambda: {"clean": lambda talk: talk}
    )
    return lambda *words: CliRunner(env={"COLUMNS": "200"}).invoke(main, ["bench", *words])


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "given.wav"
    samples = (talk(0.3, 1.5, 0.5, 1.5, 0.5, 1.5, 0.3).waveform.samples * 32_767).astype(np.int16)
    with wave.open(str(path), "wb") as sink:
        sink.setparams((1, 2, 16_000, 0, "NONE", ""))
        sink.writeframes(samples.tobytes())
    return path


def test_one_part_can_be_measured_alone(bench, file):
    result = bench(str(file), "--only", "pauses")
    assert result.exit_code == 0, result.output
    for word in ("1 files", "Pauses", "faster-whisper", "voicejournal", "edges ≤ 15 ms"):
        assert word in result.stdout
    assert "Speed" not in result.stdout


def test_markdown_is_a_table_with_targets(bench, file):
    result = bench(str(file), "--only", "pauses", "--markdown")
    lines = result.stdout.splitlines()
    assert "## Pauses" in lines
    (head,) = [line for line in lines if line.startswith("| room")]
    assert head.endswith("| target |")
    assert {line.count("|") for line in lines if line.startswith("| ")} == {head.count("|")}


def test_a_file_that_is_not_there_is_an_error(bench, tmp_path):
    assert bench(str(tmp_path / "nothing.wav")).exit_code == 1


def test_a_part_that_does_not_exist_is_wrong_usage(bench):
    assert bench("--only", "beauty").exit_code == 2
