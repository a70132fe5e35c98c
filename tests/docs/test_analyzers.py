"""The reference of analyzers says what they say of themselves."""

import re
from pathlib import Path

import pytest

from voicejournal.hooks.host import PluginHost
from voicejournal.model.text import NO_BREAK

PAGE = (Path(__file__).parents[2] / "docs/reference/analyzers.md").read_text()
SECTIONS = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
HOST = PluginHost.load(only={"standard"})
INFOS = {one.info.name: one.info for one in (*HOST.analyzers, *HOST.week_analyzers)}


def one_line(text):
    return " ".join(text.replace(NO_BREAK, " ").split())


def test_every_analyzer_has_a_section_and_every_section_an_analyzer():
    assert set(SECTIONS) == set(INFOS)


@pytest.mark.parametrize("name", sorted(INFOS))
def test_its_limits_are_printed_word_for_word(name):
    limits = SECTIONS[name].partition("**Limits.**")[2]
    assert one_line(limits) == one_line(INFOS[name].limits.en)


@pytest.mark.parametrize("name", sorted(INFOS))
def test_its_claims_and_sources_are_named(name):
    assert f"`{name}." in SECTIONS[name]
    assert "**Sources.**" in SECTIONS[name]
