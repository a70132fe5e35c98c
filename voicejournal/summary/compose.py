"""One week on one page: findings, changes and voices → sentences that can all be played."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from voicejournal.hooks.registered import RegisteredAnalyzer, RegisteredWeekAnalyzer
from voicejournal.model.change import Comparison
from voicejournal.model.checkin import CheckIn
from voicejournal.model.evidence import Answered
from voicejournal.model.finding import NoteFindings
from voicejournal.model.note import NoteId, NoteView
from voicejournal.model.summary import WeeklySummary
from voicejournal.model.text import Text, typeset
from voicejournal.model.units import Missing
from voicejournal.model.week import Week
from voicejournal.model.weekview import WeekFindings
from voicejournal.summary.caveats import caveats, is_pending
from voicejournal.summary.changed import changed
from voicejournal.summary.diary import Diary, diary_of
from voicejournal.summary.found import found_in
from voicejournal.summary.measured import made_by
from voicejournal.summary.noticed import noticed
from voicejournal.summary.quotes import quotes
from voicejournal.summary.series import series
from voicejournal.summary.voice import voice

COMPOSED = "5"
"""Of the way in which a page is composed; a new one composes every open page again."""
MINUTE_S = 60.0

OWN_USUAL = typeset(
    en="Numbers are compared with this person’s own earlier notes, never with other people’s. "
    "Where a change comes from, the page cannot tell: ask.",
    fr="Les nombres sont comparés aux notes antérieures de cette personne, jamais à celles "
    "d’autrui. D’où vient un changement, la page ne peut le dire : demandez.",
)
NOTHING_FOUND = WeekFindings()
LIMIT = typeset(en="{title}: {limits}", fr="{title} : {limits}")


def compose(
    week: Week,
    notes: Iterable[tuple[NoteView, NoteFindings]],
    *,
    comparison: Comparison,
    now: datetime,
    found: WeekFindings = NOTHING_FOUND,
    analyzers: Sequence[RegisteredAnalyzer | RegisteredWeekAnalyzer] = (),
    check_ins: Iterable[CheckIn] = (),
    typed: Iterable[NoteId] = (),
) -> WeeklySummary:
    """Compose the weekly summary.

    Args:
        week: The week.
        notes: All notes of the week and of the weeks before it, in any order.
        comparison: The week beside this person's usual.
        now: Aware, UTC.
        found: What analyzers of the week found.
        analyzers: Those in force: what they cannot tell is printed under what they found.
        check_ins: In any order; those of other weeks are left out.
        typed: Notes of the week that were typed, oldest first.
    """
    diary = diary_of(week, notes)
    what_changed = changed(diary, comparison)
    told = {one.kind.partition(".")[2] for one in what_changed.sentences}
    return WeeklySummary(
        week=week,
        composed_at=now,
        notes=len(diary.notes),
        minutes=sum(note.duration for note in diary.notes) / MINUTE_S,
        pending=sum(is_pending(note.transcript) for note in diary.notes),
        sections=(
            *found_in("safety", found),
            what_changed,
            *found_in("discordance", found),
            quotes(diary),
            *found_in("themes", found),
            *found_in("wording", found),
            voice(diary, comparison, told),
            noticed(diary),
            *found_in("noticed", found),
            *found_in("progress", found),
        ),
        series=series(diary, comparison),
        caveats=caveats(diary, comparison),
        limits=_limits(diary, found, analyzers),
        provenance=made_by(diary, found),
        gaps=found.gaps,
        answers=_answers(week, check_ins),
        typed=tuple(typed),
    )


def _answers(week: Week, check_ins: Iterable[CheckIn]) -> tuple[Answered, ...]:
    """Return the check-ins of the week that have a score; one left incomplete has none."""
    scored = (
        Answered(
            check_in_id=one.check_in_id,
            instrument=one.instrument,
            answered_at=one.answered_at,
            score=one.score,
        )
        for one in check_ins
        if week.holds(one.answered_at) and not isinstance(one.score, Missing)
    )
    return tuple(sorted(scored, key=lambda one: one.answered_at))


def _limits(
    diary: Diary,
    found: WeekFindings,
    analyzers: Sequence[RegisteredAnalyzer | RegisteredWeekAnalyzer],
) -> tuple[Text, ...]:
    heard = {one.analyzer for one in made_by(diary, found)}
    # One that looks at notes and at weeks says what it cannot tell once.
    own = dict.fromkeys(
        LIMIT.fill(title=one.info.title, limits=one.info.limits)
        for one in analyzers
        if one.info.name in heard
    )
    return (OWN_USUAL, *own)
