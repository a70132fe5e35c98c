"""What a plugin's process tells: who the plugin is, what it found, how it went."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import TypeAdapter

from voicejournal.errors import RefusedFindingError
from voicejournal.model.finding import AnalyzerInfo, Finding
from voicejournal.model.retelling import Retold
from voicejournal.model.speakers import SpeakerTurns
from voicejournal.model.units import Missing
from voicejournal.model.voice import MeasureInfo
from voicejournal.model.weekview import WeekFinding

Kind = Literal["note", "week", "measure", "retell", "separate", "voices"]
LARGE: frozenset[Kind] = frozenset({"separate", "voices"})
"""What is asked of models that take most of a machine: they have a process of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What a plugin brings, as its process found it."""

    failed: str = ""
    """Why it cannot be used; empty where it can."""
    analyzers: tuple[AnalyzerInfo, ...] = ()
    week_analyzers: tuple[AnalyzerInfo, ...] = ()
    narrators: tuple[AnalyzerInfo, ...] = ()
    measures: tuple[MeasureInfo, ...] = ()
    hooks: frozenset[str] = frozenset()
    """The hooks that it implements."""
    deprecations: tuple[str, ...] = ()
    """What it uses that is on its way out."""
    guard: str = ""
    """What stands before the network and other processes."""

    @property
    def infos(self) -> tuple[AnalyzerInfo, ...]:
        """What all its analyzers, of notes and of weeks, and its narrators say of themselves."""
        return (*self.analyzers, *self.week_analyzers, *self.narrators)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """How one call went."""

    content: str = ""
    """What was found, as JSON of the kind that was asked for."""
    refused: str = ""
    """Why it cannot be used: in our words."""
    error: str = ""
    """The class of what the plugin raised; never its message, which may hold words."""
    lacks: str = ""
    """Which model is not on this machine."""
    fix: str = ""
    """How to get it."""
    tried: tuple[str, ...] = ()
    """What it tried and was refused: `network`, `process`."""
    printed: int = 0
    """Characters that it printed, which nobody keeps."""
    memory_full: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One call."""

    kind: Kind
    name: str
    """Of the analyzer or of the diarizer; of measures, the purpose of consent that they are taken
    for."""
    subject: Any
    keep: dict[str, int] = field(default_factory=dict)
    """Parts of the subject that may be named in later requests: place → name."""
    drop: tuple[int, ...] = ()
    """Names that will not be used again."""


DESCRIBED = TypeAdapter(Described)
ANSWER = TypeAdapter(Answer)
FINDINGS: dict[Kind, TypeAdapter[Any]] = {
    "note": TypeAdapter(tuple[Finding, ...]),
    "week": TypeAdapter(tuple[WeekFinding, ...]),
    "measure": TypeAdapter(dict[str, float | Missing]),
    "retell": TypeAdapter(tuple[Retold, ...]),
    "separate": TypeAdapter(SpeakerTurns),
    "voices": TypeAdapter(dict[str, tuple[float, ...]]),
}
EXPECTED: dict[Kind, type] = {"note": Finding, "week": WeekFinding, "retell": Retold}


def written(kind: Kind, found: Iterable[object]) -> str:
    """Write what an analyzer found.

    Raises:
        RefusedFindingError: It is something else than findings, or holds what cannot be kept.
    """
    expected = EXPECTED[kind]
    answers = tuple(found)
    for one in answers:
        if not isinstance(one, expected):
            msg = f"it answered with a {type(one).__name__}, not a {expected.__name__}"
            raise RefusedFindingError(msg)
    adapter = FINDINGS[kind]
    try:
        content = adapter.dump_json(answers, warnings="error")
        same = adapter.validate_json(content) == answers
    except ValueError:  # pydantic's own, whose message would quote the words
        same = False
    if not same:
        msg = f"a {expected.__name__} of it holds values of the wrong type"
        raise RefusedFindingError(msg)
    return content.decode()


def told_apart(kind: Kind, found: object) -> str:
    """Write who speaks when, or what each voice is like.

    Raises:
        RefusedFindingError: It is something else.
    """
    adapter = FINDINGS[kind]
    try:
        content = adapter.dump_json(found, warnings="error")
        adapter.validate_json(content)
    except (ValueError, TypeError):  # whose message would quote what was found
        msg = f"it answered with a {type(found).__name__}, which does not tell voices apart"
    else:
        return content.decode()
    raise RefusedFindingError(msg)


def read(kind: Kind, content: str) -> Any:
    """Read what was written, believing nothing.

    Raises:
        RefusedFindingError: It does not have the shape.
    """
    try:
        return FINDINGS[kind].validate_json(content, strict=False)
    except ValueError:
        msg = "its answer cannot be read"
    raise RefusedFindingError(msg)


def at(subject: object, place: str) -> object:
    """Return a part of a subject by its place, such as `notes.3.transcript`."""
    for step in place.split("."):
        subject = subject[int(step)] if isinstance(subject, tuple) else getattr(subject, step)
    return subject
