"""Progress: what of the answers moved, what was done, and whether notes were kept up."""

import statistics
from collections.abc import Iterable, Iterator
from datetime import timedelta

from voicejournal import (
    AnalyzerInfo,
    NoteView,
    Span,
    Text,
    WeekFinding,
    WeekView,
    amount,
    number,
    typeset,
)
from voicejournal_standard.reading.answers import Move, moves, points, title
from voicejournal_standard.reading.moments import moment
from voicejournal_standard.weeks.practised import practised

WEEKS_BEFORE = 4
"""Weeks whose notes are counted for the usual number."""
NEEDED_WEEKS = 3
"""Weeks with notes before it from which a usual number is spoken of (assumed)."""
HEARD_S = 5.0
"""Seconds played of each note that was counted."""
FEWER, MORE = 0.5, 1.5
"""Share of the usual number below and above which it is told (assumed)."""

MOVED = {
    True: typeset(
        en="{title}: {now}, {before} before. A move of {points} is more than chance "
        "({matters} or more).",
        fr="{title} : {now}, {before} avant. Un écart de {points} dépasse le hasard "
        "({matters} ou plus).",
    ),
    False: typeset(
        en="{title}: {now}, {before} before; within chance (under {matters}).",
        fr="{title} : {now}, {before} avant ; dans la marge du hasard (moins de {matters}).",
    ),
}
UNKNOWN = typeset(
    en="{title}: {now}, {before} before; no published limit says when that is a change.",
    fr="{title} : {now}, {before} avant ; aucun seuil publié ne dit à partir de quand c’est un "
    "changement.",
)
ASSUMED = {
    True: typeset(
        en="{title}: {now}, {before} before; {points} of ten apart.",
        fr="{title} : {now}, {before} avant ; {points} d’écart sur dix.",
    ),
    False: typeset(en="{title}: {now}, {before} before.", fr="{title} : {now}, {before} avant."),
}
NOTES = typeset(
    en="{here} this week; usually {usual} a week.",
    fr="{here} cette semaine ; d’ordinaire {usual} par semaine.",
)
ONE_NOTE, MANY_NOTES = Text("note", "note"), Text("notes", "notes")
ONE_POINT, MANY_POINTS = Text("point", "point"), Text("points", "points")


class Progress:
    """Says how the answers stand against the last ones, and whether notes were kept up."""

    info = AnalyzerInfo(
        name="progress",
        version="2",
        title=Text(
            en="Answers, exercises and notes kept up", fr="Réponses, exercices et régularité"
        ),
        needs=frozenset(),
        languages=frozenset({"*"}),
        limits=typeset(
            en="Two answers are two moments: what moved between them, and why, only the person "
            "can say. Fewer notes can mean a full week as well as a hard one. "
            "A rating that moved after an exercise was given in the same sitting; whether the "
            "exercise moved it, nobody can tell from here.",
            fr="Deux réponses sont deux moments : ce qui a changé entre elles, et pourquoi, seule "
            "la personne peut le dire. Moins de notes peut vouloir dire une semaine chargée aussi "
            "bien qu’une semaine difficile. Une note qui bouge après un exercice est donnée dans "
            "la foulée ; si c’est l’exercice qui l’a fait bouger, rien ici ne permet de le dire.",
        ),
    )

    def analyze_week(self, week: WeekView) -> Iterable[WeekFinding]:
        """Return a line for each instrument answered, for exercises done, and for the notes."""
        told = _told(week)
        yield from (_answers(one) for one in moves(week) if one.instrument not in told)
        yield from practised(week)
        yield from _notes(week)


def _told(week: WeekView) -> set[str]:
    """Return the instruments whose move the page tells as a change."""
    changes = (*week.comparison.changes, *week.comparison.standing)
    return {one.instrument for change in changes for one in change.answers}


def _answers(move: Move) -> WeekFinding:
    said = _said(move).fill(
        title=_capital(title(move.instrument)),
        now=points(move.now),
        before=points(move.before),
        points=amount(move.points, _digits(move.points), one=ONE_POINT, many=MANY_POINTS),
        matters=points(move.matters or 0.0),
    )
    return WeekFinding(
        kind="progress.answers",
        section="progress",
        claim=said,
        evidence=move.evidence,
        value=move.now,
        unit="1",
        usual=move.before,
    )


def _said(move: Move) -> Text:
    if move.instrument == "mood":
        return ASSUMED[move.counts]
    return UNKNOWN if move.matters is None else MOVED[move.counts]


def _notes(week: WeekView) -> Iterator[WeekFinding]:
    counts = [_between(week, back) for back in range(WEEKS_BEFORE, 0, -1)]
    since_first = counts[next((at for at, one in enumerate(counts) if one), len(counts)) :]
    if len(since_first) < NEEDED_WEEKS or not week.notes:
        return
    usual = statistics.median(since_first)
    if usual * FEWER < len(week.notes) < usual * MORE:
        return
    yield WeekFinding(
        kind="progress.notes",
        section="progress",
        claim=NOTES.fill(
            here=amount(len(week.notes), 0, one=ONE_NOTE, many=MANY_NOTES),
            usual=number(usual, _digits(usual)),
        ),
        evidence=tuple(moment(note, _beginning(note)) for note in week.notes),
        value=float(len(week.notes)),
        unit="note",
        usual=float(usual),
    )


def _between(week: WeekView, back: int) -> int:
    start = week.week.start - timedelta(weeks=back)
    end = start + timedelta(weeks=1)
    return sum(start <= note.recorded_at < end for note in week.earlier)


def _beginning(note: NoteView) -> Span:
    return Span(0.0, min(note.duration, HEARD_S))


def _capital(text: Text) -> Text:
    return Text(en=text.en[:1].upper() + text.en[1:], fr=text.fr[:1].upper() + text.fr[1:])


def _digits(value: float) -> int:
    return 0 if value == round(value) else 1
