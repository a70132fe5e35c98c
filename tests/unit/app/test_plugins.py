"""What an operator writes for a plugin reaches that plugin alone."""

import pytest

from voicejournal.app.plugins import load_plugins, read_plugin_settings
from voicejournal.errors import SettingsError


def written(tmp_path, text):
    file = tmp_path / "plugins.toml"
    file.write_text(text)
    return file


def test_each_plugin_has_its_own_table_of_plain_values(tmp_path):
    told = read_plugin_settings(
        written(tmp_path, '[llm]\nenabled = true\ntimeout_s = 20\n[emotion]\ntext = "/models/x"\n')
    )
    assert told == {
        "llm": {"enabled": "true", "timeout_s": "20"},
        "emotion": {"text": "/models/x"},
    }


def test_without_a_file_nothing_is_told(tmp_path):
    assert read_plugin_settings(tmp_path / "none.toml") == {}


@pytest.mark.parametrize("text", ["[llm", "enabled = true", "[llm.more]\nx = 1", "[llm]\nx = [1]"])
def test_what_cannot_be_told_is_refused_with_the_way_out(tmp_path, text):
    with pytest.raises(SettingsError) as refused:
        read_plugin_settings(written(tmp_path, text))
    assert "[llm]" in refused.value.fix


def test_the_host_shows_a_plugin_its_own_settings(settings):
    settings.data.mkdir()
    written(settings.data, '[standard]\ncolour = "blue"\n')
    (pauses,) = [one for one in load_plugins(settings).analyzers if one.info.name == "pauses"]
    assert pauses.settings_digest
