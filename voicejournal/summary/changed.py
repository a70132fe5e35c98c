"""What changed: at most five sentences against this person's own usual."""

from collections import Counter
from collections.abc import Sequence

from voicejournal.model.change import Change, Comparison, Direction
from voicejournal.model.evidence import Moment
from voicejournal.model.summary import Section, Sentence
from voicejournal.model.text import Text, amount, number, typeset
from voicejournal.summary.diary import Diary
from voicejournal.summary.measured import measured
from voicejournal.summary.moments import showing
from voicejournal.summary.phrases import BY_MEASURE, PHRASES

MOST = 5
PER_DOMAIN = 2
ORDER = {phrase.measure: at for at, phrase in enumerate(PHRASES)}
"""The plainest measure of a story stands first."""
MOMENTS = 3

TITLE = Text(en="What changed", fr="Ce qui a changé")
NO_NOTES = typeset(en="No note this week.", fr="Aucune note cette semaine.")
NOT_COMPARED = typeset(
    en="Not compared: {here} with enough speech this week; it takes {needed}.",
    fr="Pas de comparaison : {here} avec assez de parole cette semaine ; il en faut {needed}.",
)
LEARNING = typeset(
    en="Still learning this person’s usual: {count} of {needed} notes.",
    fr="L’habitude de cette personne n’est pas encore connue : {known} sur {needed}.",
)
STEADY = typeset(
    en="Nothing measured left this person’s usual this week, learned from {known}.",
    fr="Rien de ce qui est mesuré n’est sorti cette semaine de l’habitude de cette personne, "
    "apprise sur {known}.",
)
ONE_NOTE, NOTES = Text("note", "note"), Text("notes", "notes")


def changed(diary: Diary, comparison: Comparison) -> Section:
    """Write the section of changes, strongest first."""
    chosen = _told(comparison.changes)[:MOST]
    return Section(
        kind="changed",
        title=TITLE,
        sentences=tuple(_sentence(change, diary) for change in chosen),
        empty=_empty(diary, comparison),
    )


def _told(changes: Sequence[Change]) -> list[Change]:
    """Choose what is said, strongest first: no story twice, no domain more than twice."""
    stories: dict[str, list[Change]] = {}
    for change in changes:
        if change.measure in BY_MEASURE:
            stories.setdefault(BY_MEASURE[change.measure].story, []).append(change)
    plainest = [min(told, key=lambda one: ORDER[one.measure]) for told in stories.values()]
    by_domain = Counter[str]()
    chosen = []
    for change in plainest:
        by_domain[change.domain] += 1
        if by_domain[change.domain] <= PER_DOMAIN:
            chosen.append(change)
    return chosen


def _sentence(change: Change, diary: Diary) -> Sentence:
    phrase = BY_MEASURE[change.measure]
    return Sentence(
        kind=f"changed.{change.measure}",
        text=phrase.changed(change.direction, change.value, change.usual),
        evidence=_evidence(change, diary),
        value=change.value,
        unit=change.unit,
        usual=change.usual,
        provenance=measured(diary),
    )


def _evidence(change: Change, diary: Diary) -> tuple[Moment, ...]:
    """Return what to play: the notes that moved most, in the order of the week."""
    side = 1 if change.direction == "up" else -1
    valued = sorted(diary.values(change.measure, diary.week), key=lambda one: -side * one[1])
    shown = [showing(note, change.domain, _played(change)) for note, _ in valued[:MOMENTS]]
    return tuple(sorted(shown, key=lambda one: (one.recorded_at, one.span.start)))


def _played(change: Change) -> Direction:
    """Return what to play: shorter runs of speech are heard in the silences that cut them."""
    if change.measure != "run_median":
        return change.direction
    return "up" if change.direction == "down" else "down"


def _empty(diary: Diary, comparison: Comparison) -> Text:
    if not diary.notes:
        return NO_NOTES
    if comparison.learned_from < comparison.needed:
        return LEARNING.fill(
            count=number(comparison.learned_from),
            known=amount(comparison.learned_from, 0, one=ONE_NOTE, many=NOTES),
            needed=number(comparison.needed),
        )
    if comparison.notes < comparison.needed_in_week:
        here = amount(comparison.notes, 0, one=ONE_NOTE, many=NOTES)
        return NOT_COMPARED.fill(here=here, needed=number(comparison.needed_in_week))
    return STEADY.fill(known=amount(comparison.learned_from, 0, one=ONE_NOTE, many=NOTES))
