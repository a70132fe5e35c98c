"""Calls: a patient asks to be contacted, or is asked gently after a note."""

from collections.abc import Mapping
from datetime import timedelta

from voicejournal.app.practice import Practice
from voicejournal.errors import MailError, NotFoundError
from voicejournal.model.account import Account
from voicejournal.model.asked import Asked, Call, SafeAnswer
from voicejournal.model.note import AccountId, NoteId, PatientId
from voicejournal.outputs.letter import somebody_calls
from voicejournal.outputs.post import post

ASKED_FOR = timedelta(days=2)
"""A note so old is talked about with people, not asked about by a page (assumed)."""


class Calling(Practice):
    """The journal as it hands a wish for help on to people; it answers none itself."""

    def call(self, patient_id: PatientId) -> Call:
        """Mark a patient in the list of their clinicians, and owe the practice a letter."""
        return self.store.calls.call(patient_id, by_letter=self.settings.sends_mail)

    def carers_of(self, patient_id: PatientId) -> tuple[Account, ...]:
        """Return who can be told, also by a patient who shares nothing with them."""
        return self.store.accounts.clinicians_of(patient_id)

    def newest_call(self, patient_id: PatientId) -> Call | None:
        """Return a patient's newest call, seen or not."""
        return self.store.calls.newest(patient_id)

    def call_seen(self, patient_id: PatientId, by: AccountId) -> None:
        """Say that a clinician has seen it, and sees to it."""
        self.store.calls.seen(patient_id, by)

    def answer_asked(self, patient_id: PatientId, note_id: NoteId, answer: SafeAnswer) -> Asked:
        """Keep what a patient answers to the question after a note.

        Raises:
            NotFoundError: Nothing in the note asks for the question.
        """
        if not self._asks(note_id):
            raise NotFoundError
        asked = Asked(note_id=note_id, answer=answer, answered_at=self._now())
        self.store.calls.answer(patient_id, asked)
        return asked

    def asked(self, patient_id: PatientId) -> Mapping[NoteId, Asked]:
        """Return what a patient answered after notes."""
        return self.store.calls.asked(patient_id)

    def to_ask(self, patient_id: PatientId) -> NoteId | None:
        """Return the newest recent note after which a question waits; None: nothing to ask."""
        cards = self.store.notes.cards(patient_id)
        recent = (one for one in cards if self._now() - one.recorded_at < ASKED_FOR)
        answered = self.store.calls.asked(patient_id)
        for card in recent:
            if card.note_id not in answered and self._asks(card.note_id):
                return card.note_id
        return None

    def _asks(self, note_id: NoteId) -> bool:
        return bool(self.store.notes.detail(note_id).findings.safety)

    def send_call(self) -> bool:
        """Send the letter about one call.

        Returns:
            Whether there was one; the next may wait.

        Raises:
            MailError: It could not be sent; it will be tried again.
        """
        taken = self.store.calls.take() if self.settings.sends_mail else None
        if taken is None:
            return False
        call_id, patient_id = taken
        try:
            for language, email in self._who_is_told(patient_id):
                self._tell(language, email)
        except MailError as error:
            self.store.calls.failed(call_id, type(error.__cause__ or error).__name__)
            raise
        self.store.calls.sent(call_id)
        return True

    def _who_is_told(self, patient_id: PatientId) -> tuple[tuple[str, str], ...]:
        """Return the practice's own address, and those of the clinicians who gave theirs."""
        carers = self.store.accounts.clinicians_of(patient_id)
        found = [(one.language, self.store.notices.email(one.account_id)) for one in carers]
        practice = (self.settings.locale, self.settings.practice_email)
        return tuple(one for one in dict.fromkeys((practice, *found)) if one[1])

    def _tell(self, language: str, email: str) -> None:
        letter = somebody_calls(
            sender=self.settings.smtp_from,
            to=email,
            language=language,
            public_url=self.settings.public_url,
            now=self._now(),
        )
        post(letter, self.settings)
