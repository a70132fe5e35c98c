"""Quotes: sentences of a note that are worth reading, in the person's own words."""

import statistics
from collections.abc import Iterable, Sequence

from voicejournal import (
    AnalyzerInfo,
    Finding,
    NoteView,
    Span,
    Text,
    Transcript,
    VoiceMeasures,
    Word,
    join_words,
    quoted,
    typeset,
)
from voicejournal_standard.reading.around import span_of
from voicejournal_standard.reading.sentences import sentences
from voicejournal_standard.reading.tokens import LANGUAGES, find, lexicon, tokens_of

PER_NOTE = 5
SHORTEST_WORDS = 4
LONGEST_WORDS = 32
SURE_WORD = 0.2
"""Probability below which a word is a guess; a sentence with one is not quoted."""
SURE_SENTENCE = 0.5
LONG_SILENCE_S = 1.5
"""Silence before a sentence that sets it apart from what went before."""
WORTH = 1.0
"""Weight from which a sentence is offered."""

CLAIM = typeset(en="In their words: {words}", fr="Avec ses mots : {words}")


class Quotes:
    """Offers sentences to quote; which of them stand on the page is decided there."""

    info = AnalyzerInfo(
        name="quotes",
        version="1",
        title=Text(en="Quotes", fr="Citations"),
        needs=frozenset({"transcript"}),
        uses=frozenset({"voice"}),
        languages=LANGUAGES,
        limits=typeset(
            en="Sentences are chosen by the words they use and the silence around them. What "
            "matters most may have been said otherwise, or not at all.",
            fr="Les phrases sont choisies d’après leurs mots et le silence qui les entoure. "
            "L’essentiel peut avoir été dit autrement, ou pas du tout.",
        ),
    )

    def analyze(self, note: NoteView) -> Iterable[Finding]:
        """Return the sentences most worth reading."""
        if not isinstance(note.transcript, Transcript):
            return ()
        pauses = note.voice.pauses if isinstance(note.voice, VoiceMeasures) else ()
        weighed = [
            (_weight(sentence, pauses, note.language), sentence)
            for sentence in sentences(note.transcript.words, pauses)
            if _may_be_quoted(sentence)
        ]
        worth = sorted(
            (one for one in weighed if one[0] >= WORTH), key=lambda one: (-one[0], one[1][0].start)
        )
        return tuple(_finding(weight, sentence, note) for weight, sentence in worth[:PER_NOTE])


def _finding(weight: float, sentence: Sequence[Word], note: NoteView) -> Finding:
    words = join_words(sentence)
    return Finding(
        kind="quotes.sentence",
        claim=CLAIM.fill(words=quoted(words)),
        value=weight,
        unit="1",
        evidence=(span_of(sentence, note),),
        quote=words,
    )


def _may_be_quoted(sentence: Sequence[Word]) -> bool:
    """Refuse quarantined words, guesses, and what is too short or long to read."""
    if not all(word.kept and word.probability >= SURE_WORD for word in sentence):
        return False
    sure = statistics.fmean(word.probability for word in sentence) >= SURE_SENTENCE
    return sure and SHORTEST_WORDS <= len(sentence) <= LONGEST_WORDS


def _weight(sentence: Sequence[Word], pauses: Sequence[Span], language: str) -> float:
    """Weigh a sentence: the first person, inner words, events, silence around it."""
    if language not in LANGUAGES:
        return 0.0
    lists = lexicon(language)
    tokens = tokens_of(sentence, language)
    first = 1.0 if find(lists["first_person"], tokens) else 0.0
    inner = min(len(find(lists["inner"], tokens)), 3)
    events = 0.5 * min(len(find(lists["events"], tokens)), 2)
    return first + inner + events + _apart(sentence, pauses)


def _apart(sentence: Sequence[Word], pauses: Sequence[Span]) -> float:
    """Return what silence adds: half for a long one before, half for one inside."""
    start, last = sentence[0].start, sentence[-1].start
    long = [pause for pause in pauses if pause.duration >= LONG_SILENCE_S]
    before = any(abs(pause.end - start) < LONG_SILENCE_S / 2 for pause in long)
    inside = any(start < pause.start and pause.end <= last for pause in long)
    return 0.5 * before + 0.5 * inside
