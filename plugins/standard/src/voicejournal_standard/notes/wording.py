"""Wording: how a note is put, in numbers that can be followed from note to note."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from voicejournal import (
    AnalyzerInfo,
    Finding,
    NoteView,
    Span,
    Text,
    WeekFinding,
    WeekView,
    number,
    typeset,
    verbatim,
)
from voicejournal_standard.notes.wording_says import SAYS, VARIETY, Says
from voicejournal_standard.reading.passages import Passage, own_passages
from voicejournal_standard.reading.tallies import Place, affirmed, denied, listed, matched
from voicejournal_standard.reading.tokens import LANGUAGES
from voicejournal_standard.weeks.hard import hard_on_oneself

MIN_WORDS = 20
"""Words of a note below which a share means nothing (assumed)."""
WINDOW = 30
"""Words of a window in which different ones are counted; half-minute notes hold some seventy."""
SHOWN = 5
"""Places shown per finding."""
LISTED = 6
"""Different words named in a claim."""
AROUND = 3
"""Words quoted on either side of a place."""
WORTH_HEARING = 2
"""Places from which a note is worth a line of its own on the page."""

Find = Callable[[Sequence[Passage]], tuple[Place, ...]]


@dataclass(frozen=True, slots=True)
class _Share:
    """A kind of words whose share of all words is followed."""

    kind: str
    find: Find
    whole: bool = False
    """Quoted with its whole sentence, since it may stand on a page."""
    highlight: bool = False


def _present(said: Sequence[Passage]) -> tuple[Place, ...]:
    """Return forms of the present that are no part of a past or a future: `j’ai dit`."""
    others = (*matched("time", "past", said), *matched("time", "future", said))
    taken = {(id(one.passage), at) for one in others for at in range(one.first, one.end)}
    return tuple(
        one
        for one in matched("time", "present", said)
        if all((id(one.passage), at) not in taken for at in range(one.first, one.end))
    )


SHARES: tuple[_Share, ...] = (
    _Share("first_person_share", lambda said: listed("first_person", said)),
    _Share("absolutist_share", lambda said: listed("absolutes", said), whole=True, highlight=True),
    _Share("negation_share", denied),
    _Share("past_share", lambda said: matched("time", "past", said)),
    _Share("present_share", _present),
    _Share("future_share", lambda said: matched("time", "future", said)),
    _Share("self_critical_share", lambda said: matched("self_criticism", "hard", said), whole=True),
    _Share("positive_share", lambda said: affirmed("positive", said)),
    _Share("negative_share", lambda said: affirmed("negative", said)),
)


class Wording:
    """Counts kinds of words that are documented in this plugin's lexicon."""

    info = AnalyzerInfo(
        name="wording",
        version="2",
        title=Text(en="Wording", fr="Choix des mots"),
        needs=frozenset({"transcript"}),
        uses=frozenset({"voice", "turns"}),
        languages=LANGUAGES,
        limits=typeset(
            en="Words are counted from short lists, not understood: irony, quotation and the "
            "sense of a word in its sentence are lost. Recognised words can be wrong.",
            fr="Les mots sont comptés d’après de courtes listes, non compris : l’ironie, la "
            "citation et le sens d’un mot dans sa phrase échappent. Un mot reconnu peut être faux.",
        ),
    )

    def analyze(self, note: NoteView) -> Iterable[Finding]:
        """Return one number of each kind, zero included: a series needs every note."""
        said = own_passages(note)
        total = sum(len(one.tokens) for one in said)
        if total < MIN_WORDS:
            return
        for share in SHARES:
            yield _share(share, share.find(said), said, total)
        yield from _variety(said)

    def analyze_week(self, week: WeekView) -> Iterable[WeekFinding]:
        """Return what of a week's wording stands on its page; the numbers are followed there."""
        return hard_on_oneself(week)


def _share(share: _Share, places: Sequence[Place], said: Sequence[Passage], total: int) -> Finding:
    says = SAYS[share.kind]
    shown = [_shown(place, whole=share.whole) for place in places[:SHOWN]]
    return Finding(
        kind=f"wording.{share.kind}",
        claim=_claim(says, places, total),
        value=len(places) / total,
        unit="1",
        evidence=tuple(one.span for one in shown) or (_all(said),),
        quote=shown[0].quote if shown else "",
        highlight=share.highlight and len(places) >= WORTH_HEARING,
    )


def _shown(place: Place, *, whole: bool) -> Passage:
    """Return the whole sentence where it may stand on a page, else a few words around."""
    return place.passage.shown(place.first, place.end) if whole else place.near(AROUND)


def _claim(says: Says, places: Sequence[Place], total: int) -> Text:
    if not places:
        return says.none.fill(all=number(total))
    return says.some.fill(
        count=number(len(places)),
        all=number(total),
        percent=number(100 * len(places) / total),
        found=_list(places),
    )


def _list(places: Sequence[Place]) -> Text:
    return verbatim(", ".join(list(dict.fromkeys(place.said for place in places))[:LISTED]))


def _variety(said: Sequence[Passage]) -> Iterator[Finding]:
    """Return how many of thirty words in a row are different, on average over the note."""
    texts = [token.text for one in said for token in one.tokens]
    if len(texts) < WINDOW:
        return
    windows = [len(set(texts[at : at + WINDOW])) for at in range(len(texts) - WINDOW + 1)]
    different = sum(windows) / len(windows)
    yield Finding(
        kind="wording.variety",
        claim=VARIETY.fill(different=number(different, 1), window=number(WINDOW)),
        value=different / WINDOW,
        unit="1",
        evidence=(_all(said),),
    )


def _all(said: Sequence[Passage]) -> Span:
    return Span(said[0].span.start, max(one.span.end for one in said))
