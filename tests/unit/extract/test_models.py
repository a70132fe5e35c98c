from pathlib import Path

import pytest

from voicejournal.errors import ModelMissingError
from voicejournal.extract.machine import GIB, Machine
from voicejournal.extract.models import (
    ModelRef,
    find_model,
    is_model,
    list_models,
    model_path,
    pull_model,
)
from voicejournal.settings import Settings

USUAL = Machine(8 * GIB, 4, cuda=False)
FILES = ("model.bin", "config.json", "tokenizer.json", "vocabulary.json")
CACHED_AT = "models--Systran--faster-whisper-{}/snapshots/abc"


def put_model(folder: Path) -> Path:
    folder.mkdir(parents=True)
    for name in FILES:
        (folder / name).write_text("{}")
    return folder


@pytest.fixture
def settings(tmp_path):
    return Settings(models_folder=tmp_path / "models")


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """An empty Hugging Face cache, and a hub that is out of reach."""
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setattr("huggingface_hub._snapshot_download.constants.HF_HUB_OFFLINE", True)
    return tmp_path / "hub"


def put_cached(cache: Path, size: str) -> Path:
    folder = put_model(cache / CACHED_AT.format(size))
    refs = folder.parent.parent / "refs"
    refs.mkdir()
    (refs / "main").write_text("abc")
    return folder


@pytest.mark.parametrize("missing", FILES)
def test_a_model_is_whole_or_none(tmp_path, missing):
    folder = put_model(tmp_path / "small")
    assert is_model(folder)
    (folder / missing).unlink()
    assert not is_model(folder)


def test_a_model_is_found_by_its_name_in_our_folder(settings):
    folder = put_model(settings.models_folder / "small")
    assert find_model("small", settings) == ModelRef("small", folder, "fetched")


def test_a_model_is_found_by_its_folder(settings, tmp_path):
    folder = put_model(tmp_path / "ours")
    assert find_model(str(folder), settings) == ModelRef("ours", folder, "folder")


def test_a_model_is_found_in_the_cache_of_the_hub(settings, cache):
    folder = put_cached(cache, "base")
    assert find_model("base", settings) == ModelRef("base", folder, "cache")


def test_a_plugin_brings_its_own(settings, tmp_path):
    folder = put_model(tmp_path / "demo")
    found = find_model("demo", settings, known={"demo": folder})
    assert found == ModelRef("demo", folder, "plugin")


@pytest.mark.parametrize(
    ("name", "fix"),
    [
        ("small", "voicejournal models pull small"),
        ("demo", "voicejournal-demo"),
        ("/nowhere/model", "model.bin"),
        ("auto", "voicejournal models pull small"),
    ],
)
def test_a_missing_model_says_how_to_get_it(name, fix, settings):
    with pytest.raises(ModelMissingError) as caught:
        find_model(name, settings, machine=USUAL)
    assert fix in caught.value.fix


def test_auto_takes_the_best_that_is_there(settings):
    put_model(settings.models_folder / "tiny")
    put_model(settings.models_folder / "base")
    assert find_model("auto", settings, machine=USUAL).name == "base"


def test_auto_takes_a_larger_one_rather_than_none(settings):
    put_model(settings.models_folder / "large-v3")
    assert find_model("auto", settings, machine=USUAL).name == "large-v3"


def test_the_list_names_each_model_once(settings, cache, tmp_path):
    put_model(settings.models_folder / "small")
    put_cached(cache, "small")
    put_cached(cache, "tiny")
    (settings.models_folder / "half").mkdir()
    known = {"demo": put_model(tmp_path / "demo")}
    listed = [(ref.name, ref.kind) for ref in list_models(settings, known=known)]
    assert listed == [("demo", "plugin"), ("small", "fetched"), ("tiny", "cache")]
    assert model_path("small", settings) == settings.models_folder / "small"


def test_fetching_without_a_network_says_what_to_do(settings):
    with pytest.raises(ModelMissingError, match="could not be fetched") as caught:
        pull_model("small", settings)
    assert str(settings.models_folder / "small") in caught.value.fix


def test_an_unknown_name_is_not_asked_for(settings):
    with pytest.raises(ModelMissingError, match="no Whisper model called"):
        pull_model("enormous", settings)


def test_a_fetched_model_lies_in_our_folder(settings, monkeypatch):
    def arrive(_repository, *, local_dir, allow_patterns):
        for name in FILES:
            (local_dir / name).write_bytes(b"12345")
        assert "model.bin" in allow_patterns

    monkeypatch.setattr("huggingface_hub.snapshot_download", arrive)
    sizes = []
    ref = pull_model("owner/ours", settings, sizes.append)
    assert ref.folder == settings.models_folder / "owner--ours"
    assert sizes[-1] == 20
    assert find_model("owner/ours", settings) == ref
    monkeypatch.undo()
    assert pull_model("owner/ours", settings) == ref


def test_a_fetch_that_brings_something_else_is_refused(settings, monkeypatch):
    monkeypatch.setattr("huggingface_hub.snapshot_download", lambda *_, **__: "")
    with pytest.raises(ModelMissingError, match="not a whole"):
        pull_model("owner/other", settings)
