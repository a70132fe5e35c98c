"""What a plugin lacks is named with the way out."""

from dataclasses import replace

from voicejournal.hooks.check import ungranted
from voicejournal.hooks.examples.narrators import Echo
from voicejournal.hooks.registered import registered


class Online(Echo):
    info = replace(Echo.info, network=True)


def test_what_needs_the_network_and_may_not_reach_it_is_named():
    ones = (registered("llm", Online()), registered("echo", Echo()))
    (problem,) = ungranted(ones, lambda _plugin: False)
    assert problem.stage == "llm"
    assert "VOICEJOURNAL_PLUGIN_NETWORK=llm" in problem.fix


def test_what_may_reach_it_is_no_problem():
    assert ungranted((registered("llm", Online()),), lambda plugin: plugin == "llm") == []
