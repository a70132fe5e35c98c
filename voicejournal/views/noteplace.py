"""Where notes stand in a page: each has a point in every chart."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from voicejournal.model.note import NoteId
from voicejournal.model.summary import Series
from voicejournal.views.formats import day_and_time, short_day


@dataclass(frozen=True, slots=True, kw_only=True)
class NotePlace:
    """One note as the charts point at it."""

    href: str
    """Where it is read; empty where it cannot be from here."""
    sound: str
    day: str
    when: str


def places(
    charts: Iterable[Series],
    zone: str,
    *,
    note: Callable[[NoteId], str],
    sound: Callable[[NoteId], str],
) -> Mapping[NoteId, NotePlace]:
    """Write down once what all charts say about each note, and where it is read and heard."""
    moments = {
        point.moment.note_id: point.moment
        for series in charts
        for week in series.weeks
        for point in week.points
    }
    return {
        note_id: NotePlace(
            href=note(note_id),
            sound=sound(note_id),
            day=short_day(one.recorded_at, zone),
            when=day_and_time(one.recorded_at, zone),
        )
        for note_id, one in moments.items()
    }
