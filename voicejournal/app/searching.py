"""Looking for words in one's own notes."""

import base64
import binascii
from dataclasses import replace

from voicejournal.app.practice import Practice
from voicejournal.errors import NotFoundError
from voicejournal.model.found import Found
from voicejournal.model.note import PatientId
from voicejournal.store import SealError
from voicejournal.summary.search import may_hold, search, too_short

MOST_NOTES = 1500
"""Some four years of a note a day: looked through in about a second (measured, decision 24)."""
LONGEST_QUERY = 100
"""Characters."""
_PLACE = ("search", "query")


class Searching(Practice):
    """The journal as its patients look something up in it."""

    def search(self, patient_id: PatientId, query: str) -> Found:
        """Find words in a patient's own notes, private ones too; nothing is kept of the search."""
        if too_short(query):
            return Found()
        notes = self.store.writings.of(patient_id, MOST_NOTES, may_hold(query))
        found = search(query, notes)
        older = not found.more and self.store.writings.count(patient_id) > MOST_NOTES
        return replace(found, older=older)

    def seal_query(self, patient_id: PatientId, query: str) -> str:
        """Return what is looked for as it may stand in an address: no log can read it."""
        sealed = self.store.vault.patient(patient_id).seal(query[:LONGEST_QUERY].encode(), *_PLACE)
        return base64.urlsafe_b64encode(sealed).decode().rstrip("=")

    def open_query(self, patient_id: PatientId, sealed: str) -> str:
        """Return what is looked for.

        Raises:
            NotFoundError: It is no query of this patient's.
        """
        padded = sealed + "=" * (-len(sealed) % 4)
        try:
            content = base64.urlsafe_b64decode(padded)
            return self.store.vault.patient(patient_id).open(content, *_PLACE).decode()
        except (binascii.Error, ValueError, SealError) as error:
            raise NotFoundError from error
