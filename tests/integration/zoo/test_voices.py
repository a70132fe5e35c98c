"""Bad diarizers: the note goes on without them, and a gap says what happened."""

import os
from datetime import UTC, datetime
from io import BytesIO

import pytest

from tests.acceptance.sounds import encoded, hum
from voicejournal.app.tools import choose_diarizer
from voicejournal.errors import ModelMissingError
from voicejournal.hooks.host import PluginHost
from voicejournal.hooks.isolation.crew import Crew
from voicejournal.model.purpose import OWN_FILES
from voicejournal.model.units import Missing
from voicejournal.pipeline import Recording, Tools, carry, keep_nothing
from voicejournal.settings import Settings

RATE_HZ = 16_000
SOUND = encoded(hum(2.0, RATE_HZ), RATE_HZ)
SETTINGS = Settings(plugin_start_s=30, plugin_call_s=2, plugin_call_most_s=2)
GAPS = {
    "segfaults": ("its process crashed (SIGSEGV)", True),
    "exits": ("its process ended before it answered", True),
    "hangs": ("it ran longer than 2 s", True),
    "raises": ("it failed with KeyError", False),
    "answers_words": ("it answered with a str, which does not tell voices apart", False),
    "opens_sockets": ("it tried to reach the network, which it may not", False),
    "lacks_weights": ("Its weights are not here.", False),
}


@pytest.fixture
def host(installed):
    """A host of its own for each: who crashes too often is left alone."""
    host = PluginHost.load(only={"hoarse"}, crew=Crew(SETTINGS))
    yield host
    host.close()


def carried(host):
    recording = Recording(
        note_id="n",
        recorded_at=datetime(2026, 3, 2, 20, tzinfo=UTC),
        zone="UTC",
        open=lambda: BytesIO(SOUND),
        max_seconds=60,
    )
    tools = Tools(
        transcriber=ModelMissingError("none here"),
        analyzers=(),
        diarizer=choose_diarizer(host),
        grants=OWN_FILES,
    )
    return carry(recording, tools, keep_nothing)


@pytest.mark.parametrize("deed", GAPS)
def test_a_bad_diarizer_leaves_a_gap_that_says_why(host, does, deed):
    does(deed)
    made = carried(host)
    assert isinstance(made.turns, Missing)
    (problem,) = [one for one in made.problems if one.stage == "speakers"]
    said, passing = GAPS[deed]
    assert (problem.reason.replace("\u00a0", " "), problem.passing) == (said, passing)
    assert not isinstance(made.voice, Missing)


def test_a_diarizer_listens_in_another_process(host, does):
    does("listens")
    turns = carried(host).turns
    assert [(one.start, one.end) for one in turns.turns] == [(0.0, 1.0), (1.0, 2.0)]
    assert turns.model != str(os.getpid())
