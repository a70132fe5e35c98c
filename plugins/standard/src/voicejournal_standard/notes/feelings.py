"""Feelings: what somebody is said to feel, in the patient's own words and never beyond them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from voicejournal import (
    AnalyzerInfo,
    Finding,
    Missing,
    NoteView,
    Text,
    WeekFinding,
    WeekView,
    amount,
    quoted,
    typeset,
)
from voicejournal_standard.reading.feelings import Feeling, feelings
from voicejournal_standard.reading.moments import found, moment
from voicejournal_standard.reading.passages import Passage, own_passages
from voicejournal_standard.reading.tokens import LANGUAGES

NAMED = 6
"""Feelings named in the line of a week."""
HEARD = 4
"""Moments of it that can be heard."""
NO_QUANTITY = Missing("words of feeling are quoted, not weighed")

SAYS = {
    "own": typeset(en="Says: {words}", fr="Dit : {words}"),
    "before": typeset(en="Says of an earlier time: {words}", fr="Dit d’un temps passé : {words}"),
    "denied": typeset(en="Says that it is not so: {words}", fr="Dit que non : {words}"),
    "others": typeset(en="Says of somebody else: {words}", fr="Dit de quelqu’un d’autre : {words}"),
}
WEEK = typeset(
    en="Feelings named as their own, in {notes}: {named}.",
    fr="Sentiments nommés comme siens, dans {notes} : {named}.",
)
ONE_NOTE, NOTES = Text("note", "note"), Text("notes", "notes")


class Feelings:
    """Finds who is said to feel what."""

    info = AnalyzerInfo(
        name="feelings",
        version="1",
        title=Text(en="Feelings put into words", fr="Sentiments mis en mots"),
        needs=frozenset({"transcript"}),
        uses=frozenset({"voice", "turns"}),
        languages=LANGUAGES,
        limits=typeset(
            en="Only words of feeling that are on a list and stand in a common turn of phrase are "
            "found. Irony is not heard, and what is felt may be said otherwise, or not at all.",
            fr="Seuls sont trouvés des mots de sentiment qui figurent sur une liste, dans une "
            "tournure courante. L’ironie n’est pas entendue, et ce qui est ressenti peut être dit "
            "autrement, ou pas du tout.",
        ),
    )

    def analyze(self, note: NoteView) -> Iterable[Finding]:
        """Return each feeling that is named, with the one who is said to feel it."""
        for passage in own_passages(note):
            for one in _one_of_each_kind(feelings(passage)):
                yield _finding(one)

    def analyze_week(self, week: WeekView) -> Iterable[WeekFinding]:
        """Return the feelings of the week in one line."""
        said = [_Said(note, one) for note, one in found(week, "feelings.own")]
        if said:
            yield _week(said)


class _Said(NamedTuple):
    note: NoteView
    finding: Finding


def _one_of_each_kind(said: Sequence[Feeling]) -> Iterator[Feeling]:
    """A sentence is quoted once as one's own, once as another's."""
    return iter({one.how: one for one in reversed(said) if one.how != "supposed"}.values())


def _finding(one: Feeling) -> Finding:
    passage = _shown(one)
    return Finding(
        kind=f"feelings.{one.how}",
        claim=SAYS[one.how].fill(words=quoted(passage.quote)),
        value=NO_QUANTITY,
        unit="",
        evidence=(passage.span,),
        quote=passage.quote,
    )


def _shown(one: Feeling) -> Passage:
    return one.passage.shown(one.first, one.end)


def _week(said: Sequence[_Said]) -> WeekFinding:
    named = Counter(word for one in said for word in _words(one))
    notes = len({one.note.note_id for one in said})
    chosen = _one_per_note(said)[:HEARD]
    return WeekFinding(
        kind="feelings.week",
        section="wording",
        claim=WEEK.fill(
            notes=amount(notes, 0, one=ONE_NOTE, many=NOTES), named=_list(named.most_common(NAMED))
        ),
        evidence=tuple(moment(one.note, one.finding.evidence[0]) for one in chosen),
        value=float(notes),
        unit="note",
        quote=chosen[0].finding.quote,
    )


def _words(one: _Said) -> Iterator[str]:
    """Return the words of feeling in what was quoted."""
    for passage in own_passages(one.note):
        for feeling in feelings(passage):
            if feeling.how == "own" and _shown(feeling).quote == one.finding.quote:
                yield feeling.word


def _one_per_note(said: Sequence[_Said]) -> list[_Said]:
    """Every note once before any twice, oldest first: a page should hear the whole week."""
    firsts: dict[str, _Said] = {}
    for one in said:
        firsts.setdefault(one.note.note_id, one)
    return list(firsts.values())


def _list(named: Iterable[tuple[str, int]]) -> Text:
    words = [(quoted(word), times) for word, times in named]
    return Text(
        en=", ".join(word.en + (f" ({times}×)" if times > 1 else "") for word, times in words),
        fr=", ".join(word.fr + (f" ({times}×)" if times > 1 else "") for word, times in words),
    )
