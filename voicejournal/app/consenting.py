"""Consent: what a patient is asked, answers, and takes back; what then is removed at once."""

from collections.abc import Mapping
from dataclasses import replace

from voicejournal.app.produced import Produced
from voicejournal.app.tools import choose_diarizer
from voicejournal.app.weeks import Weeks
from voicejournal.errors import NotFoundError
from voicejournal.model.consent import Allowed, ConsentLine
from voicejournal.model.hand import Act, SentenceKey
from voicejournal.model.note import PatientId
from voicejournal.model.purpose import ALWAYS_ASKED, PURPOSES, Purpose
from voicejournal.model.revision import Composition
from voicejournal.model.voiceprint import OWN_VOICE
from voicejournal.purposes import purpose_texts
from voicejournal.store import Answer
from voicejournal.summary.gist import gist
from voicejournal.summary.keys import sentences
from voicejournal.summary.withdrawn import without_purpose

STEPS: Mapping[Purpose, frozenset[str]] = {
    "transcribe": frozenset({"transcript"}),
    "measure_voice": frozenset({"voice"}),
    "speakers": frozenset({"turns", OWN_VOICE}),
}
"""Results that a purpose produces by itself."""
KEEPS_ALL: frozenset[Purpose] = frozenset({"share", "send", "research"})
"""Taken back, these close a door; they produced nothing that could be removed."""


class Consenting(Weeks):
    """The journal as it asks before it does."""

    def purposes(self) -> tuple[Purpose, ...]:
        """Return what patients are asked about here, in order: what nothing needs is not asked."""
        wanted = {*ALWAYS_ASKED, *self._plugin_purposes()}
        return tuple(one for one in PURPOSES if one in wanted)

    def allowed(self, patient_id: PatientId) -> tuple[Allowed, ...]:
        """Return every purpose with its text and the answer in force."""
        texts, lines = purpose_texts(), self.store.consents.in_force(patient_id)
        asked = self.purposes()
        shown = [one for one in PURPOSES if one in lines or one in asked]
        return tuple(Allowed(text=texts[one], line=lines.get(one)) for one in shown)

    def to_answer(self, patient_id: PatientId) -> tuple[Allowed, ...]:
        """Return what the patient is to be asked before anything else, in order."""
        asked = self.purposes()
        found = self.allowed(patient_id)
        return tuple(one for one in found if one.to_answer and one.text.purpose in asked)

    def ledger(self, patient_id: PatientId) -> tuple[ConsentLine, ...]:
        """Return everything that was ever answered, newest first."""
        return tuple(reversed(self.store.consents.lines(patient_id)))

    def decide(
        self, patient_id: PatientId, purpose: Purpose, *, granted: bool, version: int, language: str
    ) -> ConsentLine:
        """Keep an answer; what is taken back is removed before this returns.

        Raises:
            NotFoundError: Another text stands there now than the one that was read.
        """
        if purpose_texts()[purpose].version != version:
            raise NotFoundError
        answer = Answer(purpose=purpose, granted=granted, version=version, language=language)
        line = self.store.consents.answer(patient_id, answer)
        if line.decision == "withdrawn":
            self._remove(patient_id, line)
        return line

    def would_remove(self, patient_id: PatientId, purpose: Purpose) -> Mapping[str, int]:
        """Count what taking a purpose back would remove now; nothing is changed."""
        return _told(self._take_away(patient_id, purpose, really=False))

    def finish_withdrawals(self) -> int:
        """Remove what a crash left of purposes that were taken back; returns how many there were.

        They are in force since the answer: only the removing is still to be done.
        """
        left = self.store.consents.unremoved()
        for one in left:
            self._remove(one.patient_id, one.line)
        return len(left)

    def _remove(self, patient_id: PatientId, line: ConsentLine) -> None:
        receipt = self._take_away(patient_id, line.purpose, really=True)
        self.store.consents.removed(patient_id, line, receipt)

    def _take_away(
        self, patient_id: PatientId, purpose: Purpose, *, really: bool
    ) -> Mapping[str, int]:
        if purpose in KEEPS_ALL:
            return {}
        if purpose == "keep_audio":
            return {"recordings": self.store.removal.recordings(patient_id, really=really)}
        return self._strip(patient_id, purpose, really=really)

    def _strip(self, patient_id: PatientId, purpose: Purpose, *, really: bool) -> Mapping[str, int]:
        """Remove results, findings, measures and sentences; returns how many of each."""
        produced = Produced.by(purpose, self.plugins)
        removal, steps = self.store.removal, STEPS.get(purpose, frozenset())
        words = purpose == "transcribe"
        name = {"transcribe": "transcripts", "measure_voice": "measured"}.get(purpose, "notes")
        return {
            name: removal.results(patient_id, steps, with_words=words, really=really),
            "findings": removal.findings(patient_id, produced.finding, really=really),
            "measures": removal.measures(patient_id, produced.own, really=really),
            "sentences": self._cut_pages(patient_id, produced, really=really),
        }

    def _cut_pages(self, patient_id: PatientId, produced: Produced, *, really: bool) -> int:
        """Cut every kept page, signed ones too, and say on each when; returns how many sentences.

        Pages are composed anew when they are next read.
        """
        gone: set[SentenceKey] = set()
        rule = produced.page()
        cut = 0

        def change(kept: Composition) -> Composition:
            nonlocal cut
            left = without_purpose(kept, rule)
            if left is kept:
                return kept
            gone.update(sentences(kept.summary).keys() - sentences(left.summary).keys())
            cut += len(kept.summary.sentences) - len(left.summary.sentences)
            if not really:
                return kept
            return replace(left, taken_back=(*kept.taken_back, self._now()))

        def about_it(act: Act) -> bool:
            return act.sentence in gone

        self.store.summaries.rewrite(patient_id, change, gist)
        if really:
            self.store.hand.forget(patient_id, about_it)
        return cut

    def _plugin_purposes(self) -> frozenset[Purpose]:
        """Return what the plugins in force fall under."""
        found = {one.info.purpose for one in self.plugins.analyzers}
        found |= {one.info.purpose for one in self.plugins.week_analyzers}
        found |= {one.info.purpose for one in self.plugins.voice_measures}
        found |= {one.info.purpose for one in self.plugins.narrators}
        if choose_diarizer(self.plugins) is not None:
            found.add("speakers")
        return frozenset(found)


def _told(counts: Mapping[str, int]) -> Mapping[str, int]:
    return {name: count for name, count in counts.items() if count}
