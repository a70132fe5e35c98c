"""The measures of words and sound together, in the order in which they are shown."""

from dataclasses import dataclass

from voicejournal.extract.words import measures
from voicejournal.extract.words.measures import Take
from voicejournal.model.text import Text
from voicejournal.model.voice import MeasureInfo

SPELLING = "syllables by our own rules of spelling"
PAUSES = "Goldman-Eisler 1968; clauses by listed words and the recogniser’s punctuation"


@dataclass(frozen=True, slots=True)
class WordMeasure:
    """A measure taken from words and sound together."""

    info: MeasureInfo
    take: Take
    weak_to: frozenset[str] = frozenset()
    """Caveats of a recording under which this number is uncertain."""
    needs_agreement: bool = False
    """Uncertain too where syllables heard and written part."""


def _measure(
    name: str,
    unit: str,
    title: Text,
    take: Take,
    *,
    definition: str,
    source: str,
    weak_to: frozenset[str] = frozenset(),
    needs_agreement: bool = False,
) -> WordMeasure:
    info = MeasureInfo(name=name, unit=unit, title=title, definition=definition, source=source)
    return WordMeasure(info, take, weak_to, needs_agreement)


NOISY = frozenset({"noisy"})
MEASURES = (
    _measure(
        "words_per_minute",
        "1/min",
        Text(en="Words per minute", fr="Mots par minute"),
        measures.words_per_minute,
        definition="Kept words per minute from first to last speech, pauses included.",
        source="words by the recogniser, time by the waveform",
        needs_agreement=True,
    ),
    _measure(
        "speech_rate_text",
        "syllable/s",
        Text(
            en="Pace by the words, pauses included", fr="Débit d’après les mots, pauses comprises"
        ),
        measures.speech_rate,
        definition="Syllables that the kept words have when spoken, per second from first to last "
        "speech.",
        source=SPELLING,
        needs_agreement=True,
    ),
    _measure(
        "articulation_rate_text",
        "syllable/s",
        Text(en="Pace by the words, pauses left out", fr="Débit d’après les mots, hors pauses"),
        measures.articulation_rate,
        definition="Syllables that the kept words have when spoken, per second of speech, pauses "
        "of 0.25 s and more left out.",
        source=SPELLING,
        weak_to=NOISY,
        needs_agreement=True,
    ),
    _measure(
        "syllable_agreement",
        "1",
        Text(
            en="Agreement of syllables heard and written",
            fr="Accord entre syllabes entendues et écrites",
        ),
        measures.syllable_agreement,
        definition="The smaller of the syllables heard in the sound and those of the kept words, "
        "as a share of the larger; under 0.75 every pace of the note is uncertain.",
        source="our own",
    ),
    _measure(
        "words_per_run",
        "1",
        Text(en="Words between pauses", fr="Mots entre deux pauses"),
        measures.words_per_run,
        definition="Kept words between one pause of 0.25 s and more and the next, on average.",
        source="mean length of run: Goldman-Eisler 1968",
        weak_to=NOISY,
        needs_agreement=True,
    ),
    _measure(
        "pause_inside_clause_share",
        "1",
        Text(en="Pauses inside clauses", fr="Pauses au milieu des propositions"),
        measures.pause_inside_clause_share,
        definition="Of the pauses between two kept words, the share over which a clause goes on: "
        "after a word that leans on the next (an article, a preposition), or with neither "
        "punctuation before nor a conjunction after. Recognisers write punctuation where somebody "
        "pauses, so some are missed. Missing under five pauses.",
        source=PAUSES,
        weak_to=NOISY,
        needs_agreement=True,
    ),
    _measure(
        "pause_before_content_share",
        "1",
        Text(en="Pauses before content words", fr="Pauses avant les mots pleins"),
        measures.pause_before_content_share,
        definition="Of the pauses inside clauses, the share right before a word that carries "
        "content, not grammar. Missing under five such pauses.",
        source="Goldman-Eisler 1968; function words listed by us",
        weak_to=NOISY,
        needs_agreement=True,
    ),
)
INFOS = tuple(one.info for one in MEASURES)
