"""The notes of a week and of the weeks before it, sorted and at hand."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from voicejournal.model.change import long_enough, sure_value
from voicejournal.model.finding import Finding, NoteFindings
from voicejournal.model.note import NoteView
from voicejournal.model.units import Missing
from voicejournal.model.week import Week
from voicejournal.summary.week import week_of

DEVICE_BOUND = frozenset({"level", "intensity_sd"})
"""Measures that hear the microphone as much as the voice."""

Entry = tuple[NoteView, NoteFindings]


@dataclass(frozen=True, slots=True)
class Diary:
    """All that a page is composed from."""

    week: Week
    entries: tuple[Entry, ...]
    """Oldest first; none later than the week."""

    @property
    def this_week(self) -> tuple[Entry, ...]:
        """The notes of the week with their findings."""
        return tuple(entry for entry in self.entries if self.week.holds(entry[0].recorded_at))

    @property
    def notes(self) -> tuple[NoteView, ...]:
        """The notes of the week."""
        return tuple(note for note, _ in self.this_week)

    @property
    def first_week(self) -> Week | None:
        """The week of the oldest note."""
        if not self.entries:
            return None
        return week_of(self.entries[0][0].recorded_at, self.week.zone)

    def findings(self) -> Iterator[tuple[NoteView, Finding]]:
        """Yield every finding of the week with its note."""
        for note, found in self.this_week:
            for finding in found.findings:
                yield note, finding

    def values(self, measure: str, week: Week) -> tuple[tuple[NoteView, float], ...]:
        """Return a measure of each note of `week` that may be compared, oldest first.

        Loudness is given for the microphone that the summarised week mostly used.
        """
        notes = (note for note, _ in self.entries if week.holds(note.recorded_at))
        fit = (note for note in notes if long_enough(note) and self._heard_alike(note, measure))
        valued = ((note, sure_value(note, measure)) for note in fit)
        return tuple((note, value) for note, value in valued if value is not None)

    def unit(self, measure: str) -> str:
        """Return the unit that a measure was taken in, empty where it never was."""
        for note, _ in reversed(self.entries):
            if not isinstance(note.voice, Missing) and note.voice.measure(measure).unit:
                return note.voice.measure(measure).unit
        return ""

    def _heard_alike(self, note: NoteView, measure: str) -> bool:
        if measure not in DEVICE_BOUND:
            return True
        main = main_device([one for one in self.notes if long_enough(one)])
        return main in (None, note.device.device_key) and note.device.auto_gain_control is not True


def main_device(notes: Sequence[NoteView]) -> str | None:
    """Return the microphone that most notes were recorded with, None without notes."""
    counted = Counter(note.device.device_key for note in notes)
    return counted.most_common(1)[0][0] if counted else None


def diary_of(week: Week, entries: Iterable[Entry]) -> Diary:
    """Sort notes and leave out those after the week."""
    kept = (entry for entry in entries if entry[0].recorded_at < week.end)
    return Diary(week, tuple(sorted(kept, key=lambda one: (one[0].recorded_at, one[0].note_id))))
