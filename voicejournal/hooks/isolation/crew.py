"""The processes of all plugins of a service: kept warm, replaced when they end, limited."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from voicejournal.errors import ModelMissingError, RefusedFindingError
from voicejournal.hooks.isolation.failures import EndedError, UnfinishedError, Why
from voicejournal.hooks.isolation.grants import Grants
from voicejournal.hooks.isolation.keeping import Keeping
from voicejournal.hooks.isolation.limits import Installed, Limits
from voicejournal.hooks.isolation.process import PluginProcess
from voicejournal.hooks.isolation.tallies import Call, Tallies
from voicejournal.hooks.isolation.told import LARGE, Answer, Described, Kind, read
from voicejournal.model.finding import AnalyzerInfo
from voicejournal.settings import Settings

RESTS_AFTER = 3
"""Calls in a row that ended the process. Assumed: once is bad luck, three times are a habit."""
RESTS_S = 600.0
CLOSES_S = 2.0
"""So long a call whose process was just ended may take to notice."""


@dataclass(slots=True, eq=False, weakref_slot=True)
class Seat:
    """The process of one plugin, and how it has been doing; one call at a time."""

    plugin: Installed
    limits: Limits
    lock: threading.Lock = field(default_factory=threading.Lock)
    process: PluginProcess | None = None
    used_at: float = 0.0
    in_a_row: dict[str, int] = field(default_factory=dict)
    """Calls of each analyzer that ended the process, one after another."""
    rests_until: dict[str, float] = field(default_factory=dict)


class Crew:
    """All plugins' processes; safe to share between threads."""

    def __init__(self, settings: Settings, *, clock: Callable[[], float] = time.monotonic) -> None:
        """Prepare; nothing is started before it is needed."""
        self.grants = Grants(settings)
        self.tallies = Tallies()
        self._settings = settings
        self._clock = clock
        self._lock = threading.Lock()
        self._seats: dict[tuple[str, bool, bool], Seat] = {}
        self._plugins: dict[str, Installed] = {}
        self._described: dict[str, Described] = {}
        self._keeping = Keeping(idle_s=settings.model_idle_s)

    def know(self, plugin: Installed) -> None:
        """Remember a plugin, so that it can be asked."""
        self._plugins[plugin.name] = plugin

    def knows(self, plugin: str) -> bool:
        """Tell whether a plugin runs in a process of its own."""
        return plugin in self._plugins

    def begin(self, plugin: Installed) -> None:
        """Start the process of a plugin without waiting for it."""
        self.know(plugin)
        seat = self._seat(plugin.name, network=False)
        with seat.lock:
            seat.process = self._started(seat)

    def describe(self, plugin: Installed) -> Described:
        """Return what a plugin brings, as its own process found it.

        Raises:
            UnfinishedError: Its process did not come up.
        """
        self.know(plugin)
        seat = self._seat(plugin.name, network=False)
        try:
            with seat.lock:
                process = self._process(seat)
                described = process.describe(self._settings.plugin_start_s)
        except EndedError as ended:
            raise UnfinishedError(ended.why, ended.detail) from None
        self._described[plugin.name] = described
        with seat.lock:
            self._fit(seat)
        return described

    def call(self, plugin: str, kind: Kind, info: AnalyzerInfo, subject: object) -> Any:
        """Ask one analyzer or diarizer, or all measures of a plugin, and return what it found.

        Raises:
            UnfinishedError: There is no answer.
            RefusedFindingError: The answer cannot be used.
            ModelMissingError: It lacks a model, and says how to get it.
        """
        with self._counted(plugin, info) as call:
            if info.network and not self.grants.network(plugin):
                raise UnfinishedError(Why.NOT_GRANTED)
            seat = self._seat(plugin, network=info.network, large=kind in LARGE)
            with seat.lock:
                call.begin()
                answer = self._answer(seat, kind, info, subject)
            _judge(answer, seat.limits)
            return read(kind, answer.content)

    def close(self) -> None:
        """End every process."""
        with self._lock:
            seats = tuple(self._seats.values())
        for seat in seats:
            if seat.process is not None:
                # Not under the seat's lock: a call that runs now is not waited for; it ends too.
                seat.process.kill()
            if seat.lock.acquire(timeout=CLOSES_S):
                self._end(seat)
                seat.lock.release()
        self._keeping.close()

    def pid_of(self, plugin: str) -> int | None:
        """Return the number of a plugin's process, or None where none runs now."""
        seat = self._seats.get((plugin, False, False))
        process = seat.process if seat else None
        return process.pid if process is not None and process.alive else None

    def guard_of(self, plugin: str) -> str:
        """Return what stands between a plugin and the network, other processes, more memory.

        Its process is started where that is not known yet; empty where it does not come up.
        """
        seat = self._seat(plugin, network=False)
        try:
            with seat.lock:
                if plugin not in self._described:
                    self._ready(seat)
        except (EndedError, UnfinishedError):
            return ""
        return self._described[plugin].guard

    def _answer(self, seat: Seat, kind: Kind, info: AnalyzerInfo, subject: object) -> Answer:
        if seat.rests_until.get(info.name, 0.0) > self._clock():
            raise UnfinishedError(Why.RESTS, str(seat.in_a_row[info.name]))
        try:
            process = self._ready(seat)
            answer = process.call(kind, info.name, subject, self.grants.seconds(info))
        except EndedError as ended:
            self._remember(seat, info.name)
            raise UnfinishedError(ended.why, ended.detail) from None
        seat.in_a_row.pop(info.name, None)
        seat.used_at = self._clock()
        return answer

    def _remember(self, seat: Seat, analyzer: str) -> None:
        failed = seat.in_a_row[analyzer] = seat.in_a_row.get(analyzer, 0) + 1
        if failed >= RESTS_AFTER:
            seat.rests_until[analyzer] = self._clock() + RESTS_S

    def _ready(self, seat: Seat) -> PluginProcess:
        """Return the process with its plugin loaded."""
        process = self._process(seat)
        try:
            described = process.describe(self._settings.plugin_start_s)
        except EndedError:
            self._end(seat)
            raise EndedError(Why.NOT_STARTED) from None
        known = self._described.setdefault(seat.plugin.name, described)
        if (known.infos, known.measures) != (described.infos, described.measures):
            self._end(seat)
            raise UnfinishedError(Why.CHANGED)
        return process if self._fit(seat) else self._ready(seat)

    def _fit(self, seat: Seat) -> bool:
        """End a process whose plugin asks for other limits than were known when it was started.

        Returns:
            Whether it may stay.
        """
        wanted = self._limits(
            seat.plugin.name, network=seat.limits.network, large=seat.limits.large
        )
        if wanted == seat.limits:
            return True
        self._end(seat)
        seat.limits = wanted
        return False

    def _process(self, seat: Seat) -> PluginProcess:
        if seat.process is None or not seat.process.alive:
            self._end(seat)
            seat.process = self._started(seat)
        return seat.process

    def _started(self, seat: Seat) -> PluginProcess:
        return self._keeping.start(
            seat,
            lambda: PluginProcess(
                name=seat.plugin.name,
                value=seat.plugin.value,
                settings=seat.plugin.settings,
                limits=seat.limits,
            ),
        )

    def _end(self, seat: Seat) -> None:
        process, seat.process = seat.process, None
        if process is not None:
            process.end()

    def _seat(self, plugin: str, *, network: bool, large: bool = False) -> Seat:
        with self._lock:
            seat = self._seats.get((plugin, network, large))
            if seat is None:
                limits = self._limits(plugin, network=network, large=large)
                seat = Seat(self._plugins[plugin], limits)
                self._seats[plugin, network, large] = seat
            return seat

    def _limits(self, plugin: str, *, network: bool, large: bool) -> Limits:
        if large:
            return Limits(memory_mb=self.grants.most_memory_mb, network=network, large=True)
        known = self._described.get(plugin)
        infos = [one for one in known.infos if one.network == network] if known else []
        return Limits(memory_mb=self.grants.memory_mb(infos), network=network)

    @contextmanager
    def _counted(self, plugin: str, info: AnalyzerInfo) -> Iterator[Call]:
        call = Call(plugin=plugin, analyzer=info.name, version=info.version)
        try:
            yield call
        except UnfinishedError as error:
            call.failed(error.code, error.detail)
            raise
        except RefusedFindingError as error:
            call.failed(Why.REFUSED, error.message)
            raise
        finally:
            self.tallies.add(call)


def _judge(answer: Answer, limits: Limits) -> None:
    """Raise what the process told of a call that gave no findings."""
    if answer.lacks:
        raise ModelMissingError(answer.lacks, fix=answer.fix or None)
    if answer.memory_full:
        raise UnfinishedError(Why.MEMORY, str(limits.memory_mb))
    if answer.refused:
        raise RefusedFindingError(answer.refused)
    if answer.error:
        for tried in answer.tried:  # it failed because of what it was refused
            raise UnfinishedError(Why(tried))
        raise UnfinishedError(Why.ERROR, answer.error)
