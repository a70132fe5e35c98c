import wave

import numpy as np
import pytest
from click.testing import CliRunner

from voicejournal.bench.talker import talk
from voicejournal.cli import bench as module
from voicejournal.cli.main import main


@pytest.fixture
def quick(monkeypatch, tmp_path):
    monkeypatch.setattr(module, "SILENCES_S", (0.6,))
    monkeypatch.setattr(module, "RUN_S", 1.5)
    monkeypatch.setenv("VOICEJOURNAL_MODEL", str(tmp_path / "no-model"))
    return lambda *words: CliRunner(env={"COLUMNS": "200"}).invoke(main, ["bench", *words])


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "given.wav"
    samples = (talk(0.3, 1.5, 0.3).waveform.samples * 32_767).astype(np.int16)
    with wave.open(str(path), "wb") as sink:
        sink.setparams((1, 2, 16_000, 0, "NONE", ""))
        sink.writeframes(samples.tobytes())
    return path


def test_one_table_compares_us_with_librosa(quick, file):
    result = quick(str(file))
    assert result.exit_code == 0
    for word in ("librosa.pyin", "librosa.yin", "voicejournal", "given.wav", "all measures"):
        assert word in result.stdout


def test_a_file_that_is_not_there_is_an_error(quick, tmp_path):
    assert quick(str(tmp_path / "nothing.wav")).exit_code == 1
