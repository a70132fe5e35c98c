"""What is usual for one person: median and spread of the notes before a week.

The spread is drawn towards an assumed one while notes are few; without that, false alarms
nearly triple in the first six weeks (simulated).
"""

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from voicejournal.findings.watched import Watched
from voicejournal.model.change import Usual, long_enough, sure_value
from voicejournal.model.note import NoteView
from voicejournal.model.units import Missing
from voicejournal.model.week import Week

WINDOW = timedelta(days=63)
"""How far back from the end of a week its usual is learned from."""
NEEDED_NOTES = 10
"""Notes from which a usual is spoken of."""
PRIOR_NOTES = 8
"""Weight of the assumed spread, in notes."""
MAD_TO_SD = 1.4826
"""Median absolute deviation → standard deviation, for a normal distribution."""
BAND_SPREADS = 2.0


@dataclass(frozen=True, kw_only=True)
class Baseline:
    """One measure's centre and spread on its own scale."""

    watched: Watched
    unit: str
    values: tuple[float, ...]
    """In `unit`."""
    span_days: float
    """From the first note learned from to the week."""

    @property
    def notes(self) -> int:
        """Notes learned from."""
        return len(self.values)

    @cached_property
    def centre(self) -> float:
        """Median on the scale."""
        return statistics.median(map(self.watched.scaled, self.values))

    @cached_property
    def spread(self) -> float:
        """Robust spread on the scale, drawn towards the assumed one."""
        deviations = [abs(self.watched.scaled(value) - self.centre) for value in self.values]
        own = MAD_TO_SD * statistics.median(deviations)
        free = self.notes - 1
        prior = PRIOR_NOTES * self.watched.prior_sd**2
        return float(((prior + free * own**2) / (PRIOR_NOTES + free)) ** 0.5)

    @cached_property
    def usual(self) -> Usual:
        """The same in the measure's unit, for people to read."""
        reach = BAND_SPREADS * self.spread
        low, high = (self.watched.unscaled(self.centre + side * reach) for side in (-1, 1))
        return Usual(
            measure=self.watched.name,
            unit=self.unit,
            value=statistics.median(self.values),
            band=(low, high),
            notes=self.notes,
        )


def comparable(notes: Sequence[NoteView], week: Week) -> tuple[NoteView, ...]:
    """Return notes of this and earlier weeks that hold enough speech, oldest first.

    Numbers taken by different methods are not compared: the newest note's method decides.
    """
    spoken = sorted(
        (
            note
            for note in notes
            if week.end - WINDOW <= note.recorded_at < week.end and long_enough(note)
        ),
        key=lambda note: (note.recorded_at, note.note_id),
    )
    return tuple(note for note in spoken if _method(note) == _method(spoken[-1]))


def split(notes: Sequence[NoteView], week: Week) -> tuple[list[NoteView], list[NoteView]]:
    """Part comparable notes into those before the week and those of it."""
    before = [note for note in notes if note.recorded_at < week.start]
    during = [note for note in notes if week.holds(note.recorded_at)]
    return before, during


def on_one_device(
    notes: Sequence[NoteView], during: Sequence[NoteView], watched: Watched
) -> list[NoteView]:
    """Leave out other microphones than the week's main one where the measure hears them."""
    if not watched.device_bound or not during:
        return list(notes)
    main, _ = Counter(note.device.device_key for note in during).most_common(1)[0]
    # A microphone whose gain moves by itself makes loudness mean nothing.
    return [
        note
        for note in notes
        if note.device.device_key == main and note.device.auto_gain_control is not True
    ]


def learn(watched: Watched, before: Sequence[NoteView], week: Week) -> Baseline | None:
    """Learn one measure's usual; None while there are too few notes."""
    known = [
        (note, value) for note in before if (value := sure_value(note, watched.name)) is not None
    ]
    if len(known) < NEEDED_NOTES:
        return None
    first = known[0][0]
    return Baseline(
        watched=watched,
        unit=_unit(first, watched),
        values=tuple(value for _, value in known),
        span_days=max((week.start - first.recorded_at) / timedelta(days=1), 1.0),
    )


def _unit(note: NoteView, watched: Watched) -> str:
    return "" if isinstance(note.voice, Missing) else note.voice.measure(watched.name).unit


def _method(note: NoteView) -> str:
    # What follows a "+" names what was added later, e.g. the model that wrote the words down.
    return "" if isinstance(note.voice, Missing) else note.voice.version.partition("+")[0]
