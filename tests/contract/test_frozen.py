"""Plugins that were written for the minor version before this one still run, unchanged."""

import sys
from pathlib import Path

import pytest

from tests.installing import install
from voicejournal import ModelMissingError
from voicejournal.extract.voice import measure_voice
from voicejournal.findings.analyze import analyze
from voicejournal.findings.week import analyze_week, view_week
from voicejournal.hooks.host import PluginHost
from voicejournal.hooks.surface import VERSION
from voicejournal.testing import a_note, check_analyzer, check_week_analyzer, tone
from voicejournal.testing.conformance.examples import TOO_LITTLE, WEEK

FROZEN = Path(__file__).with_name("frozen")


@pytest.fixture
def host(request, tmp_path, monkeypatch):
    """Install the plugin that the test names, as if it had just come from its author."""
    folder = FROZEN / f"voicejournal-{request.param}"
    module = folder.name.replace("-", "_")
    (name,) = install(folder, tmp_path / "site", monkeypatch)
    sys.modules.pop(module, None)
    yield PluginHost.load(only={name})
    sys.modules.pop(module, None)


def with_plugin(name):
    return pytest.mark.parametrize("host", [name], indirect=True)


def status(host):
    return next(one for one in host.statuses if one.state != "disabled")


@pytest.mark.parametrize("host", ["sighs", "breath"], indirect=True)
def test_it_is_loaded_and_listed_with_the_version_before_this_one(host):
    assert status(host).state == "ok", status(host).reason
    major, minor, _ = VERSION.split(".")
    assert status(host).written_for == f"{major}.{int(minor) - 1}"


@with_plugin("sighs")
def test_its_analyzers_of_notes_and_weeks_find_what_they_found(host):
    (one,), (weekly,) = host.analyzers, host.week_analyzers
    entries = [
        (note, analyze(note, [one]))
        for note in (a_note("So tired ."), a_note("Je suis fatiguée .", language="fr"))
    ]
    assert [found.findings[0].quote for _, found in entries] == ["tired.", "fatiguée."]
    (finding,) = analyze_week(view_week(WEEK, entries[:1], TOO_LITTLE), [weekly]).findings
    assert finding.claim.fr == "Fatigue : 1\u00a0fois."
    assert finding.provenance.version == "3"


@with_plugin("sighs")
def test_it_still_keeps_to_every_rule(host):
    check_analyzer(host.analyzers[0].analyzer)
    check_week_analyzer(host.week_analyzers[0].analyzer)


@with_plugin("sighs")
def test_what_it_uses_has_no_successor_yet(host):
    assert status(host).deprecations == ()
    assert host.self_checks() == ()


@with_plugin("breath")
def test_a_name_on_its_way_out_works_and_is_noted(host):
    (noted,) = status(host).deprecations
    assert noted == "Needs is called Conditions since 0.2, and goes in 0.4"


@with_plugin("breath")
def test_its_measure_is_taken(host):
    voice = measure_voice(tone(200, seconds=2), extra=host.voice_measures)
    assert voice.measure("breath_longest").unit == "s"


@with_plugin("breath")
def test_its_engines_answer_to_their_names(host):
    assert host.transcriber("murmur").transcribe(tone(200), speech=(), language=None).words
    assert host.diarizer("murmur").separate(tone(200)).turns[0].end == 1.0
    with pytest.raises(ModelMissingError, match="Take the small one"):
        host.transcriber("murmur-large")
