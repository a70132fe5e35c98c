"""In a process of its own, as the service has it: no network, no other program, limited memory."""

import numpy as np
import pytest

from voicejournal import Voiceprinter
from voicejournal.app.plugins import load_plugins
from voicejournal.app.tools import choose_diarizer
from voicejournal.settings import Settings


@pytest.fixture
def apart(pyannote_audio, small, tmp_path):
    """The plugin as a service loads it, with the settings that its operator wrote."""
    (tmp_path / "plugins.toml").write_text(
        f'[pyannote]\nmodel = "{small.folder}"\ndevice = "cpu"\n'
    )
    plugins = load_plugins(Settings(data=tmp_path, plugin_start_s=120))
    yield plugins
    plugins.close()


def test_it_finds_there_what_it_finds_here(apart, diarizer, says, recorded):
    sound = recorded(says("m3", 8), says("f2", 8))
    there = choose_diarizer(apart)
    assert isinstance(there, Voiceprinter)
    assert there.separate(sound) == diarizer.separate(sound)
    turns = there.separate(sound)
    here = diarizer.voices(sound, turns)
    for speaker, voice in there.voices(sound, turns).items():
        np.testing.assert_allclose(voice, here[speaker], atol=1e-4)
