import io

from click.testing import CliRunner
from rich.console import Console

from voicejournal.cli.plugins import plugins
from voicejournal.cli.plugins.listed import table_of
from voicejournal.hooks.host import PluginHost, PluginStatus

BROKEN = PluginStatus(
    name="broken", distribution="d", version="2", state="failed", reason="no [module] here"
)


def test_the_standard_plugin_is_listed_with_its_analyzers(monkeypatch):
    host = PluginHost.load(only={"standard"})
    monkeypatch.setattr(PluginHost, "load", lambda **_: host)
    result = CliRunner().invoke(plugins, ["list"], env={"COLUMNS": "200"})
    assert result.exit_code == 0
    assert "pace, pauses, " in result.output
    assert "wording" in result.output


def test_a_broken_plugin_is_shown_with_its_reason_word_for_word():
    console = Console(width=120, record=True, file=io.StringIO())
    console.print(table_of((BROKEN,)))
    shown = console.export_text()
    assert "failed" in shown
    assert "no [module] here" in shown


def test_what_a_plugin_was_written_for_and_what_it_uses_is_shown():
    status = PluginStatus(
        name="old",
        distribution="d",
        version="2",
        state="ok",
        written_for="0.1",
        deprecations=("Needs is called Conditions since 0.2, and goes in 0.4",),
    )
    console = Console(width=160, record=True, file=io.StringIO())
    console.print(table_of((status,)))
    shown = console.export_text()
    assert "0.1" in shown
    assert "Needs is called Conditions" in shown


def test_a_broken_plugin_gives_an_exit_code(monkeypatch):
    host = PluginHost()
    host.register(object(), "fine")
    monkeypatch.setattr(PluginHost, "statuses", property(lambda _self: (BROKEN,)))
    monkeypatch.setattr(PluginHost, "load", lambda **_: host)
    assert CliRunner().invoke(plugins, ["list"]).exit_code == 1
