"""How it has been, for patients themselves."""

from voicejournal.app.composing import since
from voicejournal.app.weeks import Weeks
from voicejournal.findings.change import compare
from voicejournal.model.note import NoteCard, NoteKind, PatientId
from voicejournal.model.trends import Trends
from voicejournal.summary.trends import Entered, trends
from voicejournal.summary.week import week_of

ON_A_PAGE = 40
"""Notes in one list: a month and more of most diaries (assumed)."""


class LookingBack(Weeks):
    """The journal as its patients look back."""

    def trends(self, patient_id: PatientId) -> Trends:
        """Return how often somebody spoke and how, private notes too: only they see it."""
        now = self._now()
        week = week_of(now, self._zone(patient_id))
        first = since(week)
        notes = self.store.notes.week_notes(patient_id, first, week.end, private=True)
        answered = self.store.check_ins.of(patient_id)
        comparison = compare(
            week,
            [view for view, _ in notes],
            found={view.note_id: findings for view, findings in notes},
            check_ins=answered,
        )
        return trends(
            week,
            now=now,
            entered=[Entered(*one) for one in self.store.writings.moments(patient_id, first)],
            notes=notes,
            comparison=comparison,
            check_ins=answered,
        )

    def some_notes(
        self, patient_id: PatientId, kind: NoteKind, page: int
    ) -> tuple[tuple[NoteCard, ...], bool]:
        """List some notes of a patient, newest first.

        Args:
            patient_id: Whose.
            kind: Which of them.
            page: From 0, the newest.

        Returns:
            The notes, and whether there are older ones.
        """
        found = self.store.writings.cards(
            patient_id, kind=kind, skip=page * ON_A_PAGE, limit=ON_A_PAGE + 1
        )
        return found[:ON_A_PAGE], len(found) > ON_A_PAGE
