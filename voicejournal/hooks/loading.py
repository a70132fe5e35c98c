"""Finds installed plugins and imports each: here, or in a process of its own."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, Any

import pluggy

from voicejournal.errors import PluginError
from voicejournal.hooks import spec
from voicejournal.hooks.isolation.limits import Installed
from voicejournal.hooks.isolation.listening import diarizer_away
from voicejournal.hooks.isolation.remote import StandIn, away
from voicejournal.hooks.registered import Kind, PluginStatus, Registered
from voicejournal.hooks.spec import Diarizer, PluginSettings
from voicejournal.hooks.surface import deprecations_noted, refuse_other_surface, written_for

if TYPE_CHECKING:  # a plugin's process, which uses this too, has no crew
    from voicejournal.hooks.isolation.crew import Crew

GROUP = "voicejournal"
"""The entry-point group of plugins."""
BUILT_IN = "standard"
"""Registers first and so answers last: an installed plugin goes before ours."""
OURS = frozenset(
    f"voicejournal-{name}" for name in ("demo", "emotion", "llm", "pyannote", "standard")
)
"""Distributions that are released with the service, which imports them. Every other one is
imported by its own process, where plugins are isolated."""


def no_settings(_plugin: str) -> PluginSettings:
    """Answer that no plugin has settings."""
    return {}


def found() -> Sequence[EntryPoint]:
    """Return all installed plugins, in the order in which they register."""
    return sorted(entry_points(group=GROUP), key=lambda one: (one.name != BUILT_IN, one.name))


def status_of(entry: EntryPoint) -> PluginStatus:
    """Return what is known of a plugin before it is imported."""
    return PluginStatus(
        name=entry.name,
        distribution=entry.dist.name if entry.dist else "",
        version=entry.dist.version if entry.dist else "",
        state="disabled",
        reason="turned off in the settings",
        written_for=written_for(entry.dist.requires if entry.dist else None),
    )


class Loader:
    """Imports plugins for one host."""

    def __init__(self, settings_of: Callable[[str], PluginSettings], crew: "Crew | None") -> None:
        """Import here where there is no crew."""
        self._settings_of = settings_of
        self._crew = crew

    def begin(self, entry: EntryPoint) -> None:
        """Start the process that is to import a plugin, without waiting for it."""
        if self._crew is not None and _is_strange(entry):
            self._crew.begin(self._installed(entry))

    def load(self, entry: EntryPoint, noted: list[str]) -> Any:
        """Return the plugin itself, or what stands in for one that runs elsewhere.

        Args:
            entry: The plugin.
            noted: Takes what it uses that is on its way out.

        Raises:
            PluginError: It was written for another service, or its own process could not load it.
            Exception: Whatever its import raised, where it is imported here.
        """
        refuse_other_surface(written_for(entry.dist.requires if entry.dist else None))
        if self._crew is None or not _is_strange(entry):
            if self._crew is not None:
                self._crew.know(self._installed(entry))
            with deprecations_noted(noted):
                return entry.load()
        described = self._crew.describe(self._installed(entry))
        noted += described.deprecations
        if described.failed:
            raise PluginError(described.failed)
        return StandIn(self._crew, entry.name, described, partial(_hooks_here, entry))

    def apart(self, one: Registered[Kind], hook: str) -> Registered[Kind]:
        """Have what a hook brought and was imported here run in its plugin's own process."""
        if self._crew is None or not self._crew.knows(one.plugin):
            return one
        granted = self._crew.grants.mark(one.plugin, one.info)
        away_from_here = away(self._crew, one.plugin, hook, one.analyzer, one.info)
        return replace(one, analyzer=away_from_here, granted=granted)

    def diarizer_apart(self, plugin: str, name: str, diarizer: Diarizer) -> Diarizer:
        """Have a diarizer that was named here listen in a process of its plugin."""
        if self._crew is None or not self._crew.knows(plugin):
            return diarizer
        return diarizer_away(self._crew, plugin, name, diarizer)

    def _installed(self, entry: EntryPoint) -> Installed:
        settings = self._settings_of(entry.name)
        return Installed(name=entry.name, value=entry.value, settings=settings)


def _is_strange(entry: EntryPoint) -> bool:
    return entry.dist is None or entry.dist.name not in OURS


def _hooks_here(entry: EntryPoint) -> pluggy.HookRelay:
    """Import a plugin into this process, for hooks whose answers are used here."""
    manager = pluggy.PluginManager(spec.PROJECT)
    manager.add_hookspecs(spec)
    manager.register(entry.load(), entry.name)
    return manager.hook


def describe(error: Exception) -> str:
    """Say what a plugin raised while no note was near: its own words may be shown."""
    return f"{type(error).__name__}: {error}"
