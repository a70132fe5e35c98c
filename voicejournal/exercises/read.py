"""Reads exercises from TOML, and refuses what a patient could not do, or nobody could check.

French is written with plain spaces before its punctuation; `typeset` puts in the right ones.
"""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from voicejournal.errors import VoiceJournalError
from voicejournal.model.programme import STEP_KINDS, Exercise, Prompt, Step, Suggestion
from voicejournal.model.text import Text, typeset

SHIPPED = (
    "breathing",
    "grounding",
    "thought-record",
    "behavioural-activation",
    "worry-time",
    "gratitude",
    "safety-plan",
)
"""In the order in which the library shows them."""
SHORTEST_BREATH_S, LONGEST_BREATH_S = 2.0, 12.0
"""Seconds of one breath in or out that anybody can follow (assumed)."""

MISFIT = "An exercise lacks a field, or holds a wrong one."
NAMES = "Each step of an exercise needs its own name, and a kind that we know."
SOURCE = "An exercise names where it comes from."
BREATH = "A breath in or out lasts from 2 to 12 seconds."

Told = Mapping[str, Any]


class ExerciseError(VoiceJournalError):
    """A data file cannot be read as an exercise."""


@cache
def exercises() -> tuple[Exercise, ...]:
    """Return the exercises of the library."""
    folder = files("voicejournal.exercises")
    return tuple(
        read_exercise(tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8")))
        for name in SHIPPED
    )


@cache
def prompts() -> tuple[Prompt, ...]:
    """Return the questions that a note may answer."""
    told = tomllib.loads((files("voicejournal.exercises") / "prompts.toml").read_text("utf-8"))
    return tuple(Prompt(name=one["name"], text=_text(one["text"])) for one in told["prompts"])


def read_exercise(told: Told) -> Exercise:
    """Read one exercise.

    Raises:
        ExerciseError: It lacks a field or a language, names no source, or has a step that no page
            could draw.
    """
    try:
        read = _exercise(told)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ExerciseError(MISFIT) from error
    _check(read)
    return read


def _exercise(told: Told) -> Exercise:
    rated = told.get("rating")
    return Exercise(
        name=told["name"],
        version=told["version"],
        title=_text(told["title"]),
        about=_text(told["about"]),
        minutes=int(told["minutes"]),
        steps=tuple(_step(one) for one in told["steps"]),
        sources=tuple(told["sources"]),
        rating=_text(rated) if rated else None,
        lower_is_better=bool(rated["lower_is_better"]) if rated else True,
        suggested_by=_suggestions(told.get("suggested_by", ())),
    )


def _step(told: Told) -> Step:
    hint = told.get("hint")
    breath_in, breath_out = told.get("breath_s", (4.0, 6.0))
    return Step(
        name=told["name"],
        kind=told["kind"],
        text=_text(told["text"]),
        hint=_text(hint) if hint else None,
        lines=int(told.get("lines", 1)),
        breath_s=(float(breath_in), float(breath_out)),
    )


def _suggestions(told: Iterable[Told]) -> tuple[Suggestion, ...]:
    return tuple(Suggestion(kind=one["kind"], because=_text(one["because"])) for one in told)


def _text(told: Told) -> Text:
    if not (told["en"].strip() and told["fr"].strip()):
        raise ExerciseError(MISFIT)
    return typeset(en=told["en"], fr=told["fr"])


def _check(read: Exercise) -> None:
    names = [step.name for step in read.steps]
    if not names or len(set(names)) < len(names):
        raise ExerciseError(NAMES)
    if any(step.kind not in STEP_KINDS or step.lines < 1 for step in read.steps):
        raise ExerciseError(NAMES)
    if not read.sources:
        raise ExerciseError(SOURCE)
    breaths = [part for step in read.steps if step.kind == "breathe" for part in step.breath_s]
    if any(not SHORTEST_BREATH_S <= part <= LONGEST_BREATH_S for part in breaths):
        raise ExerciseError(BREATH)
