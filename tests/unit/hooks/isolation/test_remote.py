# ruff: noqa: ARG002 - an implementation names its arguments, used or not

"""What stands in the service for objects that run elsewhere."""

import pytest

from voicejournal.hooks.isolation.remote import (
    RemoteAnalyzer,
    RemoteNarrator,
    RemoteWeekAnalyzer,
    away,
)


class Both:
    """Looks at notes and at weeks, and says sentences again."""

    def analyze(self, note):
        return ()

    def analyze_week(self, week):
        return ()

    def retell(self, sources):
        return ()


@pytest.mark.parametrize(
    ("hook", "kind"),
    [
        ("voicejournal_analyzers", RemoteAnalyzer),
        ("voicejournal_week_analyzers", RemoteWeekAnalyzer),
        ("voicejournal_narrators", RemoteNarrator),
    ],
)
def test_an_object_that_does_several_things_is_asked_for_what_its_hook_brought(hook, kind):
    stands = away(None, "mine", hook, Both(), None)
    assert type(stands) is kind
    assert away(None, "mine", hook, stands, None) is stands
