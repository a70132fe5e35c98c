"""What stands in the service for a plugin that runs in a process of its own."""

import threading
import weakref
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from inspect import signature
from typing import TYPE_CHECKING, Any

from pluggy import HookRelay

from voicejournal.errors import PluginError
from voicejournal.hooks import spec
from voicejournal.hooks.isolation.told import Described
from voicejournal.hooks.protocols import PluginSettings
from voicejournal.hooks.spec import hookimpl
from voicejournal.model.finding import AnalyzerInfo, Finding
from voicejournal.model.note import NoteView
from voicejournal.model.retelling import Retold, Source
from voicejournal.model.text import Text
from voicejournal.model.units import Missing
from voicejournal.model.voice import Heard, MeasureInfo
from voicejournal.model.weekview import WeekFinding, WeekView

if TYPE_CHECKING:  # a plugin's process, which uses this too, has no crew
    from voicejournal.hooks.isolation.crew import Crew

AWAY = frozenset(
    {
        "voicejournal_analyzers",
        "voicejournal_week_analyzers",
        "voicejournal_narrators",
        "voicejournal_voice_measures",
    }
)
"""Hooks whose objects are asked in the plugin's own process. For every other one the plugin is
imported into the service too, once it has come up in its own process and when it is first
asked."""


@dataclass(frozen=True, slots=True)
class RemoteAnalyzer:
    """An analyzer of notes that runs elsewhere."""

    crew: "Crew"
    plugin: str
    info: AnalyzerInfo

    def analyze(self, note: NoteView) -> Iterable[Finding]:
        """Return what it finds in a note."""
        found: tuple[Finding, ...] = self.crew.call(self.plugin, "note", self.info, note)
        return found


@dataclass(frozen=True, slots=True)
class RemoteWeekAnalyzer:
    """An analyzer of weeks that runs elsewhere."""

    crew: "Crew"
    plugin: str
    info: AnalyzerInfo

    def analyze_week(self, week: WeekView) -> Iterable[WeekFinding]:
        """Return what it finds in a week."""
        found: tuple[WeekFinding, ...] = self.crew.call(self.plugin, "week", self.info, week)
        return found


@dataclass(frozen=True, slots=True)
class RemoteNarrator:
    """A narrator that runs elsewhere."""

    crew: "Crew"
    plugin: str
    info: AnalyzerInfo

    def retell(self, sources: Sequence[Source]) -> Iterable[Retold]:
        """Return what it makes of sentences."""
        told: tuple[Retold, ...] = self.crew.call(self.plugin, "retell", self.info, sources)
        return told


STANDS_IN: Mapping[str, type[RemoteAnalyzer | RemoteWeekAnalyzer | RemoteNarrator]] = {
    "voicejournal_analyzers": RemoteAnalyzer,
    "voicejournal_week_analyzers": RemoteWeekAnalyzer,
    "voicejournal_narrators": RemoteNarrator,
}
"""What stands for what a hook brings; one object may be brought by several, as ours are."""


def away(crew: "Crew", plugin: str, hook: str, analyzer: Any, info: AnalyzerInfo) -> Any:
    """Return what stands for an analyzer; for itself, where it stands for one already."""
    if isinstance(analyzer, tuple(STANDS_IN.values())):
        return analyzer
    return STANDS_IN[hook](crew, plugin, info)


Numbers = Mapping[str, float | Missing]


@dataclass(slots=True)
class Taking:
    """Takes all measures that one plugin has for one purpose: the sound is sent to it once."""

    crew: "Crew"
    plugin: str
    purpose: str
    """Of consent: what is not allowed is not taken along with what is."""
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _of: "weakref.ref[Any] | None" = None
    """The samples that the numbers are of; not held."""
    _numbers: Numbers | PluginError = field(default_factory=dict)

    def numbers(self, heard: Heard) -> Numbers:
        """Return every measure of the plugin.

        Raises:
            PluginError: There is no answer, or none that can be used.
        """
        samples = heard.waveform.samples
        with self._lock:
            if self._of is None or self._of() is not samples:
                self._numbers = self._taken(heard)
                self._of = weakref.ref(samples)
            numbers = self._numbers
        if isinstance(numbers, PluginError):
            raise numbers
        return numbers

    @property
    def _info(self) -> AnalyzerInfo:
        return replace(MEASURES, name=self.purpose)

    def _taken(self, heard: Heard) -> Numbers | PluginError:
        try:
            numbers: Numbers = self.crew.call(self.plugin, "measure", self._info, heard)
        except PluginError as error:
            return error
        return numbers


@dataclass(frozen=True, slots=True)
class RemoteMeasure:
    """A voice measure that is taken elsewhere."""

    taking: Taking
    info: MeasureInfo

    def measure(self, heard: Heard) -> float | Missing:
        """Return the number, or why there is none."""
        return self.taking.numbers(heard).get(self.info.name, Missing("the measure gave no number"))


MEASURES = AnalyzerInfo(
    name="",
    version="",
    title=Text("Voice measures", "Mesures de la voix"),
    needs=frozenset(),
    languages=frozenset({"*"}),
    limits=Text("", ""),
)
"""As what the taking of measures is counted and limited."""


class StandIn:
    """Implements the hooks of a plugin by asking its process."""

    def __init__(
        self, crew: "Crew", plugin: str, described: Described, load: Callable[[], HookRelay]
    ) -> None:
        """Offer what was described; `load` imports the plugin here, where a hook needs that."""
        self._load = load
        self._hooks: HookRelay | None = None
        taking = {
            purpose: Taking(crew, plugin, purpose)
            for purpose in {one.purpose for one in described.measures}
        }
        notes = [RemoteAnalyzer(crew, plugin, one) for one in described.analyzers]
        weeks = [RemoteWeekAnalyzer(crew, plugin, one) for one in described.week_analyzers]
        narrators = [RemoteNarrator(crew, plugin, one) for one in described.narrators]
        measures = [RemoteMeasure(taking[one.purpose], one) for one in described.measures]
        self._offer("voicejournal_analyzers", notes)
        self._offer("voicejournal_week_analyzers", weeks)
        self._offer("voicejournal_narrators", narrators)
        self._offer("voicejournal_voice_measures", measures)
        for hook in described.hooks - AWAY:
            setattr(self, hook, hookimpl(self._asking(hook)))

    def _offer(self, hook: str, objects: Sequence[object]) -> None:
        def bring(settings: PluginSettings) -> Sequence[object]:  # noqa: ARG001 - its process knows
            return objects

        if objects:
            setattr(self, hook, hookimpl(bring))

    def _asking(self, hook: str) -> Callable[..., Any]:
        def ask(settings: PluginSettings) -> Any:
            answers = getattr(self._here(), hook)(settings=settings)
            return answers[0] if isinstance(answers, list) and answers else answers

        def ask_for(name: str, settings: PluginSettings) -> Any:
            return getattr(self._here(), hook)(name=name, settings=settings)

        return ask_for if "name" in signature(getattr(spec, hook)).parameters else ask

    def _here(self) -> HookRelay:
        if self._hooks is None:
            self._hooks = self._load()
        return self._hooks
