"""Every hook is documented, shown by an example that works, and tested.

Each `test_voicejournal_<hook>` takes the example of the reference and demands what comes of it.
"""

import inspect
import sys
from importlib import import_module

import numpy as np
import pytest

from voicejournal import ModelMissingError, Span, Waveform
from voicejournal.cli.reference.docstring import read_docstring
from voicejournal.cli.reference.hooks import EXAMPLES, PREFIX, example_of, hookspecs
from voicejournal.extract.voice import measure_voice
from voicejournal.findings.analyze import analyze
from voicejournal.findings.week import analyze_week
from voicejournal.hooks.host import PluginHost
from voicejournal.hooks.surface import VERSION
from voicejournal.testing import a_note, check_analyzer, check_week_analyzer, tone
from voicejournal.testing.conformance.examples import example_weeks

HOOKS = hookspecs()


@pytest.fixture
def using(request):
    """Register the example of the hook that the test is called after; return its host."""

    def register(settings=None):
        host = PluginHost(lambda _name: settings or {})
        hook = request.function.__name__.removeprefix("test_")
        status = host.register(import_module(f"{EXAMPLES}.{hook.removeprefix(PREFIX)}"), "example")
        assert status.state == "ok", status.reason
        return host

    return register


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_says_when_it_is_called_what_it_gets_and_what_it_returns(hook):
    said = read_docstring(HOOKS[hook])
    assert said.summary
    assert said.parts.get("When")
    assert said.parts.get("Returns")
    assert list(said.entries["Args"]) == list(inspect.signature(HOOKS[hook]).parameters)


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_is_as_old_as_this_version_at_most(hook):
    since = tuple(map(int, read_docstring(HOOKS[hook]).since.split(".")))
    assert since <= tuple(map(int, VERSION.split(".")[:2]))


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_has_an_example_that_implements_it_and_imports_public_names_only(hook):
    source = example_of(hook)
    assert f"@hookimpl\ndef {hook}(" in source
    imported = [line for line in source.splitlines() if "voicejournal" in line and "import" in line]
    assert imported
    assert all(line.startswith("from voicejournal import ") for line in imported)


def test_every_hook_is_tested_here():
    tested = {name.removeprefix("test_") for name in vars(sys.modules[__name__])}
    assert set(HOOKS) - tested == set()


def test_voicejournal_analyzers(using):
    (one,) = using().analyzers
    check_analyzer(one.analyzer)
    (finding,) = analyze(a_note("Well , yes ."), [one]).findings
    assert finding.evidence == (Span(0.0, 0.3),)
    assert finding.provenance.plugin == "example"


def test_voicejournal_week_analyzers(using):
    (one,) = using().week_analyzers
    check_week_analyzer(one.analyzer)
    fullest = example_weeks(frozenset({"en"}))[0]
    (finding,) = analyze_week(fullest, [one]).findings
    assert finding.value == max(note.duration for note in fullest.notes)


def test_voicejournal_voice_measures(using):
    extra = using().voice_measures
    voice = measure_voice(tone(200, seconds=3), extra=extra)
    assert voice.measure("example_syllables").unit == "1"


def test_voicejournal_transcriber(using):
    host = using()
    assert host.transcriber("another") is None
    waveform = Waveform(np.zeros(16_000, np.float32))
    transcript = host.transcriber("humming").transcribe(
        waveform, speech=[Span(0.1, 0.4)], language="fr"
    )
    assert (transcript.language, transcript.text) == ("fr", "hm")


def test_voicejournal_diarizer(using):
    assert using().diarizer("another") is None
    (turn,) = using().diarizer("alone").separate(tone(200, seconds=2)).turns
    assert (turn.speaker, turn.end) == ("patient", 2.0)
    with pytest.raises(ModelMissingError, match="not on this machine"):
        using({"ready": "no"}).diarizer("alone")


def test_voicejournal_self_check(using, tmp_path):
    (problem,) = using().self_checks()
    assert problem.fix == "Point the setting `words` at the file."
    words = tmp_path / "words.txt"
    words.write_text("so")
    assert using({"words": str(words)}).self_checks() == ()


def test_voicejournal_models(using):
    assert using().models()["example-small"].name == "model"


def test_voicejournal_clinic(using):
    (sam,) = using().clinic()
    assert sam.notes[0].key == "first"


def test_voicejournal_narrators(using):
    (one,) = using().narrators
    assert one.info.purpose == "language_model"
    assert list(one.analyzer.retell([])) == []
