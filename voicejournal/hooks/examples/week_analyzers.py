"""A plugin with one analyzer of weeks: the longest note of a week."""

from collections.abc import Iterable

from voicejournal import (
    AnalyzerInfo,
    Moment,
    Span,
    Text,
    WeekAnalyzer,
    WeekFinding,
    WeekView,
    hookimpl,
)


class Longest:
    """Points at the longest note of a week."""

    info = AnalyzerInfo(
        name="longest",
        version="1",
        title=Text(en="Longest note", fr="Note la plus longue"),
        needs=frozenset(),
        languages=frozenset({"*"}),
        limits=Text(en="Long is not much.", fr="Long ne veut pas dire beaucoup."),
    )

    def analyze_week(self, week: WeekView) -> Iterable[WeekFinding]:
        """Return one finding, or none in a week without notes."""
        for note in sorted(week.notes, key=lambda one: -one.duration)[:1]:
            span = Span(0.0, note.duration)
            heard = Moment(note_id=note.note_id, recorded_at=note.recorded_at, span=span)
            yield WeekFinding(
                kind="longest.note",
                section="noticed",
                claim=Text(en="The longest note.", fr="La note la plus longue."),
                evidence=(heard,),
                value=note.duration,
                unit="s",
            )


@hookimpl
def voicejournal_week_analyzers() -> Iterable[WeekAnalyzer]:
    """Register it; an implementation may leave out the arguments that it does not read."""
    return (Longest(),)
