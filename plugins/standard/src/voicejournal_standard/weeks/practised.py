"""What of the programme was done in a week, and after what a rating eased."""

import statistics
from collections import defaultdict
from collections.abc import Iterator, Mapping

from voicejournal import (
    ExerciseDone,
    Text,
    WeekFinding,
    WeekView,
    amount,
    number,
    typeset,
)

NEEDED = 2
"""Times, the week's included, from which a rating is spoken of as easing (assumed)."""
EASED = 1.0
"""Points of ten, as a median, from which a rating eased (assumed)."""
SHOWN = 5
"""Exercises that one sentence rests on."""

DONE = typeset(
    en="Exercises given: {given}; done this week: {done}. {names}.",
    fr="Exercices donnés : {given} ; faits cette semaine : {done}. {names}.",
)
DONE_FREELY = typeset(en="Done this week: {names}.", fr="Fait cette semaine : {names}.")
NAMED = typeset(en="{title}, {times}", fr="{title}, {times}")
FELL = typeset(
    en="{title}: what was rated before it fell by {points}, as a median over {times}.",
    fr="{title} : ce qui était noté avant a baissé de {points}, en médiane sur {times}.",
)
ROSE = typeset(
    en="{title}: what was rated before it rose by {points}, as a median over {times}.",
    fr="{title} : ce qui était noté avant a monté de {points}, en médiane sur {times}.",
)
ONE_TIME, TIMES = Text("time", "fois"), Text("times", "fois")
ONE_POINT, POINTS = Text("point of ten", "point sur dix"), Text("points of ten", "points sur dix")


def practised(week: WeekView) -> Iterator[WeekFinding]:
    """Return what was done, and each exercise of the week after which ratings eased so far."""
    done = [one for one in week.exercises if week.week.holds(one.done_at)]
    if not done:
        return
    yield _programme(done, week.given)
    by_name = _by_name(done)
    for name in by_name:
        ever = [one for one in week.exercises if one.exercise == name and one.eased is not None]
        if len(ever) >= NEEDED and any(one.eased is not None for one in by_name[name]):
            yield from _eased(ever)


def _programme(done: list[ExerciseDone], given: int) -> WeekFinding:
    by_name = _by_name(done)
    own = sum(any(one.given for one in those) for those in by_name.values())
    named = [_named(those) for those in by_name.values()]
    names = Text(en="; ".join(one.en for one in named), fr="\u202f; ".join(one.fr for one in named))
    said = DONE if own else DONE_FREELY
    return WeekFinding(
        kind="progress.programme",
        section="progress",
        claim=said.fill(done=number(own), given=number(max(given, own)), names=names),
        evidence=tuple(done[-SHOWN:]),
        value=float(len(done)),
        unit="1",
    )


def _eased(ever: list[ExerciseDone]) -> Iterator[WeekFinding]:
    points = statistics.median(one.eased for one in ever if one.eased is not None)
    if points < EASED:
        return
    said = FELL if ever[-1].lower_is_better else ROSE
    yield WeekFinding(
        kind="progress.eased",
        section="progress",
        claim=said.fill(
            title=ever[-1].title,
            points=amount(points, 0 if points == round(points) else 1, one=ONE_POINT, many=POINTS),
            times=amount(len(ever), 0, one=ONE_TIME, many=TIMES),
        ),
        evidence=tuple(reversed(ever[-SHOWN:])),
        value=float(points),
        unit="1",
    )


def _by_name(done: list[ExerciseDone]) -> Mapping[str, list[ExerciseDone]]:
    found: dict[str, list[ExerciseDone]] = defaultdict(list)
    for one in done:
        found[one.exercise].append(one)
    return found


def _named(those: list[ExerciseDone]) -> Text:
    times = amount(len(those), 0, one=ONE_TIME, many=TIMES)
    return NAMED.fill(title=those[-1].title, times=times)
