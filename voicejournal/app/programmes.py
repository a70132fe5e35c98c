"""Programmes: a clinician gives exercises, a patient does them, the page of the week tells it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from voicejournal.app.openings import SAME_OPENING
from voicejournal.app.weeks import Weeks
from voicejournal.errors import NotFoundError
from voicejournal.exercises import exercises, prompts
from voicejournal.model.note import AccountId, PatientId
from voicejournal.model.programme import (
    PROMPT,
    SAFETY_PLAN,
    Draft,
    Exercise,
    ExerciseDone,
    ExerciseId,
    Given,
    GivenId,
    Prompt,
    Suggestion,
    Worksheet,
    rating,
)
from voicejournal.model.summary import Sentence
from voicejournal.summary.week import week_of

Listed = TypeVar("Listed", Exercise, Prompt)

BEFORE, AFTER = "rating-before", "rating-after"
"""Fields of a form that hold the two ratings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """An exercise that a rule suggests, with what it rests on. Only a clinician sees it."""

    exercise: Exercise
    rule: Suggestion
    sentences: tuple[Sentence, ...]
    """Of the newest page, each with its evidence."""


class Programmes(Weeks):
    """The journal as it goes on between sessions."""

    def exercises(self) -> tuple[Exercise, ...]:
        """Return the library."""
        return exercises()

    def exercise(self, name: str) -> Exercise:
        """Return one exercise; NotFoundError if there is none."""
        return _named(exercises(), name)

    def prompts(self) -> tuple[Prompt, ...]:
        """Return the questions to speak about."""
        return prompts()

    def prompt(self, name: str) -> Prompt:
        """Return one of them; NotFoundError if there is none."""
        return _named(prompts(), name)

    def give(
        self,
        patient_id: PatientId,
        name: str,
        by: AccountId,
        *,
        words: str = "",
        per_week: int | None = None,
    ) -> Given:
        """Make an exercise, or a prompt after `prompt:`, part of a programme.

        What is part of it already stays as it is.

        Raises:
            NotFoundError: The library holds none of that name.
        """
        self._known(name)
        held = next((one for one in self.given_now(patient_id) if one.name == name), None)
        if held is not None:
            return held
        given = Given(
            given_id=GivenId(str(uuid.uuid4())),
            name=name,
            given_by=by,
            given_at=self._now(),
            words=words.strip(),
            per_week=per_week,
        )
        self.store.programmes.give(patient_id, given)
        return given

    def stop_giving(self, patient_id: PatientId, given_id: GivenId, by: AccountId) -> None:
        """Take something out of a programme."""
        self.store.programmes.stop(patient_id, given_id, by)

    def given_now(self, patient_id: PatientId) -> tuple[Given, ...]:
        """Return what is part of a programme now, oldest first."""
        return tuple(one for one in self.store.programmes.given(patient_id) if not one.stopped_at)

    def draft(self, patient_id: PatientId, name: str) -> Draft | None:
        """Return how an exercise stood when the page was left."""
        return self.store.programmes.draft(patient_id, name)

    def keep_draft(self, patient_id: PatientId, name: str, form: Mapping[str, str]) -> None:
        """Keep how an exercise stands; a form with nothing in it forgets the draft.

        What comes after the exercise itself was sent is late, and let go.
        """
        if self.store.programmes.is_done(patient_id, ExerciseId(form.get("key", ""))):
            return
        fields = drafted(self.exercise(name), form)
        draft = Draft(fields=fields, kept_at=self._now()) if fields else None
        self.store.programmes.set_draft(patient_id, name, draft)

    def do_exercise(
        self, patient_id: PatientId, key: str, name: str, form: Mapping[str, str]
    ) -> Worksheet:
        """Keep an exercise that was done, forget its draft, and bring the week's page up to date.

        Args:
            patient_id: Who did it.
            key: Drawn into the form: sent twice, it is still one.
            name: The exercise.
            form: By the names of fields; what fits none is left out.
        """
        exercise = self.exercise(name)
        done = ExerciseDone(
            exercise_id=ExerciseId(key),
            exercise=name,
            title=exercise.title,
            done_at=self._now(),
            before=rating(form.get(BEFORE)) if exercise.rating else None,
            after=rating(form.get(AFTER)) if exercise.rating else None,
            lower_is_better=exercise.lower_is_better,
            given=any(one.name == name for one in self.given_now(patient_id)),
        )
        zone = self._zone(patient_id)
        sheet = Worksheet(
            done=done, version=exercise.version, zone=zone, answers=exercise.answers(form)
        )
        if self.store.programmes.add(patient_id, sheet):
            self.store.programmes.set_draft(patient_id, name, None)
            self._up_to_date(patient_id, week_of(done.done_at, zone))
        return sheet

    def worksheets(self, patient_id: PatientId) -> tuple[Worksheet, ...]:
        """Return the exercises that a patient did, newest first."""
        return tuple(reversed(self.store.programmes.worksheets(patient_id)))

    def worksheet(self, patient_id: PatientId, exercise_id: ExerciseId) -> Worksheet:
        """Return one of them."""
        return self.store.programmes.worksheet(patient_id, exercise_id)

    def programme_read(
        self, patient_id: PatientId, by: AccountId, exercise_id: ExerciseId | None = None
    ) -> None:
        """Keep that a clinician read what was done, all of it or one exercise."""
        self.store.audit.record_once(
            by,
            "programme.read",
            patient_id=patient_id,
            subject_id=exercise_id or "",
            within=SAME_OPENING,
        )

    def safety_plan(self, patient_id: PatientId) -> Worksheet | None:
        """Return the newest safety plan that a patient wrote."""
        written = (one for one in self.worksheets(patient_id) if one.done.exercise == SAFETY_PLAN)
        return next(written, None)

    def suggestions(self, patient_id: PatientId) -> tuple[Suggested, ...]:
        """Return what the newest page makes worth offering, and is not part of the programme."""
        weeks = self.weeks(patient_id)
        said = self.summary(patient_id, weeks[0]).sentences if weeks else ()
        given = {one.name for one in self.given_now(patient_id)}
        found = (_suggested(one, said) for one in exercises() if one.name not in given)
        return tuple(one for one in found if one is not None)

    def _known(self, name: str) -> None:
        if name.startswith(PROMPT):
            self.prompt(name.removeprefix(PROMPT))
        else:
            self.exercise(name)


def drafted(exercise: Exercise, form: Mapping[str, str]) -> dict[str, str]:
    """Return what of a form is worth keeping until the page is opened again."""
    known = [BEFORE, AFTER, *(field for step in exercise.steps for field in step.fields)]
    return {field: form[field] for field in known if form.get(field, "").strip()}


def _suggested(exercise: Exercise, said: tuple[Sentence, ...]) -> Suggested | None:
    for rule in exercise.suggested_by:
        found = tuple(one for one in said if one.kind.startswith(rule.kind))
        if found:
            return Suggested(exercise=exercise, rule=rule, sentences=found)
    return None


def _named(library: tuple[Listed, ...], name: str) -> Listed:
    found = next((one for one in library if one.name == name), None)
    if found is None:
        raise NotFoundError
    return found
