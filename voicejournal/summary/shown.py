"""What is played, or read, to check a change."""

from voicejournal.model.change import Change, Direction
from voicejournal.model.evidence import Evidence, Moment
from voicejournal.model.week import Week
from voicejournal.summary.diary import Diary
from voicejournal.summary.moments import moment, showing
from voicejournal.summary.week import weeks_until

MOMENTS = 3
MONTH_WEEKS = 4


def evidence_of(change: Change, diary: Diary) -> tuple[Evidence, ...]:
    """Return what shows a change: the notes that moved most, in the order they were recorded."""
    if change.answers:
        return change.answers
    side = 1 if change.direction == "up" else -1
    if change.domain == "wording":
        shown = _worded(change, diary, side)
    else:
        valued = diary.values(change.measure, *weeks_of(change, diary))
        most = sorted(valued, key=lambda one: -side * one[1])[:MOMENTS]
        shown = [showing(note, change.domain, _played(change)) for note, _ in most]
    return tuple(sorted(shown, key=lambda one: (one.recorded_at, one.span.start)))


def weeks_of(change: Change, diary: Diary) -> tuple[Week, ...]:
    """Return the weeks that a change was seen in."""
    return weeks_until(diary.week, 1 if change.span == "week" else MONTH_WEEKS)


def _worded(change: Change, diary: Diary, side: int) -> list[Moment]:
    """Return the first place in each of the notes that moved most."""
    weeks = weeks_of(change, diary)
    values = {note.note_id: value for note, value in diary.values(change.measure, *weeks)}
    spoken = [pair for pair in diary.spoken(change.measure, *weeks) if pair[0].note_id in values]
    most = sorted(spoken, key=lambda pair: -side * values[pair[0].note_id])[:MOMENTS]
    return [moment(note, finding.evidence[0]) for note, finding in most]


def _played(change: Change) -> Direction:
    """Return what to play: shorter runs of speech are heard in the silences that cut them."""
    if change.measure != "run_median":
        return change.direction
    return "up" if change.direction == "down" else "down"
