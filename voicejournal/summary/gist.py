"""A week in one line, for the lists in which weeks and patients stand."""

from voicejournal.model.revision import Flag, Gist
from voicejournal.model.summary import SectionKind, Sentence, WeeklySummary
from voicejournal.summary.keys import key_of


def gist(summary: WeeklySummary) -> Gist:
    """Return what a page comes to."""
    return Gist(
        week=summary.week,
        notes=summary.notes,
        minutes=summary.minutes,
        changes=tuple(one.text for one in _part(summary, "changed") if not one.told_before),
        parted=tuple(one.text for one in _part(summary, "discordance")),
        flags=tuple(
            Flag(week=summary.week, key=key_of("safety", one), sentence=one)
            for one in _part(summary, "safety")
        ),
        answers=summary.answers,
    )


def _part(summary: WeeklySummary, kind: SectionKind) -> tuple[Sentence, ...]:
    return tuple(
        one for section in summary.sections if section.kind == kind for one in section.sentences
    )
