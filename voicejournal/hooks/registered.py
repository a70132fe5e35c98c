"""What the host keeps of each plugin and of each analyzer that it registered."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, Literal, TypeAlias, TypeVar

from voicejournal.hooks.spec import Analyzer, Narrator, PluginSettings, WeekAnalyzer
from voicejournal.model.finding import AnalyzerInfo, Provenance
from voicejournal.model.purpose import PURPOSES, Grants

Kind = TypeVar("Kind", Analyzer, WeekAnalyzer, Narrator)

PluginState = Literal["ok", "failed", "disabled"]

SERVICE = "voicejournal"
"""The plugin name that stands in provenance for the service's own measures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PluginStatus:
    """How one plugin is doing: what `plugins list` shows."""

    name: str
    distribution: str
    version: str
    state: PluginState
    reason: str = ""
    """Why it does not work, and what to do; empty where it does."""
    analyzers: tuple[str, ...] = ()
    written_for: str = ""
    """Minor version of the public surface that it asks for; empty where it does not say."""
    deprecations: tuple[str, ...] = ()
    """What it uses that still works and is on its way out."""
    infers_emotion: bool = False
    """It says that it infers emotions."""
    passing: bool = False
    """Its process did not come up in time: another time it may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered(Generic[Kind]):
    """An analyzer with all that the host knows about where it comes from."""

    plugin: str
    analyzer: Kind
    info: AnalyzerInfo
    """Read once, at registration."""
    settings_digest: str = ""
    granted: str = ""
    """A mark of the time, memory and network that its process has; empty where it has none."""

    @property
    def provenance(self) -> Provenance:
        """What the host stamps on its findings."""
        return Provenance(
            plugin=self.plugin,
            analyzer=self.info.name,
            version=self.info.version,
            settings_digest=self.settings_digest,
        )


RegisteredAnalyzer: TypeAlias = Registered[Analyzer]
RegisteredWeekAnalyzer: TypeAlias = Registered[WeekAnalyzer]
RegisteredNarrator: TypeAlias = Registered[Narrator]


def allowed(ones: Iterable[Registered[Kind]], grants: Grants) -> tuple[Registered[Kind], ...]:
    """Return the analyzers whose purpose is granted."""
    return tuple(one for one in ones if grants.allows(one.info.purpose))


def digest(settings: PluginSettings) -> str:
    """Return a short mark that differs where settings differ; empty without settings."""
    if not settings:
        return ""
    written = json.dumps(sorted(settings.items())).encode()
    return hashlib.sha256(written).hexdigest()[:12]


def registered(
    plugin: str, analyzer: Kind, settings: PluginSettings | None = None
) -> Registered[Kind]:
    """Register one analyzer.

    Raises:
        TypeError: It does not say what it is.
    """
    info: object = analyzer.info  # a stranger's answer: mypy's word is not enough
    if not isinstance(info, AnalyzerInfo):
        msg = f"{type(analyzer).__name__}.info is a {type(info).__name__}, not an AnalyzerInfo"
        raise TypeError(msg)
    if info.purpose not in PURPOSES:
        msg = f"{info.name} falls under the purpose {info.purpose}, which no patient is asked about"
        raise TypeError(msg)
    if info.infers_emotion and info.purpose != "emotion":
        msg = f"{info.name} infers emotions, and has to fall under the purpose emotion"
        raise TypeError(msg)
    return Registered(
        plugin=plugin, analyzer=analyzer, info=info, settings_digest=digest(settings or {})
    )
