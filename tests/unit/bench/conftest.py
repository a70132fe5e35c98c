import pytest

from voicejournal.bench.material import Material, Recorded
from voicejournal.bench.sounds.utterance import utter
from voicejournal.hooks.host import PluginHost
from voicejournal.model.units import Missing
from voicejournal.settings import Settings


@pytest.fixture(scope="session")
def material():
    """Two constructed talkers, nothing to compare with, no plugin."""
    voices = tuple(
        Recorded(name, name, utter(6, hertz=hertz, seed=seed).waveform)
        for name, hertz, seed in (("low", 110.0, 5), ("high", 200.0, 6))
    )
    return Material(
        voices,
        lambda: voices * 3,
        given=True,
        settings=Settings(model="no such model"),
        plugins=PluginHost(),
        praat=Missing("no Praat"),
        smile=Missing("no openSMILE"),
    )
