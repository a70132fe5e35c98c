"""In their words: sentences that analyzers offer, chosen so that the whole week is heard."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from voicejournal.model.finding import Finding
from voicejournal.model.note import NoteView
from voicejournal.model.purpose import is_not_allowed
from voicejournal.model.summary import Section, Sentence
from voicejournal.model.text import Text, number, typeset, verbatim
from voicejournal.model.transcript import Transcript
from voicejournal.model.units import Missing
from voicejournal.model.voice import VoiceMeasures
from voicejournal.summary.diary import Diary
from voicejournal.summary.moments import moment
from voicejournal.summary.week import local_day

MOST = 5
SAME_NOTE = 1.5
"""Weight a sentence loses for each one already chosen from its note."""
SAME_DAY = 0.5
"""Weight it loses for each one already chosen from its day."""
ALIKE = 0.6
"""Share of common words from which two sentences are the same sentence twice."""
LONG_SILENCE_S = 1.5
NEAR_S = 0.75
"""Silence may end so long before the first word: word times are that rough."""

TITLE = Text(en="In their words", fr="Avec ses mots")
NO_NOTES = typeset(en="No note this week.", fr="Aucune note cette semaine.")
PENDING = typeset(
    en="The words of this week’s notes are not written down yet.",
    fr="Les mots des notes de la semaine ne sont pas encore transcrits.",
)
NOT_WRITTEN = typeset(
    en="The words are not written down: this is not allowed.",
    fr="Les mots ne sont pas transcrits : ce n’est pas autorisé.",
)
NOTHING = typeset(
    en="No sentence was recognised surely enough to be quoted.",
    fr="Aucune phrase n’a été reconnue assez sûrement pour être citée.",
)
AFTER_SILENCE = typeset(en="after a silence of {seconds}~s", fr="après un silence de {seconds}~s")


@dataclass(frozen=True, slots=True)
class _Candidate:
    note: NoteView
    finding: Finding

    @property
    def weight(self) -> float:
        return 0.0 if isinstance(self.finding.value, Missing) else self.finding.value

    @property
    def words(self) -> frozenset[str]:
        return frozenset(re.findall(r"\w+", self.finding.quote.lower()))


def quotes(diary: Diary) -> Section:
    """Write the section, in the order in which the sentences were said."""
    candidates = [
        _Candidate(note, finding)
        for note, finding in diary.findings()
        if finding.kind.startswith("quotes.") and is_verbatim(note, finding)
    ]
    chosen = sorted(
        _choose(candidates, diary.week.zone),
        key=lambda one: (one.note.recorded_at, one.finding.evidence[0].start),
    )
    return Section(
        kind="quotes",
        title=TITLE,
        sentences=tuple(_sentence(one) for one in chosen),
        empty=_empty(diary),
    )


def is_verbatim(note: NoteView, finding: Finding) -> bool:
    """Tell whether a quote is word for word what was kept: nobody puts words in a mouth."""
    written = note.transcript
    return isinstance(written, Transcript) and bool(finding.quote) and written.says(finding.quote)


def _choose(candidates: Sequence[_Candidate], zone: str) -> list[_Candidate]:
    """Take the weightiest sentence again and again, dearer where one was already taken."""
    chosen: list[_Candidate] = []
    left = list(candidates)

    def worth(one: _Candidate) -> tuple[float, float, float]:
        same_note = sum(one.note.note_id == other.note.note_id for other in chosen)
        day = local_day(one.note.recorded_at, zone)
        same_day = sum(day == local_day(other.note.recorded_at, zone) for other in chosen)
        weight = one.weight - SAME_NOTE * same_note - SAME_DAY * same_day
        # Of equals the earliest: the same notes always make the same page.
        return weight, -one.note.recorded_at.timestamp(), -one.finding.evidence[0].start

    while left and len(chosen) < MOST:
        best = max(left, key=worth)
        chosen.append(best)
        left = [one for one in left if one is not best and not _alike(one, best)]
    return chosen


def _alike(one: _Candidate, other: _Candidate) -> bool:
    shared = len(one.words & other.words)
    return shared >= ALIKE * max(len(one.words | other.words), 1)


def _sentence(one: _Candidate) -> Sentence:
    finding = one.finding
    return Sentence(
        kind=finding.kind,
        text=verbatim(finding.quote),
        evidence=tuple(moment(one.note, span) for span in finding.evidence),
        quoted=True,
        context=_silence_before(one.note, finding.evidence[0].start),
        provenance=(finding.provenance,) if finding.provenance else (),
    )


def _silence_before(note: NoteView, start: float) -> Text | None:
    if not isinstance(note.voice, VoiceMeasures):
        return None
    for pause in note.voice.pauses:
        if pause.duration >= LONG_SILENCE_S and abs(pause.end - start) <= NEAR_S:
            return AFTER_SILENCE.fill(seconds=number(pause.duration, 1))
    return None


def _empty(diary: Diary) -> Text:
    if not diary.notes:
        return NO_NOTES
    if any(isinstance(note.transcript, Transcript) for note in diary.notes):
        return NOTHING
    refused = all(is_not_allowed(note.transcript) for note in diary.notes)
    return NOT_WRITTEN if refused else PENDING
