"""Kept pages without a note, or a passage of one: what a patient takes back is nowhere."""

from dataclasses import replace

from voicejournal.model.evidence import Evidence, Moment
from voicejournal.model.note import NoteId
from voicejournal.model.revision import Composition
from voicejournal.model.summary import Section, Series, WeeklySummary, WeekPoint
from voicejournal.model.units import Span


def without(kept: Composition, note_id: NoteId, passage: Span | None = None) -> Composition:
    """Return a kept page without what it shows of a note, the same object where that is nothing.

    Numbers of other sentences stay what they were when the page was made: they tell no words,
    and a page composed from now on no longer counts the note.

    Args:
        kept: The page as it was composed.
        note_id: The note that is taken back.
        passage: Only this part of it; None: the whole note.
    """
    summary = _cut(kept.summary, note_id, passage)
    return kept if summary == kept.summary else replace(kept, summary=summary)


def _cut(summary: WeeklySummary, note_id: NoteId, passage: Span | None) -> WeeklySummary:
    cut = (_section(one, note_id, passage) for one in summary.sections)
    # What was retold leaves no title behind: that nothing matched would not be true.
    sections = tuple(one for one in cut if one.kind != "retold" or one.sentences)
    if passage is not None:
        return replace(summary, sections=sections)
    return replace(
        summary,
        sections=sections,
        series=tuple(_series(one, note_id) for one in summary.series),
        typed=tuple(one for one in summary.typed if one != note_id),
    )


def _section(section: Section, note_id: NoteId, passage: Span | None) -> Section:
    left = tuple(
        one
        for one in section.sentences
        if not any(_shows(each, note_id, passage) for each in one.evidence)
    )
    return replace(section, sentences=left)


def _shows(evidence: Evidence, note_id: NoteId, passage: Span | None) -> bool:
    if not isinstance(evidence, Moment) or evidence.note_id != note_id:
        return False
    return passage is None or evidence.span.overlap(passage) > 0


def _series(series: Series, note_id: NoteId) -> Series:
    return replace(series, weeks=tuple(_week(one, note_id) for one in series.weeks))


def _week(week: WeekPoint, note_id: NoteId) -> WeekPoint:
    left = tuple(one for one in week.points if one.moment.note_id != note_id)
    return week if len(left) == len(week.points) else replace(week, points=left)
