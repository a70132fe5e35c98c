"""Themes: what this week is about, held against what this person spoke of before."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from voicejournal import (
    AnalyzerInfo,
    Text,
    WeekFinding,
    WeekView,
    amount,
    number,
    quoted,
    typeset,
)
from voicejournal_standard.reading.moments import moment
from voicejournal_standard.reading.terms import Said, terms
from voicejournal_standard.reading.tokens import LANGUAGES
from voicejournal_standard.reading.worth import worth

PRIOR_WORDS = 50.0
"""Weight of the prior, in words: a word that was never said counts as nearly never (assumed)."""
STANDS_OUT = 1.28
"""Log-odds in their own standard errors; one in ten would pass by chance, one side."""
NEEDED_NOTES = 2
"""Notes of the week in which a theme comes up."""
NEEDED_WITHOUT_PAST = 3
"""The same where there is nothing to hold it against (assumed)."""
COMES_BACK = 3
"""Weeks of silence after which a word has come back (assumed)."""
MOST = 4
HEARD = 4
COVERS = 0.8
"""Share of a word's places that an expression covers to stand for it."""

NEW = typeset(
    en="{theme}: in {notes} of this week’s {here}, in none of the {before} before.",
    fr="{theme} : dans {notes} des {here} de la semaine, dans aucune des {before} d’avant.",
)
MORE = typeset(
    en="{theme}: in {notes} of this week’s {here}, in {often} of the {before} before.",
    fr="{theme} : dans {notes} des {here} de la semaine, dans {often} des {before} d’avant.",
)
BACK = typeset(
    en="{theme} came back after {weeks}: in {notes} of this week’s {here}.",
    fr="{theme} revient après {weeks} : dans {notes} des {here} de la semaine.",
)
FIRST = typeset(
    en="{theme}: in {notes} of this week’s {here}. There are no earlier ones to compare with.",
    fr="{theme} : dans {notes} des {here} de la semaine. Il n’y en a pas de plus anciennes à "
    "comparer.",
)
ONE_NOTE, NOTES = Text("note", "note"), Text("notes", "notes")
ONE_WEEK, WEEKS = Text("week", "semaine"), Text("weeks", "semaines")


@dataclass(frozen=True, slots=True)
class _Theme:
    term: str
    said: tuple[Said, ...]
    before: tuple[Said, ...]
    strength: float

    @property
    def notes(self) -> int:
        """Notes of the week in which it is said."""
        return len({one.note.note_id for one in self.said})

    @property
    def notes_before(self) -> int:
        """Notes before the week in which it was said."""
        return len({one.note.note_id for one in self.before})

    @property
    def name(self) -> str:
        """The form in which it was said most often this week; a name is a name wherever it is."""
        forms = Counter(one.written for one in self.said)
        names = [form for form in forms if form != form.lower()]
        return names[0] if names else forms.most_common(1)[0][0]


class Themes:
    """Finds words and short expressions that stand out against this person's own past."""

    info = AnalyzerInfo(
        name="themes",
        version="1",
        title=Text(en="What the week was about", fr="De quoi parle la semaine"),
        needs=frozenset({"transcript"}),
        uses=frozenset({"voice", "turns"}),
        languages=LANGUAGES,
        limits=typeset(
            en="Words are brought together by their form, not by what they mean: one matter in "
            "ever new words is not seen, and a frequent word need not matter. Log-odds with a "
            "prior, after Monroe, Colaresi and Quinn (2008).",
            fr="Les mots sont réunis d’après leur forme, non d’après leur sens : un sujet dit avec "
            "des mots toujours nouveaux échappe, et un mot fréquent n’est pas toujours important. "
            "Rapport de cotes avec a priori, d’après Monroe, Colaresi et Quinn (2008).",
        ),
    )

    def analyze_week(self, week: WeekView) -> Iterable[WeekFinding]:
        """Return the themes of the week, strongest first."""
        for language in sorted(LANGUAGES):
            yield from (_finding(one, week) for one in _themes(week, language)[:MOST])


def _themes(week: WeekView, language: str) -> list[_Theme]:
    here, before = terms(week.notes, language), terms(week.earlier, language)
    totals = tuple(max(sum(map(len, one.values())), 1) for one in (here, before))
    found = [
        _Theme(
            term, tuple(said), tuple(before.get(term, ())), _log_odds(term, here, before, totals)
        )
        for term, said in here.items()
    ]
    needed = NEEDED_NOTES if week.earlier else NEEDED_WITHOUT_PAST
    strong = [
        one
        for one in found
        if one.notes >= needed and (not week.earlier or one.strength >= STANDS_OUT)
    ]
    ordered = sorted(strong, key=lambda one: (-one.notes, -one.strength, one.term))
    return _without_parts(ordered)


def _log_odds(
    term: str,
    here: Mapping[str, Sequence[Said]],
    before: Mapping[str, Sequence[Said]],
    totals: tuple[int, ...],
) -> float:
    """Return how much likelier a term is this week than before, in standard errors.

    Source:
        Monroe, Colaresi & Quinn (2008), Fightin' Words, Political Analysis 16(4), 372-403,
        equations 16 and 22; the prior is this person's own words, this week's included.
    """
    now, then = len(here.get(term, ())), len(before.get(term, ()))
    prior = PRIOR_WORDS * (now + then) / sum(totals)
    odds = [
        math.log((count + prior) / (total + PRIOR_WORDS - count - prior))
        for count, total in zip((now, then), totals, strict=True)
    ]
    return (odds[0] - odds[1]) / math.sqrt(1 / (now + prior) + 1 / (then + prior))


def _without_parts(themes: Sequence[_Theme]) -> list[_Theme]:
    """Keep an expression instead of its words where it covers them; else the words."""
    kept: list[_Theme] = []
    by_size = sorted(themes, key=lambda one: -len(one.term.split()))
    for one in by_size:
        if not any(_covers(longer, one) for longer in kept):
            kept.append(one)
    return [one for one in themes if one in kept]


def _covers(longer: _Theme, one: _Theme) -> bool:
    parts = set(longer.term.split())
    inside = set(one.term.split()) <= parts
    return inside and len(longer.said) >= COVERS * len(one.said)


def _finding(theme: _Theme, week: WeekView) -> WeekFinding:
    heard = _heard(theme)
    return WeekFinding(
        kind=f"themes.{_kind(theme, week)}",
        section="themes",
        claim=_claim(theme, week),
        evidence=tuple(moment(one.note, one.passage.span) for one in heard),
        value=float(theme.notes),
        unit="note",
        quote=heard[0].passage.quote,
    )


def _kind(theme: _Theme, week: WeekView) -> str:
    if not week.earlier:
        return "first"
    if not theme.before:
        return "new"
    return "returning" if _weeks_silent(theme, week) >= COMES_BACK else "more"


def _claim(theme: _Theme, week: WeekView) -> Text:
    said = {"first": FIRST, "new": NEW, "returning": BACK, "more": MORE}[_kind(theme, week)]
    return said.fill(
        theme=quoted(theme.name),
        notes=number(theme.notes),
        here=amount(len(week.notes), 0, one=ONE_NOTE, many=NOTES),
        before=number(len(week.earlier)),
        often=number(theme.notes_before),
        weeks=amount(_weeks_silent(theme, week), 0, one=ONE_WEEK, many=WEEKS),
    )


def _weeks_silent(theme: _Theme, week: WeekView) -> int:
    """Return the whole weeks since it was last said; 0 where it never was."""
    if not theme.before:
        return 0
    last = theme.before[-1].note.recorded_at
    return int((week.week.start - last) / timedelta(weeks=1))


def _heard(theme: _Theme) -> list[Said]:
    """Return one place of each note; the sentence that reads best is heard, and quoted, first."""
    best: dict[str, Said] = {}
    for one in theme.said:
        kept = best.get(one.note.note_id)
        if kept is None or worth(one.passage) > worth(kept.passage):
            best[one.note.note_id] = one
    places = list(best.values())
    first = max(places, key=lambda one: worth(one.passage))
    others = [one for one in places if one is not first]
    return [first, *others][:HEARD]
