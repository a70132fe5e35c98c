"""Models that are not there, or are not what they should be; settings that are wrong."""

import json
import sys

import numpy as np
import pytest
from voicejournal_emotion import voicejournal_analyzers, voicejournal_self_check
from voicejournal_emotion.models.folder import BrokenModelError, find_folder
from voicejournal_emotion.models.open import open_text_model, sound_model, text_model
from voicejournal_emotion.models.scores import scores
from voicejournal_emotion.options import Options, SettingsWrongError, read_options
from voicejournal_emotion.text import TextEmotion

from voicejournal import ModelMissingError
from voicejournal.testing import a_note, words


@pytest.fixture(autouse=True)
def _no_hub(monkeypatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")


def broken(folder):
    with pytest.raises(BrokenModelError) as error:
        text_model(find_folder(str(folder))).classify("they all cried")
    return error.value.message


def test_nothing_runs_until_a_model_is_named():
    assert tuple(voicejournal_analyzers({})) == ()
    assert tuple(voicejournal_self_check({})) == ()


def test_each_model_that_is_named_has_its_analyzer(text_folder, sound_folder):
    told = {"text": str(text_folder), "speech": str(sound_folder), "text_languages": "en, fr"}
    text, speech = voicejournal_analyzers(told)
    assert text.info.languages == {"en", "fr"}
    assert speech.info.name == "speech_emotion"
    assert tuple(voicejournal_self_check(told)) == ()


@pytest.mark.parametrize(
    "settings", [{"words": "x"}, {"least_confidence": "very"}, {"least_confidence": "nan"}]
)
def test_a_setting_that_is_wrong_is_refused_with_the_way_out(settings):
    with pytest.raises(SettingsWrongError) as refused:
        read_options(settings)
    assert "plugins.toml" in refused.value.fix
    (problem,) = voicejournal_self_check(settings)
    assert problem.stage == "emotion"


@pytest.mark.parametrize("named", ["someone/never-fetched", "/no/such/folder", "no such model"])
def test_a_model_that_is_not_there_is_said_for_each_note_and_by_the_doctor(named):
    analyzer = TextEmotion(Options(text=named))
    assert analyzer.info.version.endswith("+none")
    for _ in range(2):
        with pytest.raises(ModelMissingError):
            analyzer.analyze(a_note(words("they all cried and cried .")))
    (problem,) = voicejournal_self_check({"text": named})
    assert "not on this machine" in problem.reason
    assert named in problem.fix


def test_a_folder_without_weights_is_said(text_folder):
    (text_folder / "model.onnx").unlink()
    with pytest.raises(ModelMissingError):
        find_folder(str(text_folder))


def test_the_version_changes_with_the_model(text_folder, onnx):
    before = find_folder(str(text_folder)).version
    assert before == find_folder(str(text_folder)).version
    (text_folder / "model.onnx").write_bytes(onnx.mean_of_words(np.ones((4, 3))))
    assert find_folder(str(text_folder)).version != before


@pytest.mark.parametrize(
    "config",
    ["", "[]", "{}", '{"id2label": {}}', '{"id2label": {"1": "joy"}}', '{"id2label": ["joy"]}'],
)
def test_a_model_that_does_not_name_its_labels_is_refused(text_folder, config):
    (text_folder / "config.json").write_text(config)
    with pytest.raises(BrokenModelError):
        find_folder(str(text_folder))


def test_a_model_that_cannot_be_read_is_refused(text_folder):
    (text_folder / "model.onnx").write_bytes(b"not a model")
    assert "cannot be loaded" in broken(text_folder)
    with pytest.raises(BrokenModelError):
        open_text_model(str(text_folder))


def test_a_tokenizer_that_cannot_be_read_is_refused(text_folder):
    (text_folder / "tokenizer.json").write_text("{}")
    assert "tokenizer.json" in broken(text_folder)


def test_a_model_that_wants_more_than_words_is_refused(text_folder, onnx):
    table = np.zeros((4, 3))
    (text_folder / "model.onnx").write_bytes(onnx.mean_of_words(table, more_inputs=["pixels"]))
    assert "does not know" in broken(text_folder)


def test_a_model_of_words_that_it_does_not_know_fails(text_folder, onnx):
    (text_folder / "model.onnx").write_bytes(onnx.mean_of_words(np.zeros((1, 3))))
    assert broken(text_folder) == "The emotion model failed."


def test_a_model_with_other_answers_than_labels_is_refused(text_folder, onnx):
    (text_folder / "model.onnx").write_bytes(onnx.mean_of_words(np.zeros((4, 2))))
    assert "another number of answers" in broken(text_folder)


def test_a_model_that_gives_no_number_is_refused(text_folder, onnx):
    (text_folder / "model.onnx").write_bytes(onnx.mean_of_words(np.full((4, 3), np.nan)))
    assert "no number" in broken(text_folder)


def test_a_model_of_sound_is_none_of_words(sound_folder):
    with pytest.raises(BrokenModelError):
        open_text_model(str(sound_folder))
    sound_model(find_folder(str(sound_folder))).load()


def test_labels_that_may_hold_together_are_each_weighed_alone(text_folder):
    told = json.loads((text_folder / "config.json").read_text())
    told["problem_type"] = "multi_label_classification"
    (text_folder / "config.json").write_text(json.dumps(told))
    folder = find_folder(str(text_folder))
    shares = scores(np.array([[0.0, 0.0, 100.0]], np.float32), folder)
    assert list(shares.values()) == pytest.approx([0.5, 0.5, 1.0])


def test_weights_that_only_transformers_reads_need_transformers(text_folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "transformers", None)
    (text_folder / "model.onnx").rename(text_folder / "model.safetensors")
    with pytest.raises(ModelMissingError) as missing:
        open_text_model(str(text_folder))
    assert "transformers" in missing.value.fix
