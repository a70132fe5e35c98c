"""A note through everything: emotion models run in their own process, for those who allow it."""

import io
import sys
import wave
from pathlib import Path

import numpy as np
import pytest

from voicejournal.app.plugins import load_plugins
from voicejournal.errors import ModelMissingError
from voicejournal.findings.change import compare
from voicejournal.model.note import NoteId
from voicejournal.model.purpose import Grants
from voicejournal.path import Recording, Tools
from voicejournal.pipeline import as_view, carry, keep_nothing
from voicejournal.settings import Settings
from voicejournal.summary.compose import compose
from voicejournal.summary.retelling.retold import sources_of
from voicejournal.summary.week import week_of
from voicejournal.testing.diaries import spoken
from voicejournal.testing.notes import MONDAY_NOON

pytest.importorskip("voicejournal_emotion", reason="make install brings it")
pytest.importorskip("voicejournal_demo", reason="make install brings it")

EVERYTHING_ELSE = frozenset({"measure_voice", "analyze", "safety"})
ALLOWED = Grants(EVERYTHING_ELSE | {"emotion"})
MADE = Path(__file__).parents[2] / "plugins/emotion/tests"


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    """A speech model that calls whatever is loud `anger`."""
    sys.path.insert(0, str(MADE))
    try:
        import onnx_bytes
    finally:
        sys.path.remove(str(MADE))
    folder = tmp_path_factory.mktemp("models") / "loud"
    folder.mkdir()
    (folder / "config.json").write_text('{"id2label": {"0": "anger", "1": "calm"}}')
    (folder / "preprocessor_config.json").write_text('{"do_normalize": false}')
    edge = np.array([40.0, -40.0])
    (folder / "model.onnx").write_bytes(onnx_bytes.mean_of_sound(edge, -0.02 * edge))
    return folder


@pytest.fixture(scope="module")
def loaded(model, tmp_path_factory):
    """Load all plugins as a service does; emotion where it may."""
    file = tmp_path_factory.mktemp("told") / "plugins.toml"
    file.write_text(f'[emotion]\nspeech = "{model}"\n')
    opened = []

    def load(**more):
        opened.append(load_plugins(Settings(plugins_file=file, **more)))
        return opened[-1]

    yield load
    for one in opened:
        one.close()


@pytest.fixture(scope="module")
def plugins(loaded):
    return loaded(plugin_emotion="emotion")


@pytest.fixture(scope="module")
def recording():
    """Return a few seconds of a note of the demo clinic: real speech, nobody's voice."""
    samples = spoken("en")[0].first(8.0).waveform.samples
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(16_000)
        out.writeframes((samples * 32767).astype("<i2").tobytes())
    return Recording(
        note_id=NoteId("note"),
        recorded_at=MONDAY_NOON,
        zone="Europe/Paris",
        open=lambda: io.BytesIO(file.getvalue()),
        max_seconds=60.0,
    )


def carried(recording, plugins, grants):
    tools = Tools(transcriber=ModelMissingError("none"), analyzers=plugins.analyzers, grants=grants)
    return carry(recording, tools, keep_nothing)


def labels(findings):
    return [one for one in findings.findings if one.kind.startswith("speech_emotion.")]


def test_it_is_off_until_the_operator_lets_the_plugin_infer_emotions(loaded):
    plugins = loaded()
    assert not any(one.info.infers_emotion for one in plugins.analyzers)
    (status,) = [one for one in plugins.statuses if one.name == "emotion"]
    assert status.infers_emotion
    assert "VOICEJOURNAL_PLUGIN_EMOTION=emotion" in status.reason


def test_nothing_is_inferred_of_a_patient_who_did_not_allow_it(recording, plugins):
    made = carried(recording, plugins, Grants(EVERYTHING_ELSE))
    assert labels(made.findings) == []
    assert "speech_emotion" not in {gap.analyzer for gap in made.findings.gaps}


def test_what_the_model_says_reaches_the_note_and_one_moment_of_the_week(recording, plugins):
    made = carried(recording, plugins, ALLOWED)
    found = labels(made.findings)
    assert {one.kind for one in found} == {"speech_emotion.anger"}
    assert found[0].claim.en.startswith("The model loud (")
    assert found[0].provenance.plugin == "emotion"
    note = as_view(recording, made)
    week = week_of(MONDAY_NOON, "Europe/Paris")
    comparison = compare(week, [note], found={note.note_id: made.findings})
    page = compose(
        week,
        [(note, made.findings)],
        comparison=comparison,
        now=week.end,
        analyzers=plugins.analyzers,
    )
    parts = {
        part.kind
        for part in page.sections
        for one in part.sentences
        if one.kind.startswith("speech_emotion")
    }
    assert parts == {"noticed"}
    assert any("high-risk use" in limit.en for limit in page.limits)
    told = sources_of(page, without={"speech_emotion"}).values()
    assert not any(one.kind.startswith("speech_emotion") for one in told)


def test_the_sound_is_handed_on_only_to_those_that_listen(recording, plugins):
    made = carried(recording, plugins, ALLOWED)
    assert not hasattr(as_view(recording, made).sound, "samples")


def test_a_model_that_breaks_is_a_gap_and_the_note_is_done(recording, loaded, model):
    whole = (model / "model.onnx").read_bytes()
    (model / "model.onnx").write_bytes(b"not a model")
    try:
        made = carried(recording, loaded(plugin_emotion="emotion"), ALLOWED)
    finally:
        (model / "model.onnx").write_bytes(whole)
    gaps = {gap.analyzer: gap.reason for gap in made.findings.gaps}
    assert gaps["speech_emotion"] == "it failed with BrokenModelError"
    assert not hasattr(made.voice, "reason")
