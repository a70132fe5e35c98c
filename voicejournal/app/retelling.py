"""Pages of which a narrator says sentences again: in the worker alone, where nobody waits."""

from collections.abc import Mapping
from dataclasses import replace

from voicejournal.app.calendar import Calendar
from voicejournal.errors import RefusedFindingError
from voicejournal.findings.analyze import gap
from voicejournal.hooks.registered import RegisteredNarrator
from voicejournal.model.note import NoteId, PatientId
from voicejournal.model.retelling import Retold
from voicejournal.model.revision import Composition, Inputs
from voicejournal.model.summary import Sentence, WeeklySummary
from voicejournal.model.week import Week
from voicejournal.store import Ending
from voicejournal.summary.gist import gist
from voicejournal.summary.retelling.retold import as_sources, sources_of, with_retold
from voicejournal.summary.week import week_of


class Retelling(Calendar):
    """The journal as a narrator has a part in it."""

    def refresh(self, note_id: NoteId) -> None:
        """Bring pages up to date, and have the one of the note's own week retold."""
        super().refresh(note_id)
        card = self.store.notes.detail(note_id).card
        self.retell(card.patient_id, week_of(card.recorded_at, self._zone(card.patient_id)))

    def end_week(self, ending: Ending) -> None:
        """Have the page of a week that has ended retold, then do what else is due."""
        self.retell(ending.patient_id, ending.week)
        super().end_week(ending)

    def retell(self, patient_id: PatientId, week: Week) -> None:
        """Have a page retold, if the patient allows it and it was not yet.

        A signed page stays what it is. Where the narrator gives no answer, the page says so, and
        it is asked again the next time.
        """
        narrator = self._narrator(patient_id)
        lines = self._up_to_date(patient_id, week)
        if narrator is None or not lines or lines[-1].signed:
            return
        kept = self.store.summaries.read(patient_id, week.monday, lines[-1].number)
        if kept.inputs.retold == mark(narrator):
            return
        summary, told = self._told(kept.summary, narrator)
        inputs = replace(kept.inputs, retold=mark(narrator) if told else unanswered(narrator))
        if self.grants(patient_id).allows(narrator.info.purpose):  # it may have been taken back
            self.store.summaries.keep(
                patient_id, week.monday, Composition(summary=summary, inputs=inputs), gist(summary)
            )

    def _told(
        self, summary: WeeklySummary, narrator: RegisteredNarrator
    ) -> tuple[WeeklySummary, bool]:
        """Return the page with what the narrator made of it, and whether it answered."""
        name = narrator.info.name
        gaps = tuple(one for one in summary.gaps if one.analyzer != name)  # of an earlier time
        page = replace(summary, gaps=gaps)
        sentences = sources_of(page, without=self._never_retold())
        if not sentences:
            return page, True
        try:
            answers = _asked(narrator, sentences)
        except Exception as error:  # noqa: BLE001 - a plugin call
            return replace(page, gaps=(*gaps, gap(narrator, error))), False
        return with_retold(page, sentences, answers, narrator), True

    def _marks(self, patient_id: PatientId, inputs: Inputs) -> frozenset[str]:
        narrator = self._narrator(patient_id)
        if narrator is None:
            return super()._marks(patient_id, inputs)
        retold = {replace(inputs, retold=one(narrator)).mark for one in (mark, unanswered)}
        return super()._marks(patient_id, inputs) | retold

    def _narrator(self, patient_id: PatientId) -> RegisteredNarrator | None:
        """Return the narrator that may be asked about a patient: the first by name."""
        grants = self.grants(patient_id)
        return next(
            (one for one in self.plugins.narrators if grants.allows(one.info.purpose)), None
        )

    def _never_retold(self) -> frozenset[str]:
        """Return the analyzers whose sentences stay as they are."""
        infos = [one.info for one in self.plugins.analyzers]
        infos += [one.info for one in self.plugins.week_analyzers]
        return frozenset(one.name for one in infos if one.infers_emotion)


def _asked(narrator: RegisteredNarrator, sentences: Mapping[str, Sentence]) -> tuple[Retold, ...]:
    """Ask a narrator, whose answer is a stranger's.

    Raises:
        RefusedFindingError: It answered with something else.
    """
    answers: tuple[object, ...] = tuple(narrator.analyzer.retell(as_sources(sentences)))
    told = tuple(one for one in answers if isinstance(one, Retold))
    if len(told) < len(answers):
        msg = "it answered with something else than sentences"
        raise RefusedFindingError(msg)
    return told


def mark(narrator: RegisteredNarrator) -> str:
    """Return what tells a narrator from another, and from itself with other settings."""
    return f"{narrator.plugin}/{narrator.info.name}@{narrator.info.version}#" + (
        narrator.settings_digest + narrator.granted
    )


def unanswered(narrator: RegisteredNarrator) -> str:
    """Return the mark of a page of which a narrator made nothing."""
    return f"{mark(narrator)} gave no answer"
