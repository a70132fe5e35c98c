"""The caseload: who first, and why, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from voicejournal.model.account import Account
from voicejournal.model.note import PatientId
from voicejournal.model.revision import Flag, Standing
from voicejournal.model.text import Text

Reason = Literal[
    "called",
    "flagged",
    "changed",
    "parted",
    "unread",
    "quiet",
    "silent",
    "signed",
    "none",
    "unshared",
]
"""Why a patient stands where she stands, most pressing first."""
ORDER: tuple[Reason, ...] = (
    "called",
    "flagged",
    "changed",
    "parted",
    "silent",
    "unread",
    "quiet",
    "signed",
    "none",
    "unshared",
)
FRESH = timedelta(days=14)
"""A change of a week that ended longer ago no longer puts a patient first (assumed)."""
SILENT_AFTER = timedelta(days=10)
"""Without a note for so long, somebody who used to speak has fallen silent (assumed)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """What came from one patient lately."""

    last: datetime | None = None
    """When the newest note was recorded."""
    this_week: int = 0
    pending: int = 0
    shared: bool = True
    """The patient shows the clinician anything at all."""
    called: datetime | None = None
    """When they asked to be contacted, while nobody has seen it yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One patient of the caseload."""

    patient: Account
    activity: Activity
    standing: Standing
    reason: Reason
    said: Text | None
    """The strongest of what was found, in the page's own sentence."""
    more: int
    """How many more like it."""

    @property
    def patient_id(self) -> PatientId:
        """Whose line it is."""
        return PatientId(self.patient.account_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxFlag:
    """A flag that waits to be looked at."""

    patient: Account
    flag: Flag


@dataclass(frozen=True, slots=True, kw_only=True)
class Caseload:
    """All patients of a clinician, in the order in which they want attention."""

    flags: tuple[InboxFlag, ...]
    """Newest week first."""
    cases: tuple[Case, ...]


def caseload(patients: Iterable[tuple[Account, Activity, Standing]], now: datetime) -> Caseload:
    """Put patients in order, each with the reason."""
    cases = [_case(*one, now) for one in patients]
    flags = [
        InboxFlag(patient=case.patient, flag=flag) for case in cases for flag in case.standing.flags
    ]
    return Caseload(
        flags=tuple(sorted(flags, key=lambda one: one.flag.week.monday, reverse=True)),
        cases=tuple(sorted(cases, key=_rank)),
    )


def _case(patient: Account, activity: Activity, standing: Standing, now: datetime) -> Case:
    reason, told = _reason(activity, standing, now)
    return Case(
        patient=patient,
        activity=activity,
        standing=standing,
        reason=reason,
        said=told[0] if told else None,
        more=max(len(told) - 1, 0),
    )


def _reason(
    activity: Activity, standing: Standing, now: datetime
) -> tuple[Reason, tuple[Text, ...]]:
    """Return the first reason that holds."""
    if activity.called is not None:
        return "called", ()
    if not activity.shared:
        return "unshared", ()
    if standing.flags:
        return "flagged", tuple(flag.sentence.text for flag in standing.flags)
    if activity.last is None:
        return "none", ()
    if now - activity.last > SILENT_AFTER:
        return "silent", ()
    return _of_week(standing, now)


def _of_week(standing: Standing, now: datetime) -> tuple[Reason, tuple[Text, ...]]:
    newest = standing.newest
    if newest is None:
        return "unread", ()
    fresh = not standing.signed and now - newest.week.end <= FRESH
    if fresh and newest.changes:
        return "changed", newest.changes
    if fresh and newest.parted:
        return "parted", newest.parted
    return ("signed" if standing.signed else "quiet"), ()


def _rank(case: Case) -> tuple[int, int, float, str]:
    last = case.activity.last.timestamp() if case.activity.last else 0.0
    strength = -(case.more + 1) if case.said else 0
    return ORDER.index(case.reason), strength, -last, case.patient.display_name.casefold()
