"""Geometry of the small multiples: series in, numbers for the SVG macro out. Pure functions."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from voicejournal.model.note import NoteId
from voicejournal.model.summary import Series, WeekPoint
from voicejournal.model.week import Week

WIDTH, HEIGHT = 340.0, 168.0
LEFT, RIGHT, TOP, BOTTOM = 40.0, 10.0, 12.0, 26.0
_PADDING = 0.14
_WEEK = timedelta(days=7)
_DATE_LABELS = 3

Side = Literal["high", "low", "within", "unknown"]
_OUTSIDE = frozenset({"high", "low"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One note on the panel."""

    note_id: NoteId
    start: float
    """Seconds, to hundredths: where what was measured begins in the note."""
    end: float
    value: float
    x: float
    y: float
    side: Side
    this_week: bool

    @property
    def outside(self) -> bool:
        """It lies outside this person's usual range."""
        return self.side in _OUTSIDE


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """One label of an axis."""

    at: float
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekTick:
    """One date under the panel."""

    at: float
    week: Week


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One measure, drawn; all lengths in units of the view box."""

    series: Series
    dots: tuple[Dot, ...]
    lines: tuple[str, ...]
    """Each a run of weeks with notes; a week without breaks the line."""
    band: tuple[float, float] | None
    """Top and bottom edge of this person's usual range."""
    this_week: tuple[float, float]
    """Left and right edge of the week being read."""
    medians: tuple[tuple[float, float], ...]
    values: tuple[Tick, ...]
    dates: tuple[WeekTick, ...]
    now: float | None
    """Median of the week being read."""
    now_side: Side


def panel(series: Series, week: Week) -> Panel | None:
    """Lay out one series for the page of `week`; None where there is not one note to draw."""
    low_high = _extent(series)
    if low_high is None:
        return None
    across, down = _Axis.of_time(series.weeks), _Axis.of_values(*low_high)
    current = next((one for one in series.weeks if one.week.monday == week.monday), None)
    now = None if current is None else current.median
    return Panel(
        series=series,
        dots=tuple(_dots(series, week, across, down)),
        lines=tuple(_lines(series.weeks, across, down)),
        band=_band(series, down),
        this_week=(across.at(_stamp(week)), across.at(_stamp(week) + _WEEK.total_seconds())),
        medians=tuple(
            (across.at(_middle(one.week)), down.at(one.median))
            for one in series.weeks
            if one.median is not None
        ),
        values=tuple(Tick(at=down.at(value), value=value) for value in ticks(*low_high)),
        dates=tuple(_dates(series.weeks, across)),
        now=now,
        now_side=side(now, series.band),
    )


def side(value: float | None, band: tuple[float, float] | None) -> Side:
    """Tell where a value lies against the usual range."""
    if value is None or band is None:
        return "unknown"
    low, high = band
    return "high" if value > high else "low" if value < low else "within"


def ticks(low: float, high: float, wanted: int = 3) -> list[float]:
    """Return round numbers between `low` and `high`, about `wanted` of them."""
    rough = (high - low) / wanted
    power = 10.0 ** math.floor(math.log10(rough))
    step = power * next((k for k in (1.0, 2.0, 5.0) if rough / power <= k * 1.5), 10.0)
    first, last = math.ceil(low / step), math.floor(high / step)
    return [round(k * step, 10) for k in range(first, last + 1)]


@dataclass(frozen=True, slots=True)
class _Axis:
    """A straight map from values to the view box."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)

    @classmethod
    def of_time(cls, weeks: Sequence[WeekPoint]) -> "_Axis":
        first, last = _stamp(weeks[0].week), _stamp(weeks[-1].week) + _WEEK.total_seconds()
        return cls(first, last, LEFT, WIDTH - RIGHT)

    @classmethod
    def of_values(cls, low: float, high: float) -> "_Axis":
        return cls(low, high, HEIGHT - BOTTOM, TOP)


def _extent(series: Series) -> tuple[float, float] | None:
    values = [point.value for week in series.weeks for point in week.points]
    if not values:
        return None
    values.extend(series.band or ())
    low, high = min(values), max(values)
    room = (high - low) * _PADDING or abs(high) * _PADDING or 1.0
    floor = 0.0 if low >= 0 else -math.inf
    return max(low - room, floor), high + room


def _dots(series: Series, week: Week, across: _Axis, down: _Axis) -> Iterable[Dot]:
    for one in series.weeks:
        this_week = one.week.monday == week.monday
        for point in one.points:
            moment = point.moment
            yield Dot(
                note_id=moment.note_id,
                start=round(moment.span.start, 2),
                end=round(moment.span.end, 2),
                value=point.value,
                x=across.at(moment.recorded_at.timestamp()),
                y=down.at(point.value),
                side=side(point.value, series.band),
                this_week=this_week,
            )


def _lines(weeks: Sequence[WeekPoint], across: _Axis, down: _Axis) -> Iterable[str]:
    run: list[str] = []
    for one in weeks:
        if one.median is not None:
            run.append(f"{across.at(_middle(one.week))},{down.at(one.median)}")
            continue
        if len(run) > 1:
            yield " ".join(run)
        run = []
    if len(run) > 1:
        yield " ".join(run)


def _band(series: Series, down: _Axis) -> tuple[float, float] | None:
    if series.band is None:
        return None
    low, high = series.band
    return down.at(high), down.at(max(low, down.low))


def _dates(weeks: Sequence[WeekPoint], across: _Axis) -> Iterable[WeekTick]:
    step = max(1, math.ceil(len(weeks) / _DATE_LABELS))
    for one in weeks[::step]:
        yield WeekTick(at=across.at(_middle(one.week)), week=one.week)


def _stamp(week: Week) -> float:
    return datetime.combine(week.monday, time(), ZoneInfo(week.zone)).astimezone(UTC).timestamp()


def _middle(week: Week) -> float:
    return _stamp(week) + _WEEK.total_seconds() / 2
