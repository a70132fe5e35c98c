# ruff: noqa: ARG002, ARG005 - an implementation of a hook names its arguments, used or not

from dataclasses import replace
from importlib.metadata import EntryPoint
from pathlib import Path
from types import SimpleNamespace

import pytest

from voicejournal import AnalyzerInfo, ModelMissingError, Text, hookimpl
from voicejournal.hooks import loading
from voicejournal.hooks.host import PluginHost


class Quiet:
    """An analyzer that finds nothing."""

    def __init__(self, name="quiet"):
        self.info = AnalyzerInfo(
            name=name,
            version="1",
            title=Text("Quiet", "Calme"),
            needs=frozenset(),
            languages=frozenset({"*"}),
            limits=Text("All", "Tout"),
        )

    def analyze(self, note):
        return ()


def bringing(*analyzers):
    class Plugin:
        @hookimpl
        def voicejournal_analyzers(self, settings):
            return analyzers

    return Plugin()


def test_a_plugin_brings_its_analyzers():
    host = PluginHost()
    status = host.register(bringing(Quiet("b"), Quiet("a")), "mine", version="2")
    assert (status.state, status.analyzers) == ("ok", ("a", "b"))
    assert [one.info.name for one in host.analyzers] == ["a", "b"]
    assert host.analyzers[0].provenance.plugin == "mine"


def test_a_raising_plugin_is_a_status_and_silences_nobody():
    class Broken:
        @hookimpl
        def voicejournal_analyzers(self, settings):
            message = "no luck"
            raise RuntimeError(message)

    host = PluginHost()
    host.register(bringing(Quiet()), "sound")
    status = host.register(Broken(), "broken")
    assert status.state == "failed"
    assert "no luck" in status.reason
    assert [one.info.name for one in host.analyzers] == ["quiet"]


def test_an_iterable_that_breaks_halfway_is_a_status():
    class Halfway:
        @hookimpl
        def voicejournal_analyzers(self, settings):
            yield Quiet("first")
            message = "halfway"
            raise RuntimeError(message)

    assert PluginHost().register(Halfway(), "halfway").state == "failed"


def test_a_misspelt_hook_is_refused_with_the_name_that_was_meant():
    class Misspelt:
        @hookimpl
        def voicejournal_analyser(self, settings):
            return ()

    status = PluginHost().register(Misspelt(), "misspelt")
    assert status.state == "failed"
    assert "did you mean voicejournal_analyzers?" in status.reason


def test_a_hook_with_a_wrong_argument_is_a_status():
    class Wrong:
        @hookimpl
        def voicejournal_analyzers(self, setings):
            return ()

    status = PluginHost().register(Wrong(), "wrong")
    assert status.state == "failed"
    assert "setings" in status.reason


def test_each_plugin_sees_its_own_settings_only():
    seen = {}

    def plugin(name):
        class Curious:
            @hookimpl
            def voicejournal_analyzers(self, settings):
                seen[name] = dict(settings)
                return ()

        return Curious()

    host = PluginHost(lambda name: {"token": name})
    host.register(plugin("one"), "one")
    host.register(plugin("two"), "two")
    assert seen == {"one": {"token": "one"}, "two": {"token": "two"}}


def test_other_settings_give_another_digest():
    def digest(settings):
        host = PluginHost(lambda _name: settings)
        host.register(bringing(Quiet()), "mine")
        return host.analyzers[0].settings_digest

    assert digest({}) == ""
    assert digest({"a": "1"}) == digest({"a": "1"}) != digest({"a": "2"})


def test_the_first_plugin_keeps_its_name_and_its_analyzers_names():
    host = PluginHost()
    host.register(bringing(Quiet()), "mine")
    assert host.register(bringing(Quiet("other")), "mine").state == "failed"
    taken = host.register(bringing(Quiet()), "second")
    assert "mine already has an analyzer called quiet" in taken.reason
    assert [one.plugin for one in host.analyzers] == ["mine"]


def test_an_analyzer_that_does_not_say_what_it_is_is_a_status():
    status = PluginHost().register(bringing(SimpleNamespace(info="me")), "vague")
    assert status.state == "failed"
    assert "not an AnalyzerInfo" in status.reason


def test_the_plugin_registered_last_answers_first():
    def offering(engine):
        class Offering:
            @hookimpl
            def voicejournal_transcriber(self, name, settings):
                return SimpleNamespace(engine=engine) if name == "wanted" else None

        return Offering()

    host = PluginHost()
    host.register(offering("ours"), "standard")
    host.register(offering("theirs"), "installed")
    assert host.transcriber("wanted").engine == "theirs"
    assert host.transcriber("unknown") is None
    assert host.diarizer("wanted") is None
    assert host.clinic() == ()


def test_a_transcriber_without_its_model_says_so():
    class NoModel:
        @hookimpl
        def voicejournal_transcriber(self, name, settings):
            raise ModelMissingError

    host = PluginHost()
    host.register(NoModel(), "no-model")
    with pytest.raises(ModelMissingError):
        host.transcriber("any")


def test_a_plugin_that_breaks_when_asked_lets_the_next_answer():
    class Offering:
        @hookimpl
        def voicejournal_diarizer(self, name, settings):
            return SimpleNamespace(engine="sound")

    class Breaking:
        @hookimpl
        def voicejournal_diarizer(self, name, settings):
            message = "not today"
            raise RuntimeError(message)

    host = PluginHost()
    host.register(Offering(), "offering")
    host.register(Breaking(), "breaking")
    assert host.diarizer("any").engine == "sound"
    assert {one.name: one.state for one in host.statuses}["breaking"] == "failed"


def test_voice_measures_of_plugins_are_sorted_by_name():
    def measuring(name):
        class Measuring:
            @hookimpl
            def voicejournal_voice_measures(self, settings):
                return [SimpleNamespace(info=SimpleNamespace(name=name))]

        return Measuring()

    host = PluginHost()
    host.register(measuring("z"), "one")
    host.register(measuring("a"), "two")
    assert [one.info.name for one in host.voice_measures] == ["a", "z"]


def test_models_that_plugins_ship_are_named():
    class Shipping:
        @hookimpl
        def voicejournal_models(self, settings):
            return {"demo": Path("model")}

    host = PluginHost()
    host.register(Shipping(), "shipping")
    assert host.models() == {"demo": Path("model")}


def test_a_failed_plugin_is_a_self_check_with_a_way_out():
    host = PluginHost()
    host.register(bringing(SimpleNamespace()), "vague")
    (problem,) = host.self_checks()
    assert problem.stage == "vague"
    assert problem.fix


def test_a_broken_import_does_not_stop_the_others(monkeypatch):
    entries = [
        EntryPoint("gone", "there_is_no_such_module", loading.GROUP),
        EntryPoint("standard", "voicejournal_standard", loading.GROUP),
    ]
    monkeypatch.setattr(loading, "entry_points", lambda group: entries)
    states = {one.name: one.state for one in PluginHost.load().statuses}
    assert states == {"gone": "failed", "standard": "ok"}


def test_plugins_that_are_not_wanted_are_listed_as_disabled():
    (status,) = [one for one in PluginHost.load(only=()).statuses if one.name == "standard"]
    assert status.state == "disabled"
    assert status.distribution == "voicejournal-standard"


def test_a_plain_install_brings_the_standard_analyzers():
    host = PluginHost.load(only={"standard"})
    names = {one.info.name for one in host.analyzers}
    assert names == {"feelings", "pace", "pauses", "quotes", "safety", "tone", "wording"}
    weeks = {one.info.name for one in host.week_analyzers}
    assert weeks == {"discordance", "feelings", "progress", "safety", "themes", "wording"}


def feeling(purpose="emotion"):
    analyzer = Quiet("feeling")
    analyzer.info = replace(analyzer.info, purpose=purpose, infers_emotion=True)
    return analyzer


@pytest.mark.parametrize(("emotion", "runs"), [((), False), (("p",), True), (None, True)])
def test_an_analyzer_that_infers_emotions_runs_only_where_its_plugin_may(emotion, runs):
    host = PluginHost(emotion=emotion)
    status = host.register(bringing(Quiet(), feeling()), "p")
    assert [one.info.name for one in host.analyzers] == (
        ["feeling", "quiet"] if runs else ["quiet"]
    )
    assert status.infers_emotion
    assert ("VOICEJOURNAL_PLUGIN_EMOTION=p" in status.reason) is not runs


def test_one_that_infers_emotions_under_another_purpose_is_refused():
    status = PluginHost(emotion=None).register(bringing(feeling(purpose="analyze")), "p")
    assert status.state == "failed"
    assert "purpose emotion" in status.reason
