"""Caseloads: the patients of a clinician, who wants attention first."""

from collections.abc import Mapping
from datetime import timedelta
from zoneinfo import ZoneInfo

from voicejournal.app.practice import Practice
from voicejournal.model.account import Account
from voicejournal.model.asked import Call
from voicejournal.model.note import AccountId, PatientId
from voicejournal.model.revision import Standing
from voicejournal.model.week import Week
from voicejournal.store import Spoken
from voicejournal.summary.caseload import Activity, Caseload, caseload

LATELY = timedelta(days=9)
"""Notes so far back may belong to this week in some zone."""


Line = tuple[Account, Activity, Standing]


class Caseloads(Practice):
    """The journal as it puts patients in order."""

    def caseload(self, clinician_id: AccountId) -> Caseload:
        """Return a clinician's patients in the order in which they want attention."""
        now = self._now()
        patients = self.store.accounts.patients_of(clinician_id)
        ids = [PatientId(one.account_id) for one in patients]
        standings = self.store.standings.of(ids)
        spoken = self.store.activity.of(ids, now - LATELY)
        calls = self.store.calls.open(ids)
        shown = self.store.consents.sharing(ids, "share")
        lines = (self._line(one, spoken, standings, calls) for one in patients)
        return caseload((one if _id(one[0]) in shown else unshared(one) for one in lines), now)

    def _line(
        self,
        patient: Account,
        spoken: Mapping[PatientId, Spoken],
        standings: Mapping[PatientId, Standing],
        calls: Mapping[PatientId, Call],
    ) -> Line:
        patient_id = _id(patient)
        found = spoken.get(patient_id, Spoken())
        today = self._now().astimezone(ZoneInfo(patient.zone)).date()
        week = Week(today - timedelta(days=today.weekday()), patient.zone)
        activity = Activity(
            last=found.last,
            this_week=sum(week.holds(at) for at in found.recent),
            pending=found.pending,
            called=calls[patient_id].called_at if patient_id in calls else None,
        )
        return patient, activity, standings.get(patient_id, Standing())


def unshared(line: Line) -> Line:
    """Return the line of somebody who shares nothing now: only that they ask to be called."""
    patient, activity, _ = line
    return patient, Activity(shared=False, called=activity.called), Standing()


def _id(patient: Account) -> PatientId:
    return PatientId(patient.account_id)
