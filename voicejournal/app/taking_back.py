"""What a patient takes back leaves the kept pages too, signed ones included."""

from dataclasses import replace

from voicejournal.app.weeks import Weeks
from voicejournal.model.hand import Act, SentenceKey
from voicejournal.model.note import NoteId, PatientId
from voicejournal.model.revision import Composition
from voicejournal.model.units import Span
from voicejournal.model.week import Week
from voicejournal.summary.gist import gist
from voicejournal.summary.keys import sentences
from voicejournal.summary.without import without


class TakingBack(Weeks):
    """The journal as it forgets."""

    def take_back(
        self, patient_id: PatientId, note_id: NoteId, passage: Span | None = None
    ) -> None:
        """Remove a note, or a passage of it, from every kept page.

        It is called after the note itself was changed or erased: the pages that showed it are
        composed anew at once, the others when they are next read.
        """
        for week in self.cut_out(patient_id, note_id, passage):
            self._up_to_date(patient_id, week)

    def cut_out(
        self, patient_id: PatientId, note_id: NoteId, passage: Span | None = None
    ) -> tuple[Week, ...]:
        """Remove a note, or a passage of it, from every kept page, and compose none anew.

        A page that was cut keeps saying when: a signed one does not change in silence.

        Returns:
            The weeks whose pages showed it.
        """
        gone: set[SentenceKey] = set()
        touched: set[Week] = set()

        def cut(kept: Composition) -> Composition:
            left = without(kept, note_id, passage)
            if left is kept:
                return kept
            touched.add(kept.summary.week)
            gone.update(sentences(kept.summary).keys() - sentences(left.summary).keys())
            return replace(left, taken_back=(*kept.taken_back, self._now()))

        self.store.summaries.rewrite(patient_id, cut, gist)

        def about_it(act: Act) -> bool:
            return act.sentence in gone

        self.store.hand.forget(patient_id, about_it)
        return tuple(sorted(touched))
