"""What changed: at most five sentences against this person's own usual."""

from collections import Counter
from collections.abc import Iterator, Sequence

from voicejournal.model.change import FURTHEST_WEEKS, Change, Comparison
from voicejournal.model.finding import Provenance
from voicejournal.model.summary import Section, Sentence
from voicejournal.model.text import Text, amount, number, typeset, verbatim
from voicejournal.summary.diary import Diary
from voicejournal.summary.measured import measured
from voicejournal.summary.phrases import BY_MEASURE, PHRASES
from voicejournal.summary.shown import evidence_of, weeks_of

MOST = 5
PER_DOMAIN = 2
ORDER = {phrase.measure: at for at, phrase in enumerate(PHRASES)}
"""The plainest measure of a story stands first."""

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
ANSWERED = typeset(
    en="{name}: {value}, {usual} before. A difference of {matters} or more is more than chance.",
    fr="{name} : {value}, contre {usual} auparavant. Un écart d’au moins {matters} dépasse le "
    "hasard.",
)
FIRST_TOLD = typeset(en="First told {ago} ago.", fr="Signalé pour la première fois il y a {ago}.")
LONG_TOLD = typeset(
    en="First told {ago} ago or earlier.", fr="Signalé pour la première fois il y a {ago} ou plus."
)
ONE_NOTE, NOTES = Text("note", "note"), Text("notes", "notes")
ONE_WEEK, WEEKS = Text("week", "semaine"), Text("weeks", "semaines")
ONE_POINT, POINTS = Text("point", "point"), Text("points", "points")


def changed(diary: Diary, comparison: Comparison) -> Section:
    """Write the section of changes, strongest first; what merely goes on comes after."""
    new, standing = _told(comparison.changes), _told(comparison.standing, per_domain=1)
    widest = _widest(new, standing)
    return Section(
        kind="changed",
        title=TITLE,
        sentences=tuple(
            _sentence(change, diary) for change in (*new, *standing) if change in widest
        ),
        empty=_empty(diary, comparison),
    )


def _told(changes: Sequence[Change], per_domain: int = PER_DOMAIN) -> list[Change]:
    """Choose what is said, strongest first: no story twice, no domain more than so often."""
    by_domain = Counter[str]()
    chosen = []
    for change in _plainest(changes):
        by_domain[change.domain] += 1
        if change.domain == "questionnaire" or by_domain[change.domain] <= per_domain:
            chosen.append(change)
    return chosen


def _widest(new: Sequence[Change], standing: Sequence[Change]) -> list[Change]:
    """Choose what there is room for: each domain once before any is told of twice.

    Otherwise a second measure of the voice's quality would hide that silences are still long.
    """
    first: dict[str, Change] = {}
    for change in (*new, *standing):
        named = change.measure if change.domain == "questionnaire" else change.domain
        first.setdefault(named, change)
    again = [change for change in new if change not in first.values()]
    return [*first.values(), *again][:MOST]


def _plainest(changes: Sequence[Change]) -> Iterator[Change]:
    """Yield of each story the measure that is plainest to a reader."""
    stories: dict[str, list[Change]] = {}
    for change in changes:
        if change.domain == "questionnaire":
            stories[change.measure] = [change]
        elif change.measure in BY_MEASURE:
            stories.setdefault(BY_MEASURE[change.measure].story, []).append(change)
    for told in stories.values():
        yield min(told, key=lambda one: ORDER.get(one.measure, 0))


def _sentence(change: Change, diary: Diary) -> Sentence:
    return Sentence(
        # Over four weeks it is another number, so another kind: `changed.` is this week’s.
        kind=f"{'changed' if change.span == 'week' else 'drifted'}.{change.measure}",
        text=_text(change),
        evidence=evidence_of(change, diary),
        value=change.value,
        unit=change.unit,
        usual=change.usual,
        context=_first_told(change.weeks_since),
        provenance=_provenance(change, diary),
        told_before=bool(change.weeks_since),
    )


def _text(change: Change) -> Text:
    if change.domain == "questionnaire":
        return _answered(change)
    return BY_MEASURE[change.measure].changed(
        change.direction,
        change.value,
        change.usual,
        span=change.span,
        standing=bool(change.weeks_since),
    )


def _answered(change: Change) -> Text:
    def points(value: float) -> Text:
        return number(value, 0 if value == round(value) else 1)

    return ANSWERED.fill(
        name=verbatim(change.measure.upper()),
        value=amount(change.value, 0, one=ONE_POINT, many=POINTS),
        usual=points(change.usual),
        matters=points(change.matters or 0.0),
    )


def _first_told(weeks: int) -> Text | None:
    if not weeks:
        return None
    said = LONG_TOLD if weeks >= FURTHEST_WEEKS else FIRST_TOLD
    return said.fill(ago=amount(weeks, 0, one=ONE_WEEK, many=WEEKS))


def _provenance(change: Change, diary: Diary) -> tuple[Provenance, ...]:
    if change.answers:
        return ()
    if change.domain != "wording":
        return measured(diary)
    stamps = {one.provenance for _, one in diary.spoken(change.measure, *weeks_of(change, diary))}
    return tuple(one for one in stamps if one is not None)


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
