"""What leaves the service: a week as a document, measures as a table, and who took it."""

from datetime import UTC, datetime

from voicejournal.app.weeks import Weeks
from voicejournal.model.account import Account
from voicejournal.model.note import AccountId, NoteId, NoteView, PatientId
from voicejournal.model.week import Week
from voicejournal.outputs.fhir import as_json
from voicejournal.outputs.handed import handed
from voicejournal.outputs.table import measures_csv

FIRST = datetime(2000, 1, 1, tzinfo=UTC)
LAST = datetime(3000, 1, 1, tzinfo=UTC)
"""No note is older or younger."""


class HandingOn(Weeks):
    """The journal as it hands things on."""

    def fhir(
        self, patient: Account, week: Week, *, language: str, number: int | None = None
    ) -> str:
        """Return a week as the text of a FHIR R4 document.

        Args:
            patient: Whose week.
            week: The week.
            language: Of what it says.
            number: The revision asked for; None: the one that stands.

        Raises:
            NotFoundError: No such revision.
        """
        patient_id = PatientId(patient.account_id)
        page = self.page(patient_id, week, reader=None, number=number)
        answered = self.store.check_ins.of(patient_id)
        left = handed(patient, page.shown, page.handled, page.people, check_ins=answered)
        return as_json(left, language)

    def measures(self, patient_id: PatientId) -> str:
        """Return the measures of all notes of a patient as CSV, a row a note."""
        notes = self.store.notes.week_notes(patient_id, FIRST, LAST)
        return measures_csv(view for view, _ in notes)

    def heard(self, note_id: NoteId) -> NoteView:
        """Return a note as an analyzer sees it: its words, its measures, nobody's name."""
        return self.store.notes.view(note_id)

    def taken_out(self, patient_id: PatientId, what: str, subject: str, by: AccountId) -> None:
        """Tell the audit that somebody took something with them, and what; never its content."""
        self.store.audit.record(by, f"export.{what}", patient_id=patient_id, subject_id=subject)
