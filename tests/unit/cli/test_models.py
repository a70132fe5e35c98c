import pytest
from click.testing import CliRunner

from voicejournal.cli.main import main

FILES = ("model.bin", "config.json", "tokenizer.json", "vocabulary.json")


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("VOICEJOURNAL_MODELS_FOLDER", str(tmp_path / "models"))
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setattr("huggingface_hub._snapshot_download.constants.HF_HUB_OFFLINE", True)
    return lambda *words: CliRunner(env={"COLUMNS": "300"}).invoke(main, ["models", *words])


@pytest.fixture
def small(tmp_path):
    folder = tmp_path / "models" / "small"
    folder.mkdir(parents=True)
    for name in FILES:
        (folder / name).write_text("{}")
    return folder


def test_list_shows_what_is_here(run, small):
    result = run("list")
    assert result.exit_code == 0
    assert "small" in result.stdout
    assert str(small) in result.stdout


def test_list_says_what_suits_this_machine(run):
    result = run("list")
    assert result.exit_code == 0
    assert "voicejournal models pull" in result.stdout


def test_path_prints_the_folder_alone(run, small):
    result = run("path", "small")
    assert (result.exit_code, result.stdout) == (0, f"{small}\n")


def test_a_missing_model_is_an_error_with_its_fix(run):
    result = run("path", "medium")
    assert result.exit_code == 1
    assert "voicejournal models pull medium" in result.stderr


def test_fetching_offline_is_an_error_with_its_fix(run, tmp_path):
    result = run("pull", "small")
    assert result.exit_code == 1
    assert "could not be fetched" in result.stderr
    assert not (tmp_path / "models" / "small").exists()


def test_pull_without_a_name_is_wrong_usage(run):
    assert run("pull").exit_code == 2
