"""Finds plugins, asks each alone, and remembers how each is doing.

One broken plugin is a status, never a crash: in pluggy one raising implementation silences
the rest, and its loader stops at the first broken import, so both are done here one by one.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any, Self

import pluggy
import structlog

from voicejournal.errors import PluginError, VoiceJournalError
from voicejournal.hooks import spec
from voicejournal.hooks.check import refuse_unknown_hooks
from voicejournal.hooks.registered import (
    Kind,
    PluginStatus,
    Registered,
    RegisteredAnalyzer,
    RegisteredWeekAnalyzer,
    registered,
)
from voicejournal.hooks.spec import (
    Diarizer,
    ExamplePatient,
    PluginSettings,
    Transcriber,
    VoiceMeasure,
)
from voicejournal.hooks.surface import (
    deprecations_noted,
    refuse_other_surface,
    written_for,
)
from voicejournal.model.note import Problem

__all__ = ["BUILT_IN", "GROUP", "PluginHost", "PluginStatus", "RegisteredAnalyzer", "no_settings"]

GROUP = "voicejournal"
"""The entry-point group of plugins."""
BUILT_IN = "standard"
"""Registers first and so answers last: an installed plugin goes before ours."""

log = structlog.get_logger()


def no_settings(_plugin: str) -> PluginSettings:
    """Answer that no plugin has settings."""
    return {}


class PluginHost:
    """Every plugin of this process; made by `app`, never kept in a module."""

    def __init__(self, settings_of: Callable[[str], PluginSettings] = no_settings) -> None:
        """Start without plugins; each will be shown `settings_of(its name)` alone."""
        self._manager = pluggy.PluginManager(spec.PROJECT)
        self._manager.add_hookspecs(spec)
        self._settings_of = settings_of
        self._statuses: dict[str, PluginStatus] = {}
        self._noted: defaultdict[str, list[str]] = defaultdict(list)
        """What each plugin uses that is on its way out."""
        self._plugins: dict[str, Any] = {}
        self._analyzers: dict[str, RegisteredAnalyzer] = {}
        self._owners: dict[str, str] = {}
        """The plugin of each analyzer: a name is given once, whatever the analyzer looks at."""
        self._week_analyzers: dict[str, RegisteredWeekAnalyzer] = {}
        self._voice_measures: list[VoiceMeasure] = []
        self._models: dict[str, Path] = {}

    @classmethod
    def load(
        cls,
        *,
        settings_of: Callable[[str], PluginSettings] = no_settings,
        only: Collection[str] | None = None,
    ) -> Self:
        """Find all installed plugins and register them.

        Args:
            settings_of: The settings of one plugin, by name.
            only: Names to register; the others are listed as disabled. None: all.
        """
        host = cls(settings_of)
        found = sorted(entry_points(group=GROUP), key=lambda one: (one.name != BUILT_IN, one.name))
        for entry in found:
            host._load_one(entry, only)
        host._manager.check_pending()
        return host

    def register(
        self,
        plugin: Any,
        name: str,
        *,
        distribution: str = "",
        version: str = "",
        written_for: str = "",
    ) -> PluginStatus:
        """Register one module or object and ask it what it brings."""
        status = PluginStatus(
            name=name,
            distribution=distribution,
            version=version,
            state="ok",
            written_for=written_for,
        )
        if name in self._statuses:
            # The first keeps the name, or a stranger could take over a plugin's settings.
            return replace(
                status, state="failed", reason=f"another plugin is called {name}: rename one"
            )
        self._statuses[name] = status
        try:
            refuse_unknown_hooks(plugin, self._manager)
            with deprecations_noted(self._noted[name]):
                self._manager.register(plugin, name)
        except Exception as error:  # noqa: BLE001 - a plugin call
            return self._fail(name, describe(error))
        self._plugins[name] = plugin
        self._welcome(name)
        return self._statuses[name]

    @property
    def statuses(self) -> tuple[PluginStatus, ...]:
        """Every plugin found, by name."""
        return tuple(self._statuses[name] for name in sorted(self._statuses))

    @property
    def analyzers(self) -> tuple[RegisteredAnalyzer, ...]:
        """Every analyzer, by name."""
        return tuple(self._analyzers[name] for name in sorted(self._analyzers))

    @property
    def week_analyzers(self) -> tuple[RegisteredWeekAnalyzer, ...]:
        """Every analyzer that looks at whole weeks, by name."""
        return tuple(self._week_analyzers[name] for name in sorted(self._week_analyzers))

    @property
    def voice_measures(self) -> tuple[VoiceMeasure, ...]:
        """Voice measures that plugins add to the built-in ones, by name."""
        return tuple(sorted(self._voice_measures, key=lambda one: one.info.name))

    def models(self) -> Mapping[str, Path]:
        """Return the speech models that plugins ship: name → folder."""
        return dict(self._models)

    def clinic(self) -> Sequence[ExamplePatient]:
        """Return the invented patients of the first plugin that has any."""
        return self._first("voicejournal_clinic") or ()

    def transcriber(self, name: str) -> Transcriber | None:
        """Return the first transcriber that a plugin offers under `name`.

        Raises:
            VoiceJournalError: A plugin knows it, and says why it cannot be had.
        """
        answer: Transcriber | None = self._first("voicejournal_transcriber", name=name)
        return answer

    def diarizer(self, name: str) -> Diarizer | None:
        """Return the first diarizer that a plugin offers under `name`.

        Raises:
            VoiceJournalError: A plugin knows it, and says why it cannot be had.
        """
        answer: Diarizer | None = self._first("voicejournal_diarizer", name=name)
        return answer

    def self_checks(self) -> tuple[Problem, ...]:
        """Return what keeps plugins from working: failures here, and what they report."""
        reported = [
            problem
            for name in sorted(self._plugins)
            for problem in self._each(name, "voicejournal_self_check")
        ]
        failed = [
            Problem(stage=status.name, reason=status.reason, fix="Mend or uninstall the plugin.")
            for status in self.statuses
            if status.state == "failed"
        ]
        return (*failed, *reported)

    def _load_one(self, entry: EntryPoint, only: Collection[str] | None) -> None:
        distribution = entry.dist.name if entry.dist else ""
        version = entry.dist.version if entry.dist else ""
        status = PluginStatus(
            name=entry.name,
            distribution=distribution,
            version=version,
            state="disabled",
            reason="turned off in the settings",
            written_for=written_for(entry.dist.requires if entry.dist else None),
        )
        if only is not None and entry.name not in only:
            self._statuses[entry.name] = status
            return
        try:
            refuse_other_surface(status.written_for)
            with deprecations_noted(self._noted[entry.name]):
                plugin = entry.load()
        except PluginError as error:
            self._statuses[entry.name] = status
            self._fail(entry.name, str(error))
            return
        except Exception as error:  # noqa: BLE001 - a plugin call
            self._statuses[entry.name] = status
            self._fail(entry.name, f"its module could not be imported. {describe(error)}")
            return
        self.register(
            plugin,
            entry.name,
            distribution=distribution,
            version=version,
            written_for=status.written_for,
        )

    def _welcome(self, name: str) -> None:
        """Ask a new plugin for all that it registers."""
        self._register_each(name, "voicejournal_analyzers", self._analyzers)
        self._register_each(name, "voicejournal_week_analyzers", self._week_analyzers)
        mine = tuple(sorted(known for known, owner in self._owners.items() if owner == name))
        self._statuses[name] = replace(
            self._statuses[name], analyzers=mine, deprecations=tuple(self._noted[name])
        )
        self._voice_measures += self._each(name, "voicejournal_voice_measures")
        for models in self._guarded(name, "voicejournal_models", lambda answers: answers):
            self._models.update(models)

    def _register_each(self, name: str, hook: str, kept: dict[str, Registered[Kind]]) -> None:
        """Register all analyzers that one hook of one plugin brings; a name is given once."""
        for analyzer in self._each(name, hook):
            try:
                one = registered(name, analyzer, self._settings_of(name))
            except Exception as error:  # noqa: BLE001 - a plugin call: `info` is its code
                self._fail(name, describe(error))
                continue
            owner = self._owners.setdefault(one.info.name, name)
            if owner != name or one.info.name in kept:
                self._fail(name, f"{owner} already has an analyzer called {one.info.name}")
                continue
            kept[one.info.name] = one

    def _each(self, name: str, hook: str) -> list[Any]:
        """Ask one plugin for a list."""
        return self._guarded(name, hook, lambda answers: [one for some in answers for one in some])

    def _guarded(self, name: str, hook: str, read: Callable[[Any], list[Any]]) -> list[Any]:
        """Ask one plugin and read its answers; what breaks either way is its failure alone."""
        try:
            return read(self._ask(name, hook))
        except Exception as error:  # noqa: BLE001 - a plugin call: its iterables are its code too
            self._fail(name, f"{hook}: {describe(error)}")
            return []

    def _first(self, hook: str, **arguments: str) -> Any:
        for plugin in reversed(self._plugins):
            try:
                answer = self._ask(plugin, hook, **arguments)
            except VoiceJournalError:
                raise
            except Exception as error:  # noqa: BLE001 - a plugin call
                self._fail(plugin, f"{hook}: {describe(error)}")
                continue
            if answer is not None:
                return answer
        return None

    def _ask(self, plugin: str, hook: str, **arguments: Any) -> Any:
        """Call one hook of one plugin, with that plugin's settings alone."""
        others = [one for name, one in self._plugins.items() if name != plugin]
        caller = self._manager.subset_hook_caller(hook, others)
        return caller(settings=self._settings_of(plugin), **arguments)

    def _fail(self, name: str, reason: str) -> PluginStatus:
        log.warning("plugin_failed", plugin=name)
        self._statuses[name] = replace(self._statuses[name], state="failed", reason=reason)
        return self._statuses[name]


def describe(error: Exception) -> str:
    """Say what a plugin raised while no note was near: its own words may be shown."""
    return f"{type(error).__name__}: {error}"
