"""The notes of a week and of the weeks before it, sorted and at hand."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from voicejournal.model.change import long_enough, sure_values
from voicejournal.model.finding import Finding, NoteFindings
from voicejournal.model.microphone import alike, device_key, main_key
from voicejournal.model.note import NoteView
from voicejournal.model.units import Missing
from voicejournal.model.week import Week
from voicejournal.summary.week import week_of

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

    def values(self, measure: str, *weeks: Week) -> tuple[tuple[NoteView, float], ...]:
        """Return a measure of each note of `weeks` that may be compared, oldest first.

        What hears the device is given for the one that the weeks asked for mostly used, of a
        single earlier week for the one that the summarised week did.

        Args:
            measure: Of the voice, or the kind of a finding that is one number per note.
            weeks: One after the other.
        """
        near = [note for note, _ in self._within(weeks) if long_enough(note)]
        fit = {note.note_id for note in alike(near, self._main_notes(near, weeks), measure)}
        valued = (
            (note, value_of(note, found, measure))
            for note, found in self._within(weeks)
            if note.note_id in fit
        )
        return tuple((note, value) for note, value in valued if value is not None)

    def spoken(self, kind: str, *weeks: Week) -> tuple[tuple[NoteView, Finding], ...]:
        """Return each note of `weeks` with its finding of a kind, oldest first."""
        return tuple(
            (note, finding)
            for note, found in self._within(weeks)
            for finding in found.findings
            if finding.kind == kind
        )

    def unit(self, measure: str) -> str:
        """Return the unit that a measure was taken in, empty where it never was."""
        for note, found in reversed(self.entries):
            if not isinstance(note.voice, Missing) and note.voice.measure(measure).unit:
                return note.voice.measure(measure).unit
            for finding in found.findings:
                if finding.kind == measure:
                    return finding.unit
        return ""

    def _within(self, weeks: Sequence[Week]) -> Iterator[Entry]:
        for entry in self.entries:
            if any(week.holds(entry[0].recorded_at) for week in weeks):
                yield entry

    def _main_notes(self, near: Sequence[NoteView], weeks: Sequence[Week]) -> Sequence[NoteView]:
        return near if len(weeks) > 1 else [one for one in self.notes if long_enough(one)]


def value_of(note: NoteView, found: NoteFindings, measure: str) -> float | None:
    """Return a measure of a note, or the number of its finding of that kind; None: there is none.

    A voice measure that is uncertain is none.
    """
    if "." not in measure:
        return sure_values(note).get(measure)
    numbers = (one.value for one in found.findings if one.kind == measure)
    return next((one for one in numbers if not isinstance(one, Missing)), None)


def main_device(notes: Sequence[NoteView]) -> str | None:
    """Return the microphone that most notes were recorded with, None without notes."""
    main = main_key(device_key(note, "level") for note in notes)
    return main[0] if main else None


def diary_of(week: Week, entries: Iterable[Entry]) -> Diary:
    """Sort notes and leave out those after the week."""
    kept = (entry for entry in entries if entry[0].recorded_at < week.end)
    return Diary(week, tuple(sorted(kept, key=lambda one: (one[0].recorded_at, one[0].note_id))))
