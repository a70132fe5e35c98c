"""Quotes: sentences of a note that are worth reading, in the person's own words."""

from collections.abc import Iterable

from voicejournal import AnalyzerInfo, Finding, NoteView, Text, quoted, typeset
from voicejournal_standard.reading.passages import Passage, all_passages
from voicejournal_standard.reading.tokens import LANGUAGES
from voicejournal_standard.reading.worth import may_be_quoted, worth

PER_NOTE = 5
WORTH = 1.0
"""Weight from which a sentence is offered."""
ALIKE = 0.6
"""Share of common words from which two sentences of a note say the same."""

CLAIM = typeset(en="In their words: {words}", fr="Avec ses mots : {words}")


class Quotes:
    """Offers sentences to quote; which of them stand on the page is decided there."""

    info = AnalyzerInfo(
        name="quotes",
        version="2",
        title=Text(en="Quotes", fr="Citations"),
        needs=frozenset({"transcript"}),
        uses=frozenset({"voice", "turns"}),
        languages=LANGUAGES,
        limits=typeset(
            en="Sentences are chosen by the words they use and the silence around them. What "
            "matters most may have been said otherwise, or not at all.",
            fr="Les phrases sont choisies d’après leurs mots et le silence qui les entoure. "
            "L’essentiel peut avoir été dit autrement, ou pas du tout.",
        ),
    )

    def analyze(self, note: NoteView) -> Iterable[Finding]:
        """Return the sentences most worth reading, none of them twice."""
        weighed = [
            (worth(passage), passage) for passage in all_passages(note) if may_be_quoted(passage)
        ]
        ordered = sorted(
            (one for one in weighed if one[0] >= WORTH),
            key=lambda one: (-one[0], one[1].words[0].start),
        )
        return tuple(_finding(weight, passage) for weight, passage in _varied(ordered)[:PER_NOTE])


def _varied(ordered: Iterable[tuple[float, Passage]]) -> list[tuple[float, Passage]]:
    """Leave out what a weightier sentence has already said in nearly the same words."""
    chosen: list[tuple[float, Passage]] = []
    for one in ordered:
        if not any(_alike(one[1], other) for _, other in chosen):
            chosen.append(one)
    return chosen


def _alike(one: Passage, other: Passage) -> bool:
    words = [{token.text for token in passage.tokens} for passage in (one, other)]
    return len(words[0] & words[1]) >= ALIKE * max(len(words[0] | words[1]), 1)


def _finding(weight: float, passage: Passage) -> Finding:
    return Finding(
        kind="quotes.sentence",
        claim=CLAIM.fill(words=quoted(passage.quote)),
        value=weight,
        unit="1",
        evidence=(passage.span,),
        quote=passage.quote,
    )
