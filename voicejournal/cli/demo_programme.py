"""What the demo's patients were given and did between sessions, in the weeks of their notes."""

import uuid
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from voicejournal.app import Journal
from voicejournal.hooks.spec import ExamplePatient
from voicejournal.model.note import AccountId, PatientId
from voicejournal.model.planned import CheckInPlan, PlanId
from voicejournal.model.programme import ExerciseDone, ExerciseId, Given, GivenId, Worksheet
from voicejournal.model.text import Text

GIVEN = {
    "breathing": Text(
        "For the evenings when your chest is tight.",
        "Pour les soirs où votre poitrine est serrée.",
    ),
    "thought-record": Text(
        "The sentence that we spoke about on Monday.",
        "La phrase dont nous avons parlé lundi.",
    ),
}
NOTICED = Text("Warm hands.", "Les mains chaudes.")
DONE = ((-5, 7, 6), (1, 7, 4), (3, 6, 4), (4, 7, 4))
"""Day after the Monday of the last week, and the ratings before and after."""
AT = time(21, 30)
GIVEN_BEFORE = timedelta(weeks=2)


def give_programme(
    journal: Journal, clinician: AccountId, patient: PatientId, example: ExamplePatient
) -> None:
    """Give exercises, have some of them done, ask for a check-in; done before, nothing happens."""
    if journal.store.programmes.given(patient):
        return
    last_week = datetime.now(UTC).date() - timedelta(weeks=1)
    monday = last_week - timedelta(days=last_week.weekday())
    given_at = _moment(monday, 0, example.zone) - GIVEN_BEFORE
    for name, words in GIVEN.items():
        given = Given(
            given_id=GivenId(str(uuid.uuid4())),
            name=name,
            given_by=clinician,
            given_at=given_at,
            words=words.in_language(example.language),
            per_week=3 if name == "breathing" else None,
        )
        journal.store.programmes.give(patient, given)
    for day, before, after in DONE:
        done_at = _moment(monday, day, example.zone)
        journal.store.programmes.add(patient, _breathed(journal, example, done_at, before, after))
    plan = CheckInPlan(
        plan_id=PlanId(str(uuid.uuid4())),
        instrument="gad-7",
        every_days=14,
        first_on=last_week,
        planned_by=clinician,
        planned_at=given_at,
    )
    journal.store.planned.plan(patient, plan)


def _breathed(
    journal: Journal, example: ExamplePatient, done_at: datetime, before: int, after: int
) -> Worksheet:
    exercise = journal.exercise("breathing")
    done = ExerciseDone(
        exercise_id=ExerciseId(str(uuid.uuid4())),
        exercise=exercise.name,
        title=exercise.title,
        done_at=done_at,
        before=before,
        after=after,
        given=True,
    )
    written = {"noticed": (NOTICED.in_language(example.language),)}
    return Worksheet(done=done, version=exercise.version, zone=example.zone, answers=written)


def _moment(monday: date, day: int, zone: str) -> datetime:
    local = datetime.combine(monday + timedelta(days=day), AT, tzinfo=ZoneInfo(zone))
    return local.astimezone(UTC)
