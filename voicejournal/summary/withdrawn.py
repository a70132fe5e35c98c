"""Kept pages without what a purpose produced, once the patient no longer allows it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from voicejournal.model.revision import Composition
from voicejournal.model.summary import Section, SectionKind, Sentence, Series, WeeklySummary


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """What of a page goes."""

    sentence: Callable[[SectionKind, Sentence], bool]
    series: Callable[[Series], bool]
    sound: bool = False
    """Whatever stands small beside sentences or above the page was heard in the voice."""


def without_purpose(kept: Composition, gone: Gone) -> Composition:
    """Return a kept page without what a purpose produced, the same object where that is nothing."""
    summary = _cut(kept.summary, gone)
    return kept if summary == kept.summary else replace(kept, summary=summary)


def _cut(summary: WeeklySummary, gone: Gone) -> WeeklySummary:
    sections = (_section(one, gone) for one in summary.sections)
    return replace(
        summary,
        # What was retold leaves no title behind: that nothing matched would not be true.
        sections=tuple(one for one in sections if one.kind != "retold" or one.sentences),
        series=tuple(one for one in summary.series if not gone.series(one)),
        caveats=() if gone.sound else summary.caveats,
    )


def _section(section: Section, gone: Gone) -> Section:
    left = (one for one in section.sentences if not gone.sentence(section.kind, one))
    if gone.sound:
        left = (one if one.context is None else replace(one, context=None) for one in left)
    return replace(section, sentences=tuple(left))
