"""Fixtures for pytest: `pytest_plugins = ["voicejournal.testing.fixtures"]` in a `conftest.py`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import pytest

from voicejournal.errors import PluginError
from voicejournal.findings.analyze import analyze
from voicejournal.findings.week import analyze_week
from voicejournal.hooks.host import PluginHost
from voicejournal.hooks.registered import PluginStatus
from voicejournal.hooks.spec import VoiceMeasure
from voicejournal.model.finding import NoteFindings
from voicejournal.model.note import NoteView, Problem
from voicejournal.model.weekview import WeekFindings, WeekView


@dataclass(frozen=True, slots=True)
class UsedPlugin:
    """One plugin as the service uses it: asked alone, its answers checked and stamped."""

    host: PluginHost

    @property
    def status(self) -> PluginStatus:
        """How it is doing: what `plugins list` shows."""
        return self.host.statuses[0]

    def find(self, note: NoteView) -> NoteFindings:
        """Return what its analyzers find in a note, and which of them gave no answer."""
        return analyze(note, self.host.analyzers)

    def find_in_week(self, week: WeekView) -> WeekFindings:
        """Return what its analyzers of weeks find in a week."""
        return analyze_week(week, self.host.week_analyzers)

    @property
    def voice_measures(self) -> tuple[VoiceMeasure, ...]:
        """The measures that it brings."""
        return self.host.voice_measures

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What keeps it from working."""
        return self.host.self_checks()


UsePlugin: TypeAlias = Callable[..., UsedPlugin]


@pytest.fixture
def use_plugin() -> UsePlugin:
    """Return a function that registers a plugin: `use_plugin(module, settings={...})`."""

    def use(plugin: Any, *, settings: Mapping[str, str] | None = None) -> UsedPlugin:
        host = PluginHost(lambda _name: settings or {})
        status = host.register(plugin, "tested")
        if status.state == "failed":
            raise PluginError(status.reason)
        return UsedPlugin(host)

    return use
