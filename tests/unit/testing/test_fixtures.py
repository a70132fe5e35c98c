import pytest

from voicejournal import PluginError, hookimpl
from voicejournal.hooks.examples import analyzers, self_check, voice_measures, week_analyzers
from voicejournal.testing import a_note
from voicejournal.testing.conformance.examples import example_weeks
from voicejournal.testing.fixtures import use_plugin as use_plugin  # noqa: PLC0414 (a fixture)


class Misspelt:
    @hookimpl
    def voicejournal_analysers(self):
        return []


def test_its_findings_are_stamped_as_those_of_the_plugin(use_plugin):
    plugin = use_plugin(analyzers)
    assert plugin.status.analyzers == ("opening",)
    (finding,) = plugin.find(a_note("Hello .")).findings
    assert finding.provenance.plugin == plugin.status.name


def test_weeks_are_looked_at_too(use_plugin):
    found = use_plugin(week_analyzers).find_in_week(example_weeks(frozenset({"en"}))[0])
    assert [one.kind for one in found.findings] == ["longest.note"]


def test_measures_are_there_to_be_taken(use_plugin):
    assert [one.info.name for one in use_plugin(voice_measures).voice_measures] == [
        "example_syllables"
    ]


def test_problems_are_those_that_its_settings_leave(use_plugin, tmp_path):
    assert len(use_plugin(self_check).problems) == 1
    (tmp_path / "words").touch()
    assert use_plugin(self_check, settings={"words": str(tmp_path / "words")}).problems == ()


def test_a_plugin_that_does_not_register_fails_the_test(use_plugin):
    with pytest.raises(PluginError, match="did you mean voicejournal_analyzers"):
        use_plugin(Misspelt())
