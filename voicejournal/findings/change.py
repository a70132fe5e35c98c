"""Tells when a week left a person's usual, with an error budget instead of a feeling.

Single notes are not tested: any note beyond two spreads on any of twenty measures would
raise fourteen false alarms a month. A week's mean is, alone and with its domain, and the mean of
four weeks with its domain; a story is told once and then stands.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from voicejournal.findings.answers import answer_changes
from voicejournal.findings.baseline import NEEDED_NOTES
from voicejournal.findings.circumstances import hours_apart, new_device, silent_days
from voicejournal.findings.readings import History, read_history
from voicejournal.findings.thresholds import DEFAULT, NEEDED_IN_WEEK, REFRACTORY, Thresholds
from voicejournal.findings.watched import BY_NAME
from voicejournal.findings.weighing import Weighing, weigh
from voicejournal.model.change import DOMAINS, FURTHEST_WEEKS, REMEMBERED_WEEKS, Change, Comparison
from voicejournal.model.checkin import CheckIn
from voicejournal.model.finding import NoteFindings
from voicejournal.model.note import NoteId, NoteView
from voicejournal.model.week import Week

REFRACTORY_WEEKS = REFRACTORY.days // 7
NOTHING: Mapping[NoteId, NoteFindings] = MappingProxyType({})


def compare(
    week: Week,
    notes: Iterable[NoteView],
    *,
    found: Mapping[NoteId, NoteFindings] = NOTHING,
    check_ins: Iterable[CheckIn] = (),
    thresholds: Thresholds = DEFAULT,
) -> Comparison:
    """Compare a week with the same person's notes before it.

    Args:
        week: The week.
        notes: All notes of the week and of the `REMEMBERED_WEEKS` before, in any order; notes
            after it and notes with too little speech are left out.
        found: What analyzers found in each note; some of it is a series, e.g. wording.
        check_ins: Every rating and questionnaire, in any order; later ones are left out.
        thresholds: How far is too far.
    """
    first = week.back(REMEMBERED_WEEKS).start
    near = [note for note in notes if first <= note.recorded_at < week.end]
    return follow(near, found=found, check_ins=check_ins, thresholds=thresholds).compare(week)


def follow(
    notes: Iterable[NoteView],
    *,
    found: Mapping[NoteId, NoteFindings] = NOTHING,
    check_ins: Iterable[CheckIn] = (),
    thresholds: Thresholds = DEFAULT,
) -> "Followed":
    """Read a whole diary once, to compare many of its weeks, each as it was at its end."""
    answered = tuple(check_ins)
    return Followed(read_history(notes, found, answered), answered, thresholds)


@dataclass(frozen=True)
class Followed:
    """One person's weeks, each weighed once."""

    history: History
    check_ins: tuple[CheckIn, ...]
    thresholds: Thresholds
    _weighed: dict[Week, Weighing] = field(default_factory=dict)

    def compare(self, week: Week) -> Comparison:
        """Compare one week with what came before it."""
        weighed = self._weigh(week)
        placed = [replace(one, weeks_since=self._since(one, week)) for one in weighed.changes]
        changes = [*placed, *answer_changes(self.check_ins, week)]
        before, during = weighed.before, weighed.during
        return Comparison(
            notes=len(during),
            learned_from=len(before),
            needed=NEEDED_NOTES,
            needed_in_week=NEEDED_IN_WEEK,
            usual=tuple(one.usual for one in weighed.baselines),
            changes=_strongest(one for one in changes if not one.weeks_since),
            standing=_strongest(one for one in changes if one.weeks_since),
            device_learned_from=new_device(before, during),
            hours=hours_apart(before, during),
            silent_days=silent_days(before, during),
        )

    def _weigh(self, week: Week) -> Weighing:
        if week not in self._weighed:
            self._weighed[week] = weigh(self.history, week, self.thresholds)
        return self._weighed[week]

    def _since(self, change: Change, week: Week) -> int:
        """Return how many weeks ago this story was first told; 0: it is new."""
        told = story(change)
        since = 0
        for back in range(1, FURTHEST_WEEKS + 1):
            if back - since > REFRACTORY_WEEKS:
                break
            if told in map(story, self._weigh(week.back(back)).changes):
                since = back
        return since


def story(change: Change) -> tuple[str, bool]:
    """Name what a change tells: a domain of the voice and whether it rose; the rest one by one."""
    rose = change.direction == "up"
    if change.domain not in DOMAINS:
        return change.measure, rose
    return change.domain, rose is (BY_NAME[change.measure].sign == 1)


def _strongest(changes: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(sorted(changes, key=lambda one: -abs(one.strength)))
