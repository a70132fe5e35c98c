from dataclasses import replace

import pytest

from voicejournal import AnalyzerInfo, Text
from voicejournal.hooks.isolation.grants import Grants
from voicejournal.settings import Settings

PLAIN = AnalyzerInfo(
    name="plain",
    version="1",
    title=Text("Plain", "Simple"),
    needs=frozenset(),
    languages=frozenset({"*"}),
    limits=Text("All", "Tout"),
)
GRANTS = Grants(
    Settings(
        plugin_call_s=30,
        plugin_call_most_s=100,
        plugin_memory_mb=500,
        plugin_memory_most_mb=1000,
        plugin_network="llm, other",
    )
)


@pytest.mark.parametrize(("asked", "given"), [(0, 30), (10, 10), (60, 60), (5000, 100)])
def test_time_is_given_as_declared_within_what_the_operator_allows(asked, given):
    assert GRANTS.seconds(replace(PLAIN, seconds=asked)) == given


@pytest.mark.parametrize(("asked", "given"), [(0, 500), (100, 500), (800, 800), (5000, 1000)])
def test_a_process_has_memory_for_the_largest_of_its_analyzers(asked, given):
    assert GRANTS.memory_mb([PLAIN, replace(PLAIN, memory_mb=asked)]) == given


def test_the_network_is_granted_by_name():
    assert GRANTS.network("llm")
    assert GRANTS.network("other")
    assert not GRANTS.network("l")


def test_another_grant_makes_another_mark():
    online = replace(PLAIN, network=True)
    marks = {GRANTS.mark("llm", PLAIN), GRANTS.mark("llm", online), GRANTS.mark("no", online)}
    assert len(marks) == 2
    assert GRANTS.mark("llm", replace(PLAIN, seconds=60)) not in marks
