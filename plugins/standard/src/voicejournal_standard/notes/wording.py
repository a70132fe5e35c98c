"""Wording: how often a note says “I”, allows no exception, or denies."""

from collections.abc import Iterable, Iterator, Sequence

from voicejournal import (
    AnalyzerInfo,
    Finding,
    NoteView,
    Span,
    Text,
    Word,
    join_words,
    number,
    typeset,
    verbatim,
)
from voicejournal_standard.reading.around import kept_words, span_of
from voicejournal_standard.reading.negation import negations
from voicejournal_standard.reading.sentences import ENDS
from voicejournal_standard.reading.tokens import LANGUAGES, Token, find, lexicon, tokens_of

MIN_WORDS = 20
"""Words of a note below which a share means nothing."""
SHOWN = 5
"""Places shown per finding."""
AROUND = 2
"""Words shown on either side of a place."""

FIRST_PERSON = typeset(
    en="“I”, “me”, “my” made up {percent}% of the words: {count} of {all}.",
    fr="« je », « moi », « mon » : {percent} % des mots, {count} sur {all}.",
)
ABSOLUTES = typeset(
    en="Words that leave no exception, {count} in {all} words: {found}.",
    fr="Des mots sans exception, {count} sur {all} mots : {found}.",
)
NEGATIONS = typeset(
    en="Negations: {count} in {all} words.",
    fr="Négations : {count} sur {all} mots.",
)

Hits = Sequence[tuple[Token, ...]]


class Wording:
    """Counts kinds of words that are documented in this plugin's lexicon."""

    info = AnalyzerInfo(
        name="wording",
        version="1",
        title=Text(en="Wording", fr="Choix des mots"),
        needs=frozenset({"transcript"}),
        languages=LANGUAGES,
        limits=typeset(
            en="Words are counted from short lists, not understood: irony, quotation and the "
            "sense of a word in its sentence are lost. Recognised words can be wrong.",
            fr="Les mots sont comptés d’après de courtes listes, non compris : l’ironie, la "
            "citation et le sens d’un mot dans sa phrase échappent. Un mot reconnu peut être faux.",
        ),
    )

    def analyze(self, note: NoteView) -> Iterable[Finding]:
        """Return how the note is worded."""
        words = kept_words(note)
        tokens = tokens_of(words, note.language)
        if len(tokens) < MIN_WORDS:
            return
        lists = lexicon(note.language)
        count = number(len(tokens))
        first = find(lists["first_person"], tokens)
        absolute = find(lists["absolutes"], tokens)
        denied = negations(tokens, note.language)
        share = len(first) / len(tokens)
        yield from _finding(
            "wording.first_person",
            FIRST_PERSON.fill(percent=number(100 * share), count=number(len(first)), all=count),
            (share, "1"),
            _places(first, words, note),
        )
        yield from _finding(
            "wording.absolutes",
            ABSOLUTES.fill(count=number(len(absolute)), all=count, found=_list(absolute)),
            (float(len(absolute)), "word"),
            _places(absolute, words, note),
        )
        yield from _finding(
            "wording.negations",
            NEGATIONS.fill(count=number(len(denied)), all=count),
            (float(len(denied)), "negation"),
            _places(denied, words, note),
        )


def _finding(
    kind: str, claim: Text, value: tuple[float, str], places: Sequence[tuple[str, Span]]
) -> Iterator[Finding]:
    if not places:
        return
    yield Finding(
        kind=kind,
        claim=claim,
        value=value[0],
        unit=value[1],
        evidence=tuple(span for _, span in places),
        quote=" … ".join(phrase for phrase, _ in places),
        highlight=kind == "wording.absolutes",
    )


def _places(hits: Hits, words: Sequence[Word], note: NoteView) -> list[tuple[str, Span]]:
    """Return the first places with a few words around, so that they can be understood."""
    places = []
    for hit in hits[:SHOWN]:
        first, last = hit[0].at, hit[-1].at
        before = _same_sentence(words[max(first - AROUND, 0) : first][::-1], after=False)[::-1]
        after = _same_sentence(words[last : last + AROUND + 1], after=True)
        phrase = [*before, *words[first:last], *after]
        places.append((join_words(phrase), span_of(phrase, note)))
    return places


def _same_sentence(words: Sequence[Word], *, after: bool) -> Sequence[Word]:
    """Cut a run of words, nearest first, where its sentence ends or the one before it does."""
    for at, word in enumerate(words):
        if word.text.endswith(ENDS):
            return words[: at + after]
    return words


def _list(hits: Hits) -> Text:
    found = dict.fromkeys(" ".join(token.text for token in hit) for hit in hits)
    return verbatim(", ".join(found).replace("’ ", "’"))
