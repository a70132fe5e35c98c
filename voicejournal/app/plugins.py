"""The plugins of one practice, each shown what its operator wrote for it alone."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from voicejournal.errors import SettingsError
from voicejournal.hooks.host import PluginHost
from voicejournal.hooks.isolation.crew import Crew
from voicejournal.hooks.registered import PluginStatus
from voicejournal.hooks.spec import PluginSettings
from voicejournal.model.tally import Tally
from voicejournal.settings import Settings

FIX = "Write one table a plugin, for example [llm], with one line a setting below it."


def load_plugins(settings: Settings) -> PluginHost:
    """Find all installed plugins, each to run in a process of its own with its own settings.

    Raises:
        SettingsError: The file of plugin settings cannot be read.
    """
    told = read_plugin_settings(settings.plugins_toml)
    crew = Crew(settings) if settings.plugin_isolation == "process" else None
    return PluginHost.load(
        settings_of=lambda plugin: told.get(plugin, {}),
        crew=crew,
        emotion=settings.plugins_with_emotion,
    )


def read_plugin_settings(file: Path) -> Mapping[str, PluginSettings]:
    """Return what the operator tells each plugin: plugin → setting → value.

    Values are handed on as text, `true` and `false` for switches. No file: nothing is told.

    Raises:
        SettingsError: It is not one table a plugin of plain values.
    """
    if not file.exists():
        return {}
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        msg = f"{file.name} cannot be read: {error}."
        raise SettingsError(msg, fix=FIX) from error
    return {plugin: _plain(plugin, table, file) for plugin, table in tables.items()}


def _plain(plugin: str, table: object, file: Path) -> PluginSettings:
    if not isinstance(table, dict):
        msg = f"{file.name}: {plugin} stands outside of any table."
        raise SettingsError(msg, fix=FIX)
    nested = [name for name, value in table.items() if isinstance(value, dict | list)]
    if nested:
        msg = f"{file.name}: {plugin}.{nested[0]} is not a plain value."
        raise SettingsError(msg, fix=FIX)
    return {name: _text(value) for name, value in table.items()}


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class PluginDoing:
    """One plugin as an operator sees it."""

    status: PluginStatus
    guard: str
    """What refuses it the network and other programs; empty: it runs inside the service."""
    network: bool
    """Whether the operator lets it reach the network."""
    tallies: tuple[Tally, ...]
    """Of its analyzers; older versions first."""


def doing(plugins: PluginHost, tallies: Iterable[Tally]) -> tuple[PluginDoing, ...]:
    """Put together what is known of each plugin, by name."""
    counted = defaultdict(list)
    for one in tallies:
        counted[one.plugin].append(one)
    return tuple(
        PluginDoing(
            status=status,
            guard=plugins.guard_of(status.name),
            network=plugins.crew is not None and plugins.crew.grants.network(status.name),
            tallies=tuple(counted[status.name]),
        )
        for status in plugins.statuses
    )
