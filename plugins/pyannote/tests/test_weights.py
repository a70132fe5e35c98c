"""Where a pipeline is looked for, and what is said where it is not."""

import pytest
import yaml
from voicejournal_pyannote import voicejournal_diarizer, voicejournal_self_check
from voicejournal_pyannote.options import COMMUNITY, Options
from voicejournal_pyannote.weights import find_weights

from voicejournal import ModelMissingError

WHOLE = {
    "segmentation": "$model/segmentation",
    "embedding": "$model/embedding",
    "plda": "$model/plda",
}


@pytest.fixture
def folder(tmp_path):
    """A whole pipeline, as far as its files tell."""

    def make(**params):
        (tmp_path / "config.yaml").write_text(yaml.safe_dump({"pipeline": {"params": params}}))
        for part in WHOLE:
            (tmp_path / part).mkdir(exist_ok=True)
        return tmp_path

    return make


@pytest.fixture
def no_cache(monkeypatch, tmp_path):
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))


def refused(model):
    with pytest.raises(ModelMissingError) as caught:
        find_weights(str(model))
    return caught.value


def test_a_whole_folder_is_a_pipeline(folder):
    found = find_weights(str(folder(**WHOLE)))
    assert found.name.startswith(f"{folder(**WHOLE).name}@")


def test_other_weights_have_another_name(folder):
    before = find_weights(str(folder(**WHOLE))).name
    (folder(**WHOLE) / "embedding" / "pytorch_model.bin").write_bytes(b"other")
    assert find_weights(str(folder(**WHOLE))).name != before


def test_a_folder_that_lacks_a_part_says_which(folder):
    whole = folder(**WHOLE)
    (whole / "plda").rmdir()
    assert "plda is not there" in refused(whole).message


def test_a_pipeline_that_lies_partly_on_the_hub_is_refused_before_it_goes_there(folder):
    error = refused(folder(**{**WHOLE, "segmentation": "pyannote/segmentation-3.0"}))
    assert "pyannote/segmentation-3.0" in error.message
    assert COMMUNITY in (error.fix or "")


@pytest.mark.parametrize("content", ["", "pipeline: 3", "{", "pipeline: {params: {}}"])
def test_a_folder_without_a_pipeline_is_refused(tmp_path, content):
    (tmp_path / "config.yaml").write_text(content)
    assert refused(tmp_path).fix


def test_a_name_that_was_not_fetched_says_how_with_a_token(no_cache):
    error = refused(COMMUNITY)
    assert "not on this machine" in error.message
    assert f"HF_TOKEN=… voicejournal-pyannote pull {COMMUNITY}" in (error.fix or "")


def test_the_operator_is_told_by_the_doctor(no_cache):
    reasons = [one.reason for one in voicejournal_self_check(settings={})]
    assert any("not on this machine" in reason for reason in reasons)


def test_the_plugin_answers_to_its_own_name_only(no_cache):
    assert voicejournal_diarizer(name="another", settings={}) is None
    with pytest.raises(ModelMissingError):
        voicejournal_diarizer(name="pyannote", settings={})


def test_settings_are_read_as_text():
    read = Options.read({"model": "/srv/voices", "device": "cuda", "idle_s": "30"})
    assert read == Options(model="/srv/voices", device="cuda", idle_s=30.0)
    assert Options.read({}) == Options()
