"""How it has been, in plain words: counted, never judged, and held against one's own usual only."""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from voicejournal.model.change import Comparison
from voicejournal.model.checkin import MOOD, CheckIn
from voicejournal.model.note import NoteView
from voicejournal.model.summary import Series
from voicejournal.model.text import Text, amount, number, typeset
from voicejournal.model.trends import Day, Tally, Trends, VoiceTrend
from voicejournal.model.units import Missing
from voicejournal.model.week import Week
from voicejournal.summary.diary import Entry, diary_of
from voicejournal.summary.series import series
from voicejournal.summary.week import weeks_until

SHOWN_WEEKS = 8
MINUTE_S = 60.0
PACE = frozenset({"speech_rate", "articulation_rate", "words_per_minute"})
PAUSES = frozenset({"pause_median", "pause_fraction"})

DAYS = typeset(
    en="This week you spoke on {days} of 7 days.",
    fr="Cette semaine, vous avez parlé {days} jours sur 7.",
)
ONE_DAY = typeset(
    en="This week you spoke on one of 7 days.",
    fr="Cette semaine, vous avez parlé un jour sur 7.",
)
NO_DAY = typeset(
    en="You have not spoken this week. That is fine: it is your diary.",
    fr="Vous n’avez pas parlé cette semaine. Ce n’est pas grave : c’est votre journal.",
)
NOTES = typeset(en="{notes}, {minutes} in all.", fr="{notes}, {minutes} en tout.")
TYPED = typeset(en="And {notes} typed.", fr="Et {notes} par écrit.")
BEFORE = typeset(en="The week before it was {days}.", fr="La semaine d’avant, c’était {days}.")
RATED_ONCE = typeset(
    en="You rated your mood once this week: {last} of 10.",
    fr="Vous avez noté votre humeur une fois cette semaine : {last} sur 10.",
)
RATED = typeset(
    en="You rated your mood {times} times this week, between {low} and {high} of 10.",
    fr="Vous avez noté votre humeur {times} fois cette semaine, entre {low} et {high} sur 10.",
)
NOT_RATED = typeset(
    en="You have not rated your mood this week.",
    fr="Vous n’avez pas noté votre humeur cette semaine.",
)
SAID = {
    ("pace", "high"): typeset(
        en="This week you spoke faster than your usual.",
        fr="Cette semaine, vous avez parlé plus vite que d’habitude.",
    ),
    ("pace", "low"): typeset(
        en="This week you spoke more slowly than your usual.",
        fr="Cette semaine, vous avez parlé plus lentement que d’habitude.",
    ),
    ("pace", "within"): typeset(
        en="This week you spoke at your usual pace.",
        fr="Cette semaine, vous avez parlé à votre rythme habituel.",
    ),
    ("pauses", "high"): typeset(
        en="This week your pauses were longer than your usual.",
        fr="Cette semaine, vos pauses étaient plus longues que d’habitude.",
    ),
    ("pauses", "low"): typeset(
        en="This week your pauses were shorter than your usual.",
        fr="Cette semaine, vos pauses étaient plus courtes que d’habitude.",
    ),
    ("pauses", "within"): typeset(
        en="This week your pauses were as long as they usually are.",
        fr="Cette semaine, vos pauses étaient aussi longues que d’habitude.",
    ),
    ("pace", "none"): typeset(
        en="This week nothing could be measured of your pace.",
        fr="Cette semaine, votre rythme n’a pas pu être mesuré.",
    ),
    ("pauses", "none"): typeset(
        en="This week nothing could be measured of your pauses.",
        fr="Cette semaine, vos pauses n’ont pas pu être mesurées.",
    ),
}
LEARNING = typeset(
    en="What is usual for you is not known yet: that takes {needed} notes from before this week, "
    "and there are {there}.",
    fr="Ce qui vous est habituel n’est pas encore connu : il y faut {needed} notes d’avant cette "
    "semaine, et il y en a {there}.",
)
NOTE, NOTES_OF = Text(en="note", fr="note"), Text(en="notes", fr="notes")
MINUTE, MINUTES = Text(en="minute", fr="minute"), Text(en="minutes", fr="minutes")
DAY, MANY_DAYS = Text(en="day", fr="jour"), Text(en="days", fr="jours")
SECOND, SECONDS = Text(en="second", fr="seconde"), Text(en="seconds", fr="secondes")


@dataclass(frozen=True, slots=True)
class Entered:
    """A note as far as it is counted."""

    recorded_at: datetime
    typed: bool


def trends(
    week: Week,
    *,
    now: datetime,
    entered: Sequence[Entered],
    notes: Sequence[Entry],
    comparison: Comparison,
    check_ins: Iterable[CheckIn],
) -> Trends:
    """Put together how it has been.

    Args:
        week: The one that runs.
        now: Aware.
        entered: Every note of the last weeks, spoken or typed, worked on or not.
        notes: Those of them that were measured.
        comparison: The week beside this person's usual.
        check_ins: Every check-in.
    """
    views = [view for view, _ in notes]
    tallies = tuple(_tally(one, entered, views, now) for one in _weeks(week, entered))
    rated = [
        one.score
        for one in check_ins
        if one.instrument == MOOD
        and week.holds(one.answered_at)
        and not isinstance(one.score, Missing)
    ]
    charts = series(diary_of(week, notes), comparison)
    return Trends(
        week=week,
        tallies=tallies,
        often=tuple(_often(tallies[-1], tallies[-2])),
        ratings=(_rated(rated),),
        voices=tuple(_voices(charts, week, comparison)),
    )


def _weeks(week: Week, entered: Iterable[Entered]) -> tuple[Week, ...]:
    """Return the weeks that are shown: none before the diary began, but always the last two."""
    first = min((one.recorded_at for one in entered), default=week.start)
    weeks = weeks_until(week, SHOWN_WEEKS)
    begun = tuple(one for one in weeks if one.end > first)
    return begun if len(begun) > 1 else weeks[-2:]


def _tally(
    week: Week, entered: Iterable[Entered], notes: Iterable[NoteView], now: datetime
) -> Tally:
    today = now.astimezone(ZoneInfo(week.zone)).date()
    days = [week.monday + timedelta(days=at) for at in range(7)]
    mine = [
        (one.recorded_at.astimezone(ZoneInfo(week.zone)).date(), one.typed)
        for one in entered
        if week.holds(one.recorded_at)
    ]
    return Tally(
        week=week,
        days=tuple(
            Day(
                on=day,
                spoken=mine.count((day, False)),
                typed=mine.count((day, True)),
                ahead=day > today,
            )
            for day in days
        ),
        minutes=sum(one.duration for one in notes if week.holds(one.recorded_at)) / MINUTE_S,
    )


def _often(now: Tally, before: Tally) -> Iterable[Text]:
    days = now.spoken_days
    if days == 0:
        yield NO_DAY
    else:
        yield (ONE_DAY if days == 1 else DAYS).fill(days=number(days))
        yield NOTES.fill(
            notes=amount(now.notes, 0, one=NOTE, many=NOTES_OF), minutes=_length(now.minutes)
        )
    if now.typed:
        yield TYPED.fill(notes=amount(now.typed, 0, one=NOTE, many=NOTES_OF))
    if before.spoken_days:
        yield BEFORE.fill(days=amount(before.spoken_days, 0, one=DAY, many=MANY_DAYS))


def _length(minutes: float) -> Text:
    if minutes < 1:
        return amount(minutes * MINUTE_S, 0, one=SECOND, many=SECONDS)
    return amount(minutes, 0, one=MINUTE, many=MINUTES)


def _rated(scores: Sequence[float]) -> Text:
    if not scores:
        return NOT_RATED
    if len(scores) == 1:
        return RATED_ONCE.fill(last=number(scores[0]))
    return RATED.fill(times=number(len(scores)), low=number(min(scores)), high=number(max(scores)))


def _voices(charts: Iterable[Series], week: Week, comparison: Comparison) -> Iterable[VoiceTrend]:
    told: set[str] = set()
    for chart in charts:
        about = "pace" if chart.measure in PACE else "pauses" if chart.measure in PAUSES else ""
        if about and about not in told:
            told.add(about)
            yield VoiceTrend(said=_said(about, chart, week, comparison), series=chart)


def _said(about: str, chart: Series, week: Week, comparison: Comparison) -> Text:
    values = [point.value for one in chart.weeks if one.week == week for point in one.points]
    if not values:
        return SAID[about, "none"]
    if chart.band is None:
        return LEARNING.fill(needed=number(comparison.needed), there=number(chart.learned_from))
    low, high = chart.band
    middle = statistics.median(values)
    return SAID[about, "high" if middle > high else "low" if middle < low else "within"]
