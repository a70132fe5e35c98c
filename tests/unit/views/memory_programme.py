"""Programmes, plans, reminders and calls of the journal in memory."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, time

from tests.unit.views.examples import NOW, PARIS
from voicejournal.app.planning import Waiting
from voicejournal.app.programmes import AFTER, BEFORE, Programmes, drafted
from voicejournal.errors import MailError, NotFoundError
from voicejournal.model.asked import Asked, Call, CallId
from voicejournal.model.note import AccountId, PatientId
from voicejournal.model.planned import CheckInPlan, PlanId, Reminder
from voicejournal.model.programme import (
    Draft,
    ExerciseDone,
    ExerciseId,
    Given,
    GivenId,
    Worksheet,
    rating,
)
from voicejournal.settings import Settings


@dataclass
class MemoryProgramme:
    given: dict = field(default_factory=lambda: defaultdict(list))
    sheets: dict = field(default_factory=lambda: defaultdict(list))
    drafts: dict = field(default_factory=dict)
    plans: dict = field(default_factory=lambda: defaultdict(list))
    reminders: dict = field(default_factory=dict)
    calls: dict = field(default_factory=dict)
    answers_after: dict = field(default_factory=lambda: defaultdict(dict))
    suggested: tuple = ()
    programmes_read: list = field(default_factory=list)

    exercises = Programmes.exercises
    exercise = Programmes.exercise
    prompts = Programmes.prompts
    prompt = Programmes.prompt
    _known = Programmes._known

    def give(self, patient_id, name, by, *, words="", per_week=None):
        self._known(name)
        one = Given(
            given_id=GivenId(f"given-{len(self.given[patient_id])}"),
            name=name,
            given_by=by,
            given_at=NOW,
            words=words.strip(),
            per_week=per_week,
        )
        self.given[patient_id].append(one)
        return one

    def stop_giving(self, patient_id, given_id, _by):
        left = [one for one in self.given[patient_id] if one.given_id != given_id]
        if len(left) == len(self.given[patient_id]):
            raise NotFoundError
        self.given[patient_id] = left

    def given_now(self, patient_id):
        return tuple(self.given[patient_id])

    def draft(self, patient_id, name):
        return self.drafts.get((patient_id, name))

    def keep_draft(self, patient_id, name, form):
        fields = drafted(self.exercise(name), form)
        self.drafts[patient_id, name] = Draft(fields=fields, kept_at=NOW) if fields else None

    def do_exercise(self, patient_id, key, name, form):
        exercise = self.exercise(name)
        done = ExerciseDone(
            exercise_id=ExerciseId(key),
            exercise=name,
            title=exercise.title,
            done_at=NOW,
            before=rating(form.get(BEFORE)),
            after=rating(form.get(AFTER)),
        )
        sheet = Worksheet(
            done=done, version=exercise.version, zone=PARIS, answers=exercise.answers(form)
        )
        self.sheets[patient_id].insert(0, sheet)
        self.drafts.pop((patient_id, name), None)
        return sheet

    def worksheets(self, patient_id):
        return tuple(self.sheets[patient_id])

    def worksheet(self, patient_id, exercise_id):
        for one in self.sheets[patient_id]:
            if one.done.exercise_id == exercise_id:
                return one
        raise NotFoundError

    def programme_read(self, patient_id, by, exercise_id=None):
        self.programmes_read.append((patient_id, by, exercise_id))

    def safety_plan(self, patient_id):
        written = (one for one in self.sheets[patient_id] if one.done.exercise == "safety-plan")
        return next(written, None)

    def suggestions(self, _patient_id):
        return self.suggested

    def plan_check_in(self, patient_id, instrument, every_days, first_on, by):
        plan = CheckInPlan(
            plan_id=PlanId(f"plan-{len(self.plans[patient_id])}"),
            instrument=instrument,
            every_days=every_days,
            first_on=first_on,
            planned_by=by,
            planned_at=NOW,
        )
        self.plans[patient_id].append(plan)
        return plan

    def stop_check_in(self, patient_id, plan_id, _by):
        self.plans[patient_id] = [one for one in self.plans[patient_id] if one.plan_id != plan_id]

    def check_in_plans(self, patient_id):
        return tuple(self.plans[patient_id])

    def waiting(self, patient_id):
        begun = (one for one in self.plans[patient_id] if one.first_on <= date(2027, 1, 1))
        return Waiting(
            check_ins=tuple(begun),
            exercises=tuple(one.name for one in self.given[patient_id] if one.per_week),
        )

    def reminder(self, patient_id):
        return self.reminders.get(patient_id)

    def remind(self, patient_id, email, at, days):
        if not (self.settings.sends_mail and "@" in email):
            raise MailError
        self.reminders[patient_id] = (Reminder(at=at, days=days, token="t"), email)

    def unremind(self, patient_id):
        self.reminders.pop(patient_id, None)

    def stops_letters(self, token):
        return any(one.token == token for one, _ in self.reminders.values())

    def stop_letters(self, token):
        self.reminders = {k: v for k, v in self.reminders.items() if v[0].token != token}

    def call(self, patient_id):
        held = Call(call_id=CallId(f"call-{patient_id}"), called_at=NOW)
        return self.calls.setdefault(patient_id, held)

    def carers_of(self, patient_id):
        return tuple(self.people[c] for c, p in sorted(self.care) if p == patient_id)

    def newest_call(self, patient_id):
        return self.calls.get(patient_id)

    def call_seen(self, patient_id, by):
        if patient_id not in self.calls:
            raise NotFoundError
        self.calls[patient_id] = replace(self.calls[patient_id], seen_at=NOW, seen_by=by)

    def answer_asked(self, patient_id, note_id, answer):
        if not self.note(note_id).findings.safety:
            raise NotFoundError
        asked = Asked(note_id=note_id, answer=answer, answered_at=NOW)
        self.answers_after[patient_id][note_id] = asked
        return asked

    def asked(self, patient_id):
        return self.answers_after[patient_id]

    def to_ask(self, patient_id):
        for one in self.notes(patient_id):
            waits = one.note_id not in self.answers_after[patient_id]
            if waits and self.note(one.note_id).findings.safety:
                return one.note_id
        return None


def between_sessions(journal, key):
    """Let Daniel have a programme, a safety plan, plans, a reminder, a trend and an open call."""
    daniel, martin = PatientId("id-daniel"), AccountId("id-martin")
    journal.settings = Settings(
        smtp_host="h", smtp_from="j@example.org", public_url="https://j.example.org"
    )
    journal.give(daniel, "breathing", martin, words="When it is tight.", per_week=3)
    journal.give(daniel, "prompt:night", martin)
    journal.plan_check_in(daniel, "gad-7", 14, date(2026, 1, 1), martin)
    plan = {"people-0": "Lea, 06 00 00 00 00", "worth": "The garden"}
    journal.do_exercise(daniel, key, "safety-plan", plan)
    journal.do_exercise(daniel, f"{key[:-1]}b", "breathing", {BEFORE: "7", AFTER: "4"})
    journal.keep_draft(daniel, "thought-record", {"thought": "It will go wrong"})
    journal.remind(daniel, "daniel@example.org", time(20, 15), (0, 6))
    for number in range(2):
        mood = journal.instrument("mood")
        journal.check_in(daniel, f"mood-{number}", mood, {"mood": str(3 + number)})
    journal.call(daniel)
