"""How it was said this week: one plain sentence per domain, whether it changed or not."""

import statistics
from collections.abc import Collection

from voicejournal.model.change import Comparison, Domain
from voicejournal.model.summary import Section, Sentence
from voicejournal.model.text import Text, typeset
from voicejournal.summary.diary import Diary
from voicejournal.summary.measured import measured
from voicejournal.summary.moments import showing
from voicejournal.summary.phrases import PHRASES, Phrase

TITLE = Text(en="How it was said", fr="La manière de dire")
NO_NOTES = typeset(en="No note this week.", fr="Aucune note cette semaine.")
TOO_SHORT = typeset(
    en="No note of this week holds enough speech to be measured.",
    fr="Aucune note de la semaine ne contient assez de parole pour être mesurée.",
)
MOMENTS = 2
HEARD: tuple[Domain, ...] = ("pausing", "tempo", "pitch", "energy")
"""What anybody can hear; the sound quality of a voice is spoken of only where it changed."""


def voice(diary: Diary, comparison: Comparison, told: Collection[str]) -> Section:
    """Write the section.

    Args:
        diary: The notes.
        comparison: What is usual.
        told: Measures that another section has already spoken of.
    """
    found = (_domain(domain, diary, comparison, told) for domain in HEARD)
    return Section(
        kind="voice",
        title=TITLE,
        sentences=tuple(sentence for sentence in found if sentence is not None),
        empty=TOO_SHORT if diary.notes else NO_NOTES,
    )


def _domain(
    domain: Domain, diary: Diary, comparison: Comparison, told: Collection[str]
) -> Sentence | None:
    """Return the sentence of the first measure of a domain that was taken and is still untold."""
    for phrase in PHRASES:
        if phrase.domain == domain and phrase.measure not in told:
            sentence = _sentence(phrase, diary, comparison)
            if sentence is not None:
                return sentence
    return None


def _sentence(phrase: Phrase, diary: Diary, comparison: Comparison) -> Sentence | None:
    valued = diary.values(phrase.measure, diary.week)
    if not valued:
        return None
    median = statistics.median(value for _, value in valued)
    known = comparison.of(phrase.measure)
    usual = known.value if known else None
    typical = sorted(valued, key=lambda one: abs(one[1] - median))[:MOMENTS]
    in_order = sorted((note for note, _ in typical), key=lambda note: note.recorded_at)
    shown = [showing(note, phrase.domain) for note in in_order]
    return Sentence(
        kind=f"voice.{phrase.measure}",
        text=phrase.this_week(median, usual),
        evidence=tuple(shown),
        value=median,
        unit=diary.unit(phrase.measure),
        usual=usual,
        provenance=measured(diary),
    )
