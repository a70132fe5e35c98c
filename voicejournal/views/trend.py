"""Geometry of what was answered over time: scores in, numbers for an SVG out. Pure functions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from voicejournal.model.checkin import CheckIn
from voicejournal.model.instrument import Instrument
from voicejournal.model.units import Missing

WIDTH, HEIGHT = 320.0, 96.0
SIDE, TOP, BOTTOM = 12.0, 14.0, 14.0
ENOUGH = 2
"""Scores that make a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One score."""

    x: float
    y: float
    score: float
    at: datetime
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """The scores of one instrument, oldest first, drawn from 0 to its highest."""

    instrument: Instrument
    points: tuple[Point, ...]

    @property
    def line(self) -> str:
        """What a polyline takes."""
        return " ".join(f"{one.x},{one.y}" for one in self.points)


def trends(answered: Iterable[CheckIn], known: Iterable[Instrument]) -> tuple[Trend, ...]:
    """Return a trend for each instrument that was scored at least twice."""
    scored = sorted(
        (one for one in answered if not isinstance(one.score, Missing)),
        key=lambda one: one.answered_at,
    )
    found = []
    for instrument in known:
        own = [one for one in scored if one.instrument == instrument.name]
        if len(own) >= ENOUGH:
            found.append(Trend(instrument=instrument, points=tuple(_points(own, instrument))))
    return tuple(found)


def _points(own: Sequence[CheckIn], instrument: Instrument) -> Iterable[Point]:
    first, last = own[0].answered_at, own[-1].answered_at
    length = (last - first).total_seconds() or 1.0
    for one in own:
        score = 0.0 if isinstance(one.score, Missing) else one.score
        across = (one.answered_at - first).total_seconds() / length
        yield Point(
            x=round(SIDE + across * (WIDTH - 2 * SIDE), 1),
            y=round(HEIGHT - BOTTOM - score / instrument.highest * (HEIGHT - TOP - BOTTOM), 1),
            score=score,
            at=one.answered_at,
            zone=one.zone,
        )
