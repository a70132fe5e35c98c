"""Notes and ratings as numbers on their scales, read once and compared week by week."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from voicejournal.findings.watched import RATING, WATCHED, WORDING, Watched, width
from voicejournal.model.change import long_enough, sure_values
from voicejournal.model.checkin import MOOD, CheckIn
from voicejournal.model.evidence import Answered
from voicejournal.model.finding import NoteFindings
from voicejournal.model.microphone import MOVED_BY, DeviceKey, device_key, fit, main_key
from voicejournal.model.note import NoteId, NoteView
from voicejournal.model.units import Missing

DAY = timedelta(days=1)
HOUR_S = 3600.0
POINTS = "point"
CHANCES = frozenset(one.chance for one in (*WATCHED, *WORDING))


class Reading(NamedTuple):
    """One number of one note, or one rating."""

    at: int
    """Place of its note in the history: readings of one note share it."""
    day: float
    """When, in days."""
    value: float
    scaled: float
    width: float
    """How much wider the spread of so short a note is."""


@dataclass(frozen=True, slots=True)
class Read:
    """One note as it is compared."""

    day: float
    hour: float
    """Of the patient's clock, 0–24."""
    method: str
    keys: Mapping[str, DeviceKey]
    """By measure, of those that hear the device."""
    readings: Mapping[str, Reading]
    """By measure; those that could not be taken are left out."""


T = TypeVar("T", Read, Reading)


@dataclass(frozen=True)
class History:
    """All that one person's weeks are compared from, oldest first."""

    notes: tuple[Read, ...]
    ratings: tuple[Reading, ...] = ()
    answered: tuple[Answered, ...] = ()
    """The ratings as evidence, in the same order."""
    units: Mapping[str, str] | None = None

    def between(self, start: datetime, end: datetime) -> tuple[Read, ...]:
        """Return the notes from `start` until before `end`."""
        return _between(self.notes, start, end)

    def rated(self, start: datetime, end: datetime) -> tuple[Reading, ...]:
        """Return the ratings from `start` until before `end`."""
        return _between(self.ratings, start, end)

    def unit(self, measure: str) -> str:
        """Return the unit that a measure was taken in."""
        return (self.units or {}).get(measure, "")


def read_history(
    notes: Iterable[NoteView],
    found: Mapping[NoteId, NoteFindings],
    check_ins: Iterable[CheckIn] = (),
) -> History:
    """Read what can be compared; notes with too little speech are left out."""
    usable = sorted(
        (note for note in notes if long_enough(note)),
        key=lambda note: (note.recorded_at, note.note_id),
    )
    rated = sorted(
        (one for one in check_ins if one.instrument == MOOD and _scored(one)),
        key=lambda one: one.answered_at,
    )
    answered = tuple(map(as_evidence, rated))
    return History(
        notes=tuple(_read(at, note, found.get(note.note_id)) for at, note in enumerate(usable)),
        ratings=tuple(
            Reading(at, day_of(one.answered_at), one.score, RATING.scaled(one.score), 1.0)
            for at, one in enumerate(answered)
        ),
        answered=answered,
        units=_units(usable, found),
    )


def day_of(moment: datetime) -> float:
    """Return an aware moment in days."""
    return moment.timestamp() / DAY.total_seconds()


def as_evidence(one: CheckIn) -> Answered:
    """Return a check-in that has a score as what a sentence can rest on."""
    if isinstance(one.score, Missing):
        msg = "a check-in without a score is no evidence"
        raise TypeError(msg)
    return Answered(
        check_in_id=one.check_in_id,
        instrument=one.instrument,
        answered_at=one.answered_at,
        score=one.score,
    )


def main_device(notes: Sequence[Read], measure: str) -> DeviceKey | None:
    """Return the device that most notes were recorded with; None where a measure hears none."""
    return main_key([note.keys[measure] for note in notes]) if measure in MOVED_BY else None


def readings_of(notes: Sequence[Read], watched: Watched, main: DeviceKey | None) -> list[Reading]:
    """Return a measure of each note that was recorded alike."""
    name = watched.name
    found = [note.readings.get(name) for note in notes]
    if name in MOVED_BY and main is not None:
        pairs = zip(notes, found, strict=True)
        return [one for note, one in pairs if one is not None and note.keys[name] == main]
    return [one for one in found if one is not None]


def _read(at: int, note: NoteView, found: NoteFindings | None) -> Read:
    local = note.recorded_at.astimezone(ZoneInfo(note.zone))
    day = day_of(note.recorded_at)
    speech = 0.0 if isinstance(note.voice, Missing) else note.voice.speech_seconds
    widths = {chance: width(chance, speech) for chance in CHANCES}
    return Read(
        day=day,
        hour=local.hour + local.minute * 60 / HOUR_S,
        # What follows a "+" names what was added later, e.g. the model that wrote the words down.
        method="" if isinstance(note.voice, Missing) else note.voice.version.partition("+")[0],
        keys={measure: device_key(note, measure) for measure in MOVED_BY},
        readings={
            watched.name: Reading(at, day, value, watched.scaled(value), widths[watched.chance])
            for watched, value in _values(note, found)
        },
    )


def _values(note: NoteView, found: NoteFindings | None) -> Iterable[tuple[Watched, float]]:
    sure = sure_values(note)
    for watched in WATCHED:
        if watched.name in sure and fit(note, watched.name):
            yield watched, sure[watched.name]
    worded = {one.kind: one.value for one in found.findings} if found else {}
    for watched in WORDING:
        number = worded.get(watched.name)
        if number is not None and not isinstance(number, Missing):
            yield watched, number


def _units(notes: Sequence[NoteView], found: Mapping[NoteId, NoteFindings]) -> dict[str, str]:
    units = {RATING.name: POINTS}
    for note in notes:
        if not isinstance(note.voice, Missing):
            units |= {one.name: one.unit for one in note.voice.measures if one.unit}
        if note.note_id in found:
            units |= {one.kind: one.unit for one in found[note.note_id].findings}
    return units


def _scored(one: CheckIn) -> bool:
    return not isinstance(one.score, Missing)


def _between(ordered: tuple[T, ...], start: datetime, end: datetime) -> tuple[T, ...]:
    first = bisect_left(ordered, day_of(start), key=lambda one: one.day)
    last = bisect_left(ordered, day_of(end), key=lambda one: one.day)
    return ordered[first:last]
