"""What is asked at fixed times: check-ins that a clinician plans, and letters that remind."""

import secrets
import uuid
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from voicejournal.app.checkins import CheckIns
from voicejournal.app.programmes import Programmes
from voicejournal.errors import MailError, NotFoundError
from voicejournal.model.note import AccountId, PatientId
from voicejournal.model.planned import DAYS_OF_WEEK, EVERY_DAYS, CheckInPlan, PlanId, Reminder
from voicejournal.model.programme import Worksheet
from voicejournal.outputs.letter import check_address, reminder_letter
from voicejournal.outputs.post import post
from voicejournal.summary.week import week_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What waits to be done now."""

    check_ins: tuple[CheckInPlan, ...] = ()
    exercises: tuple[str, ...] = ()
    """Names of exercises that were given for so many times a week, and not done as often yet."""

    @property
    def any(self) -> bool:
        """Whether something waits."""
        return bool(self.check_ins or self.exercises)


class Planning(CheckIns, Programmes):
    """The journal as it keeps to times that people chose."""

    def plan_check_in(
        self, patient_id: PatientId, instrument: str, every_days: int, first_on: date, by: AccountId
    ) -> CheckInPlan:
        """Ask for a check-in every so many days; an earlier plan for the same one is stopped.

        Raises:
            NotFoundError: There is no such instrument, or no such rhythm.
        """
        self.instrument(instrument)
        if every_days not in EVERY_DAYS:
            raise NotFoundError
        for held in self.check_in_plans(patient_id):
            if held.instrument == instrument:
                self.store.planned.stop(patient_id, held.plan_id, by)
        plan = CheckInPlan(
            plan_id=PlanId(str(uuid.uuid4())),
            instrument=instrument,
            every_days=every_days,
            first_on=first_on,
            planned_by=by,
            planned_at=self._now(),
        )
        self.store.planned.plan(patient_id, plan)
        return plan

    def stop_check_in(self, patient_id: PatientId, plan_id: PlanId, by: AccountId) -> None:
        """Ask for it no more."""
        self.store.planned.stop(patient_id, plan_id, by)

    def check_in_plans(self, patient_id: PatientId) -> tuple[CheckInPlan, ...]:
        """Return the plans that run."""
        return tuple(one for one in self.store.planned.plans(patient_id) if not one.stopped_at)

    def waiting(self, patient_id: PatientId) -> Waiting:
        """Return what waits for a patient today, in their own zone."""
        zone = ZoneInfo(self._zone(patient_id))
        today = self._now().astimezone(zone).date()
        plans = self.check_in_plans(patient_id)
        answered = self.store.check_ins.of(patient_id) if plans else ()

        def days(instrument: str) -> tuple[date, ...]:
            those = (one for one in answered if one.instrument == instrument)
            return tuple(one.answered_at.astimezone(zone).date() for one in those)

        return Waiting(
            check_ins=tuple(one for one in plans if one.is_due(days(one.instrument), today)),
            exercises=self._still_to_do(patient_id),
        )

    def _still_to_do(self, patient_id: PatientId) -> tuple[str, ...]:
        counted = [one for one in self.given_now(patient_id) if one.per_week and not one.is_prompt]
        if not counted:
            return ()
        week = week_of(self._now(), self._zone(patient_id))
        done = [one.done.exercise for one in self.worksheets(patient_id) if week.holds(_at(one))]
        return tuple(one.name for one in counted if done.count(one.name) < (one.per_week or 0))

    def reminder(self, patient_id: PatientId) -> tuple[Reminder, str] | None:
        """Return when a patient is reminded and where the letter goes; None: never."""
        found = self.store.planned.reminder(patient_id)
        return None if found is None else (found, self.store.notices.email(AccountId(patient_id)))

    def remind(
        self,
        patient_id: PatientId,
        email: str,
        at: time,
        days: tuple[int, ...] = DAYS_OF_WEEK,
    ) -> Reminder:
        """Send letters from now on, at an hour of the patient's own zone.

        Raises:
            MailError: The address is none, or this practice sends no letters.
        """
        if not self.settings.sends_mail:
            raise MailError
        check_address(email)
        held = self.store.planned.reminder(patient_id)
        token = held.token if held else secrets.token_urlsafe(24)
        reminder = Reminder(at=at, days=days or DAYS_OF_WEEK, token=token)
        self.store.notices.set_email(AccountId(patient_id), email)
        following = reminder.following(self._now(), self._zone(patient_id))
        self.store.planned.remind(patient_id, reminder, following)
        return reminder

    def unremind(self, patient_id: PatientId) -> None:
        """Send no more letters, and forget where they went."""
        self.store.planned.unremind(patient_id)
        self.store.notices.set_email(AccountId(patient_id), "")

    def stops_letters(self, token: str) -> bool:
        """Tell whether a link still stops letters of somebody."""
        return self.store.planned.whose(token) is not None

    def stop_letters(self, token: str) -> None:
        """Send no more letters to whoever the link was sent to; a second press does nothing."""
        patient_id = self.store.planned.whose(token)
        if patient_id is not None:
            self.unremind(patient_id)

    def send_reminder(self) -> bool:
        """Send one reminder whose time has come, if something waits for its patient.

        Returns:
            Whether one was looked at; the next may wait.

        Raises:
            MailError: It could not be sent; it will be tried again.
        """
        taken = self.store.planned.take() if self.settings.sends_mail else None
        if taken is None:
            return False
        patient_id, until = taken
        reminder = self.store.planned.reminder(patient_id)
        if reminder is None:
            return True
        following = reminder.following(self._now(), self._zone(patient_id))
        try:
            if self.waiting(patient_id).any:
                self._remind_by_letter(patient_id, reminder)
        except MailError as error:
            cause = type(error.__cause__ or error).__name__
            self.store.planned.failed(patient_id, until, following, cause)
            raise
        self.store.planned.settled(patient_id, until, following)
        return True

    def _remind_by_letter(self, patient_id: PatientId, reminder: Reminder) -> None:
        account = self.store.accounts.account(AccountId(patient_id))
        email = self.store.notices.email(AccountId(patient_id))
        if account is None or not email:
            return
        letter = reminder_letter(
            sender=self.settings.smtp_from,
            to=email,
            language=account.language,
            public_url=self.settings.public_url,
            token=reminder.token,
            now=self._now(),
        )
        post(letter, self.settings)


def _at(sheet: Worksheet) -> datetime:
    return sheet.done.done_at
