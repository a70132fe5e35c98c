import pytest
from click.testing import CliRunner

from voicejournal import AnalyzerInfo, Finding, Span, Text, hookimpl
from voicejournal.cli import main
from voicejournal.cli.plugins import checked as module
from voicejournal.hooks.host import PluginHost
from voicejournal.testing.conformance.of_notes import verdicts


class Odd:
    info = AnalyzerInfo(
        name="odd",
        version="1",
        title=Text("Odd", "Étrange"),
        needs=frozenset(),
        languages=frozenset({"*"}),
        limits=Text("All", "Tout"),
    )

    def __init__(self, french):
        self.french = french

    def analyze(self, _note):
        claim = Text("So", self.french)
        return [Finding(kind="odd.one", claim=claim, value=1.0, unit="1", evidence=(Span(0, 0),))]


class OddPlugin:
    def __init__(self, french):
        self.french = french

    @hookimpl
    def voicejournal_analyzers(self):
        return [Odd(self.french)]


class Broken:
    @hookimpl
    def voicejournal_analyzers(self):
        msg = "no [lexicon] here"
        raise RuntimeError(msg)


@pytest.fixture
def check(monkeypatch):
    def run(plugins, *arguments):
        host = PluginHost()
        for name, plugin in plugins.items():
            host.register(plugin, name)
        monkeypatch.setattr(module, "verdicts", lambda one, **_: verdicts(one))
        monkeypatch.setattr(module.PluginHost, "load", lambda **_: host)
        return CliRunner().invoke(main, ["plugins", "check", *arguments], env={"COLUMNS": "160"})

    return run


def test_an_analyzer_that_keeps_to_the_rules_passes_each(check):
    result = check({"fine": OddPlugin("Ainsi")}, "fine")
    assert result.exit_code == 0
    assert "fine: odd" in result.output
    assert result.output.count("passed") == 14


def test_the_rule_that_is_broken_is_named_with_an_exit_code(check):
    result = check({"half": OddPlugin(" ")})
    assert result.exit_code == 1
    (line,) = [one for one in result.output.splitlines() if "failed" in one]
    assert "speaks English and French" in line
    assert "no French claim: odd.one" in line


def test_a_plugin_that_does_not_load_fails_with_its_reason(check):
    result = check({"broken": Broken()})
    assert result.exit_code == 1
    assert "no [lexicon] here" in result.output


def test_only_the_plugin_asked_for_is_checked(check):
    result = check({"fine": OddPlugin("Ainsi"), "broken": Broken()}, "fine")
    assert result.exit_code == 0


def test_a_plugin_that_is_not_there_is_answered_with_those_that_are(check):
    result = check({"fine": OddPlugin("Ainsi")}, "absent")
    assert result.exit_code == 1
    assert "Installed: fine." in result.output
