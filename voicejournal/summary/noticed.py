"""Moments of single notes that analyzers point at, one of a kind."""

from collections import defaultdict
from itertools import zip_longest

from voicejournal.model.finding import Finding
from voicejournal.model.note import NoteView
from voicejournal.model.summary import Section, Sentence
from voicejournal.model.text import Text, quoted, typeset
from voicejournal.model.units import Missing
from voicejournal.summary.diary import Diary
from voicejournal.summary.moments import around, moment

MOST = 5
SHORTEST_S = 3.0
"""A shorter span is played with a little of what surrounds it."""
MOST_QUOTED = 90
"""Characters of a person's words that fit beside a sentence."""

TITLE = Text(en="Moments in single notes", fr="Moments relevés dans une note")
NO_NOTES = typeset(en="No note this week.", fr="Aucune note cette semaine.")
NOTHING = typeset(
    en="No analyzer pointed at a single moment this week.",
    fr="Aucun analyseur n’a relevé de moment particulier cette semaine.",
)

Pointed = tuple[NoteView, Finding]


def noticed(diary: Diary) -> Section:
    """Write the section: every analyzer is heard once before any is heard twice."""
    best: dict[str, Pointed] = {}
    for note, finding in diary.findings():
        if finding.highlight and _weight(finding) > _weight_of(best.get(finding.kind)):
            best[finding.kind] = note, finding
    by_analyzer: dict[str, list[Pointed]] = defaultdict(list)
    for kind in sorted(best):
        by_analyzer[kind.partition(".")[0]].append(best[kind])
    turns = zip_longest(*by_analyzer.values())
    heard = [one for turn in turns for one in turn if one is not None][:MOST]
    heard.sort(key=lambda one: (one[0].recorded_at, one[1].evidence[0].start))
    return Section(
        kind="noticed",
        title=TITLE,
        sentences=tuple(_sentence(note, finding) for note, finding in heard),
        empty=NOTHING if diary.notes else NO_NOTES,
    )


def _weight(finding: Finding) -> float:
    return 0.0 if isinstance(finding.value, Missing) else abs(finding.value)


def _weight_of(pointed: Pointed | None) -> float:
    return -1.0 if pointed is None else _weight(pointed[1])


def _sentence(note: NoteView, finding: Finding) -> Sentence:
    spans = [around(span) if span.duration < SHORTEST_S else span for span in finding.evidence]
    return Sentence(
        kind=finding.kind,
        text=finding.claim,
        evidence=tuple(moment(note, span) for span in spans),
        value=None if isinstance(finding.value, Missing) else finding.value,
        unit=finding.unit,
        context=_words(finding),
        provenance=(finding.provenance,) if finding.provenance else (),
    )


def _words(finding: Finding) -> Text | None:
    if not finding.quote or len(finding.quote) > MOST_QUOTED:
        return None
    return quoted(finding.quote)
