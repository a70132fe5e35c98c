"""Asks each plugin alone: one that raises is a status, and silences nobody."""

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any

import pluggy

from voicejournal.errors import VoiceJournalError
from voicejournal.hooks import spec
from voicejournal.hooks.loading import describe
from voicejournal.hooks.registered import PluginStatus
from voicejournal.hooks.spec import PluginSettings

OFF = "it infers emotions, which is off: VOICEJOURNAL_PLUGIN_EMOTION={name} turns it on"


class Asking:
    """Plugins that are registered, and how each is doing."""

    def __init__(
        self, settings_of: Callable[[str], PluginSettings], emotion: Collection[str] | None
    ) -> None:
        """Start without plugins; each will be shown `settings_of(its name)` alone.

        Args:
            settings_of: The settings of one plugin, by name.
            emotion: Plugins whose analyzers may infer emotions; None: any.
        """
        self._emotion = emotion
        self._manager = pluggy.PluginManager(spec.PROJECT)
        self._manager.add_hookspecs(spec)
        self._settings_of = settings_of
        self._statuses: dict[str, PluginStatus] = {}
        self._plugins: dict[str, Any] = {}

    def hooks_of(self, name: str) -> frozenset[str]:
        """Return the hooks that a plugin implements; none where it is not registered."""
        plugin = self._plugins.get(name)
        callers = self._manager.get_hookcallers(plugin) if plugin is not None else ()
        return frozenset(one.name for one in callers or ())

    def _each(self, name: str, hook: str) -> list[Any]:
        """Ask one plugin for a list."""
        return self._guarded(name, hook, lambda answers: [one for some in answers for one in some])

    def _guarded(self, name: str, hook: str, read: Callable[[Any], list[Any]]) -> list[Any]:
        """Ask one plugin and read its answers; what breaks is its failure alone."""
        try:
            return read(self._ask(name, hook))
        except Exception as error:  # noqa: BLE001 - a plugin call: its iterables are its code too
            self._fail(name, f"{hook}: {describe(error)}")
            return []

    def _first(self, hook: str, **arguments: str) -> Any:
        """Return the first answer of any plugin."""
        return self._first_from(hook, **arguments)[1]

    def _first_from(self, hook: str, **arguments: str) -> tuple[str, Any]:
        """Return the first answer, and whose it is; the answer is None where there is none."""
        for plugin in reversed(self._plugins):
            try:
                answer = self._ask(plugin, hook, **arguments)
            except VoiceJournalError:
                raise
            except Exception as error:  # noqa: BLE001 - a plugin call
                self._fail(plugin, f"{hook}: {describe(error)}")
                continue
            if answer is not None:
                return plugin, answer
        return "", None

    def _ask(self, plugin: str, hook: str, **arguments: Any) -> Any:
        """Call one hook of one plugin, with that plugin's settings alone."""
        others = [one for name, one in self._plugins.items() if name != plugin]
        caller = self._manager.subset_hook_caller(hook, others)
        return caller(settings=self._settings_of(plugin), **arguments)

    def _fail(self, name: str, reason: str) -> PluginStatus:
        import structlog  # noqa: PLC0415 - loads slowly, and a plugin's process has no log

        structlog.get_logger().warning("plugin_failed", plugin=name)
        self._statuses[name] = replace(self._statuses[name], state="failed", reason=reason)
        return self._statuses[name]

    def _may_infer_emotion(self, name: str) -> bool:
        """Tell whether a plugin may infer emotions, and note that it would."""
        may = self._emotion is None or name in self._emotion
        reason = "" if may else OFF.format(name=name)
        self._statuses[name] = replace(self._statuses[name], infers_emotion=True, reason=reason)
        return may
