"""Finds plugins, asks each alone, and remembers how each is doing.

One broken plugin is a status, never a crash: in pluggy one raising implementation silences
the rest, and its loader stops at the first broken import, so both are done here one by one.
"""

import threading
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from voicejournal.errors import PluginError
from voicejournal.hooks.asking import Asking
from voicejournal.hooks.check import refuse_unknown_hooks, ungranted
from voicejournal.hooks.isolation.failures import UnfinishedError
from voicejournal.hooks.loading import (
    BUILT_IN,
    GROUP,
    Loader,
    describe,
    found,
    no_settings,
    status_of,
)
from voicejournal.hooks.registered import (
    Kind,
    PluginStatus,
    Registered,
    RegisteredAnalyzer,
    RegisteredNarrator,
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
from voicejournal.hooks.surface import deprecations_noted
from voicejournal.model.note import Problem

if TYPE_CHECKING:  # a plugin's process, which uses this too, has no crew
    from voicejournal.hooks.isolation.crew import Crew

__all__ = ["BUILT_IN", "GROUP", "PluginHost", "PluginStatus", "describe", "no_settings"]


class PluginHost(Asking):
    """Every plugin of this process; made by `app`, never kept in a module."""

    def __init__(
        self,
        settings_of: Callable[[str], PluginSettings] = no_settings,
        crew: "Crew | None" = None,
        emotion: Collection[str] | None = (),
    ) -> None:
        """Start without plugins; each will be shown `settings_of(its name)` alone.

        Args:
            settings_of: The settings of one plugin, by name.
            crew: Runs analyzers in processes of their own; None: they run here.
            emotion: Plugins whose analyzers may infer emotions; None: any.
        """
        super().__init__(settings_of, emotion)
        self.crew = crew
        self._loader = Loader(settings_of, crew)
        self._pending: list[tuple[EntryPoint, Collection[str] | None]] = []
        self._settling = threading.RLock()
        self._noted: defaultdict[str, list[str]] = defaultdict(list)
        """What each plugin uses that is on its way out."""
        self._analyzers: dict[str, RegisteredAnalyzer] = {}
        self._owners: dict[str, str] = {}
        """The plugin of each analyzer: a name is given once, whatever the analyzer looks at."""
        self._week_analyzers: dict[str, RegisteredWeekAnalyzer] = {}
        self._narrators: dict[str, RegisteredNarrator] = {}
        self._voice_measures: list[VoiceMeasure] = []
        self._models: dict[str, Path] = {}

    @classmethod
    def load(
        cls,
        *,
        settings_of: Callable[[str], PluginSettings] = no_settings,
        only: Collection[str] | None = None,
        crew: "Crew | None" = None,
        emotion: Collection[str] | None = (),
    ) -> Self:
        """Find all installed plugins and register them.

        Args:
            settings_of: The settings of one plugin, by name.
            only: Names to register; the others are listed as disabled. None: all.
            crew: Imports them, and runs their analyzers, in processes of their own; these start
                now, and are waited for when somebody first asks for a plugin. None: all here.
            emotion: Plugins whose analyzers may infer emotions; None: any.
        """
        host = cls(settings_of, crew, emotion)
        host._pending = [(entry, only) for entry in found()]
        for entry, _ in host._pending:
            if only is None or entry.name in only:
                host._loader.begin(entry)
        if crew is None:
            host._settle()
        return host

    def close(self) -> None:
        """End the processes of plugins."""
        if self.crew is not None:
            self.crew.close()

    def guard_of(self, plugin: str) -> str:
        """Return what guards a plugin's process; empty where it runs in none."""
        if self.crew is None or self._statuses[plugin].state != "ok":
            return ""
        return self.crew.guard_of(plugin)

    @property
    def broken(self) -> tuple[PluginStatus, ...]:
        """Plugins that are wanted and cannot be used, by name."""
        return tuple(one for one in self.statuses if one.state == "failed")

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
        self._settle()
        return tuple(self._statuses[name] for name in sorted(self._statuses))

    @property
    def analyzers(self) -> tuple[RegisteredAnalyzer, ...]:
        """Every analyzer, by name."""
        self._settle()
        return tuple(self._analyzers[name] for name in sorted(self._analyzers))

    @property
    def week_analyzers(self) -> tuple[RegisteredWeekAnalyzer, ...]:
        """Every analyzer that looks at whole weeks, by name."""
        self._settle()
        return tuple(self._week_analyzers[name] for name in sorted(self._week_analyzers))

    @property
    def narrators(self) -> tuple[RegisteredNarrator, ...]:
        """Everything that says sentences again in other words, by name."""
        self._settle()
        return tuple(self._narrators[name] for name in sorted(self._narrators))

    @property
    def voice_measures(self) -> tuple[VoiceMeasure, ...]:
        """Voice measures that plugins add to the built-in ones, by name."""
        self._settle()
        return tuple(sorted(self._voice_measures, key=lambda one: one.info.name))

    def models(self) -> Mapping[str, Path]:
        """Return the speech models that plugins ship: name → folder."""
        self._settle()
        return dict(self._models)

    def clinic(self) -> Sequence[ExamplePatient]:
        """Return the invented patients of the first plugin that has any."""
        self._settle()
        return self._first("voicejournal_clinic") or ()

    def transcriber(self, name: str) -> Transcriber | None:
        """Return the first transcriber that a plugin offers under `name`.

        Raises:
            VoiceJournalError: A plugin knows it, and says why it cannot be had.
        """
        self._settle()
        answer: Transcriber | None = self._first("voicejournal_transcriber", name=name)
        return answer

    def diarizer(self, name: str) -> Diarizer | None:
        """Return the first diarizer that a plugin offers under `name`; it listens elsewhere.

        Raises:
            VoiceJournalError: A plugin knows it, and says why it cannot be had.
        """
        self._settle()
        plugin, answer = self._first_from("voicejournal_diarizer", name=name)
        return None if answer is None else self._loader.diarizer_apart(plugin, name, answer)

    def self_checks(self) -> tuple[Problem, ...]:
        """Return what keeps plugins from working: failures here, and what they report."""
        self._settle()
        reported = [
            problem
            for name in sorted(self._plugins)
            for problem in self._each(name, "voicejournal_self_check")
        ]
        failed = [
            Problem(stage=status.name, reason=status.reason, fix="Mend or uninstall the plugin.")
            for status in self.broken
        ]
        return (*failed, *self._lacking(), *reported)

    def _lacking(self) -> list[Problem]:
        ones: list[Registered[Any]] = [*self.analyzers, *self.week_analyzers, *self.narrators]
        return ungranted(ones, self.crew.grants.network) if self.crew is not None else []

    def _settle(self) -> None:
        """Register the plugins that were found, once; whoever asks for them meanwhile waits."""
        with self._settling:
            pending, self._pending = self._pending, []
            for entry, only in pending:
                self._load_one(entry, only)
            if pending:
                self._manager.check_pending()

    def _load_one(self, entry: EntryPoint, only: Collection[str] | None) -> None:
        status = status_of(entry)
        self._statuses[entry.name] = status
        if only is not None and entry.name not in only:
            return
        try:
            plugin = self._loader.load(entry, self._noted[entry.name])
        except UnfinishedError as error:
            failed = self._fail(entry.name, f"its module could not be imported: {error.message}.")
            self._statuses[entry.name] = replace(failed, passing=error.passing)
            return
        except PluginError as error:
            self._fail(entry.name, str(error))
            return
        except Exception as error:  # noqa: BLE001 - a plugin call
            self._fail(entry.name, f"its module could not be imported. {describe(error)}")
            return
        del self._statuses[entry.name]
        self.register(
            plugin,
            entry.name,
            distribution=status.distribution,
            version=status.version,
            written_for=status.written_for,
        )

    def _welcome(self, name: str) -> None:
        """Ask a new plugin for all that it registers."""
        self._register_each(name, "voicejournal_analyzers", self._analyzers)
        self._register_each(name, "voicejournal_week_analyzers", self._week_analyzers)
        self._register_each(name, "voicejournal_narrators", self._narrators)
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
            if one.info.infers_emotion and not self._may_infer_emotion(name):
                continue
            owner = self._owners.setdefault(one.info.name, name)
            if owner != name or one.info.name in kept:
                self._fail(name, f"{owner} already has an analyzer called {one.info.name}")
                continue
            kept[one.info.name] = self._loader.apart(one, hook)
