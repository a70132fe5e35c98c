"""Small multiples: a few measures over the weeks, note by note, beside the usual band."""

import statistics
from collections.abc import Iterator

from voicejournal.model.change import Comparison
from voicejournal.model.summary import Point, Series, WeekPoint
from voicejournal.model.week import Week
from voicejournal.summary.diary import Diary
from voicejournal.summary.moments import showing
from voicejournal.summary.phrases import BY_MEASURE, Phrase
from voicejournal.summary.week import HISTORY_WEEKS, weeks_until

SHOWN: tuple[tuple[str, ...], ...] = (
    ("pause_median",),
    ("pause_fraction",),
    ("speech_rate", "articulation_rate", "words_per_minute"),
    ("pitch_movement", "pitch_sd", "pitch_range"),
    ("level", "intensity_sd"),
)
"""One chart each: the first measure that was ever taken."""


def series(diary: Diary, comparison: Comparison) -> tuple[Series, ...]:
    """Return the charts, from the first week with a note on, ten weeks at most."""
    weeks = _weeks(diary)
    drawn = (_first(measures, weeks, diary, comparison) for measures in SHOWN)
    return tuple(one for one in drawn if one is not None)


def _weeks(diary: Diary) -> tuple[Week, ...]:
    first = diary.first_week or diary.week
    return tuple(week for week in weeks_until(diary.week, HISTORY_WEEKS) if week >= first)


def _first(
    measures: tuple[str, ...], weeks: tuple[Week, ...], diary: Diary, comparison: Comparison
) -> Series | None:
    for measure in measures:
        points = tuple(_week(BY_MEASURE[measure], week, diary) for week in weeks)
        if any(week.points for week in points):
            usual = comparison.of(measure)
            return Series(
                measure=measure,
                title=BY_MEASURE[measure].title,
                unit=diary.unit(measure),
                weeks=points,
                band=usual.band if usual else None,
                learned_from=usual.notes if usual else comparison.learned_from,
            )
    return None


def _week(phrase: Phrase, week: Week, diary: Diary) -> WeekPoint:
    points = tuple(_points(phrase, week, diary))
    median = statistics.median(point.value for point in points) if points else None
    return WeekPoint(week=week, points=points, median=median)


def _points(phrase: Phrase, week: Week, diary: Diary) -> Iterator[Point]:
    for note, value in diary.values(phrase.measure, week):
        yield Point(moment=showing(note, phrase.domain), value=value)
