"""What the minor version before this one had is still here, and says when it goes."""

import dataclasses
import inspect
import json
import tomllib
import warnings
from importlib.resources import files
from pathlib import Path

import pytest

import voicejournal
from tests.contract.test_public_names import surface
from tests.installing import install
from voicejournal import VoiceJournalDeprecationWarning, testing
from voicejournal.hooks.host import PluginHost
from voicejournal.hooks.surface import (
    RENAMED,
    VERSION,
    deprecations_noted,
    refuse_other_surface,
    written_for,
)

MAJOR, MINOR = (int(one) for one in VERSION.split(".")[:2])
BEFORE = json.loads(Path(__file__).with_name(f"public-{MAJOR}.{MINOR - 1}.json").read_text())
PROJECT = Path(__file__).parents[2] / "pyproject.toml"


def now_called(name):
    return RENAMED[name].to if name in RENAMED else name


def test_no_name_has_gone():
    gone = {now_called(name) for name in BEFORE["names"]} - set(voicejournal.__all__)
    assert gone == set()


@pytest.mark.parametrize("kind", ["hooks", "testing"])
def test_no_hook_and_no_argument_has_gone(kind):
    now = surface()[kind]
    lost = {name: set(old) - set(now.get(name, ())) for name, old in BEFORE[kind].items()}
    assert {name: one for name, one in lost.items() if one or name not in now} == {}


def test_no_field_has_gone():
    now = surface()["fields"]
    lost = {name: set(old) - set(now[now_called(name)]) for name, old in BEFORE["fields"].items()}
    assert {name: one for name, one in lost.items() if one} == {}


def test_every_new_field_has_a_default():
    for name, old in BEFORE["fields"].items():
        for field in dataclasses.fields(getattr(voicejournal, now_called(name))):
            given = field.default, field.default_factory
            known = field.name in old or given != (dataclasses.MISSING, dataclasses.MISSING)
            assert known, f"{name}.{field.name}"


def test_every_new_argument_of_the_kit_has_a_default():
    for name, old in BEFORE["testing"].items():
        for argument in inspect.signature(getattr(testing, name)).parameters.values():
            assert argument.name in old or argument.default is not inspect.Parameter.empty


def test_the_version_of_the_surface_is_that_of_the_distribution():
    assert voicejournal.__version__ == tomllib.loads(PROJECT.read_text())["project"]["version"]


def test_types_are_shipped():
    assert (files("voicejournal") / "py.typed").is_file()
    wheel = tomllib.loads(PROJECT.read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["packages"] == ["voicejournal"]
    assert not {"exclude", "only-include"} & set(wheel)


@pytest.mark.parametrize("old", RENAMED)
def test_an_old_name_works_warns_and_has_two_minor_versions_left(old):
    renamed = RENAMED[old]
    with pytest.warns(VoiceJournalDeprecationWarning, match=f"{old} is called {renamed.to}"):
        assert getattr(voicejournal, old) is getattr(voicejournal, renamed.to)
    since, gone = (int(one.split(".")[1]) for one in (renamed.since, renamed.gone))
    assert gone >= since + 2
    assert gone > MINOR
    assert old not in voicejournal.__all__


def test_a_name_that_never_was_is_no_attribute():
    with pytest.raises(AttributeError, match="no attribute 'Nonsense'"):
        _ = voicejournal.Nonsense


@pytest.mark.parametrize(
    ("requirement", "version"),
    [
        ("voicejournal>=0.2", "0.2"),
        ("voicejournal (>=0.1.3,<1)", "0.1"),
        ("voicejournal[pdf]~=0.2.1; python_version > '3'", "0.2"),
        ("voicejournal==1.12", "1.12"),
        ("voicejournal<1,>=0.1", "0.1"),
        ("voicejournal", ""),
        ("voicejournal-standard>=3.0", ""),
        ("numpy>=2.0", ""),
    ],
)
def test_what_a_plugin_depends_on_says_what_it_was_written_for(requirement, version):
    assert written_for(["rich>=14", requirement]) == version


@pytest.mark.parametrize("version", ["", "0.1", "0.2"])
def test_a_plugin_for_this_minor_version_or_an_earlier_one_is_taken(version):
    refuse_other_surface(version, "0.2.7")


@pytest.mark.parametrize("version", ["0.3", "1.0", "0.10"])
def test_a_plugin_for_a_later_surface_is_refused_with_both_versions(version):
    with pytest.raises(voicejournal.PluginError, match=f"for Voice Journal {version}, and this"):
        refuse_other_surface(version, "0.2.0")


def test_a_plugin_for_a_later_surface_is_listed_as_failed_and_never_imported(tmp_path, monkeypatch):
    (tmp_path / "pyproject.toml").write_text(
        """[project]
name = "voicejournal-tomorrow"
version = "1.0"
dependencies = ["voicejournal>=0.99"]
[project.entry-points.voicejournal]
tomorrow = "no_such_module"
"""
    )
    (name,) = install(tmp_path, tmp_path / "site", monkeypatch)
    status = next(one for one in PluginHost.load(only={name}).statuses if one.name == name)
    assert (status.state, status.written_for) == ("failed", "0.99")
    assert f"written for Voice Journal 0.99, and this is {VERSION}" in status.reason


def test_a_hook_on_its_way_out_is_noted_where_it_is_implemented():
    from voicejournal.hooks.spec import hookimpl, hookspec

    class Specs:
        @hookspec(warn_on_impl=VoiceJournalDeprecationWarning("voicejournal_old goes in 0.9"))
        def voicejournal_old(self, settings):
            """Do nothing."""

    class Plugin:
        @hookimpl
        def voicejournal_old(self):
            """Do nothing."""

    host = PluginHost()
    host._manager.add_hookspecs(Specs)
    assert host.register(Plugin(), "late").deprecations == ("voicejournal_old goes in 0.9",)


def test_other_warnings_of_a_plugin_are_not_swallowed():
    noted = []
    with pytest.warns(UserWarning, match="of its own"), deprecations_noted(noted):
        warnings.warn("of its own", UserWarning, stacklevel=1)
    assert noted == []
