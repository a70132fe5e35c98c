"""What happens by the calendar: a page at the end of each patient's week, a letter about it."""

from voicejournal.app.weeks import Weeks
from voicejournal.errors import MailError
from voicejournal.model.note import AccountId
from voicejournal.outputs.letter import page_is_ready
from voicejournal.outputs.post import post
from voicejournal.store import Ending
from voicejournal.summary.week import week_of


class Calendar(Weeks):
    """The journal as time passes."""

    def plan_weeks(self) -> None:
        """Plan the week that runs now for patients of whom none was planned yet."""
        for patient, zone in self.store.schedules.unplanned():
            self.store.schedules.plan(patient, week_of(self._now(), zone))

    def endings(self) -> tuple[Ending, ...]:
        """Return weeks that have ended and whose page is still to be made."""
        return self.store.schedules.due()

    def end_week(self, ending: Ending) -> None:
        """Make the page of a week that has ended, owe the letters about it, plan the next week."""
        lines = self._up_to_date(ending.patient_id, ending.week)
        unread = bool(lines) and not lines[-1].signed
        self.store.schedules.done(ending, self._readers(ending) if unread else ())

    def put_off(self, ending: Ending, error_code: str) -> None:
        """Make the page of a week later."""
        self.store.schedules.failed(ending, error_code)

    def send_letter(self) -> bool:
        """Send one clinician one letter about all pages that are ready.

        Returns:
            Whether there was one to send; the next may wait.

        Raises:
            MailError: It could not be sent; it will be tried again.
        """
        taken = self.store.notices.take() if self.settings.sends_mail else None
        if taken is None:
            return False
        clinician, until = taken
        try:
            self._write_to(clinician)
        except MailError as error:
            cause = type(error.__cause__ or error).__name__
            self.store.notices.failed(clinician, until, cause)
            raise
        self.store.notices.sent(clinician, until)
        return True

    def _write_to(self, clinician: AccountId) -> None:
        account = self.store.accounts.account(clinician)
        email = self.store.notices.email(clinician)
        if account is None or not email:
            return  # gone since: there is nobody to write to
        letter = page_is_ready(
            sender=self.settings.smtp_from,
            to=email,
            language=account.language,
            public_url=self.settings.public_url,
            now=self._now(),
        )
        post(letter, self.settings)

    def _readers(self, ending: Ending) -> tuple[AccountId, ...]:
        """Return the clinicians of a patient who wish for letters."""
        if not self.settings.sends_mail or not self.grants(ending.patient_id).allows("share"):
            return ()
        carers = self.store.accounts.clinicians_of(ending.patient_id)
        return tuple(one.account_id for one in carers if self.store.notices.email(one.account_id))
