"""A programme: only what a clinician gave is the patient's own, and what was done is told."""

from datetime import timedelta

import pytest

from voicejournal.errors import NotFoundError
from voicejournal.model.programme import ExerciseDone, ExerciseId
from voicejournal.model.week import Week
from voicejournal.store.programme_tables import DraftRow, GivenRow, WorksheetRow
from voicejournal.summary.week import week_of

KEY = "00000000-0000-0000-0000-00000000000{}"


def this_week(clock) -> Week:
    return week_of(clock.now, "Europe/Paris")


def breathe(journal, patient, number=1, **more):
    form = {"rating-before": "7", "rating-after": "4", "noticed": "Warm hands", **more}
    return journal.do_exercise(patient, KEY.format(number), "breathing", form)


def progress(journal, clinic, clock):
    summary = journal.summary(clinic.anna, this_week(clock))
    part = next((one for one in summary.sections if one.kind == "progress"), None)
    return {one.kind: one for one in part.sentences} if part else {}


def test_nothing_is_a_patients_own_before_a_clinician_gave_it(journal, clinic):
    assert journal.given_now(clinic.anna) == ()
    given = journal.give(clinic.anna, "breathing", clinic.clinician, words=" When it is tight ")
    (held,) = journal.given_now(clinic.anna)
    assert (held, held.words) == (given, "When it is tight")


def test_given_twice_it_is_given_once(journal, clinic):
    journal.give(clinic.anna, "breathing", clinic.clinician)
    journal.give(clinic.anna, "breathing", clinic.clinician)
    assert len(journal.given_now(clinic.anna)) == 1


@pytest.mark.parametrize("name", ["prompt:body", "worry-time"])
def test_what_is_stopped_is_no_longer_theirs_but_stays_known(journal, clinic, name):
    given = journal.give(clinic.anna, name, clinic.clinician)
    journal.stop_giving(clinic.anna, given.given_id, clinic.clinician)
    assert journal.given_now(clinic.anna) == ()
    assert journal.programme(clinic.anna).given[0].stopped_at


@pytest.mark.parametrize("name", ["juggling", "prompt:juggling", "prompt:"])
def test_what_the_library_does_not_hold_cannot_be_given(journal, clinic, name):
    with pytest.raises(NotFoundError):
        journal.give(clinic.anna, name, clinic.clinician)


def test_another_patients_exercise_cannot_be_stopped(journal, clinic):
    given = journal.give(clinic.anna, "breathing", clinic.clinician)
    with pytest.raises(NotFoundError):
        journal.stop_giving(clinic.patient("bea"), given.given_id, clinic.clinician)


def test_an_exercise_done_is_on_the_page_of_its_week_with_its_evidence(journal, clinic, clock):
    journal.give(clinic.anna, "breathing", clinic.clinician)
    sheet = breathe(journal, clinic.anna)
    told = progress(journal, clinic, clock)["progress.programme"]
    assert told.evidence == (sheet.done,)
    assert told.text.en == "Exercises given: 1; done this week: 1. Breathe slowly, 1 time."
    assert this_week(clock) in journal.weeks(clinic.anna)


def test_what_was_done_leaves_with_the_week_and_is_read_in_the_same_words(journal, clinic, clock):
    breathe(journal, clinic.anna)
    anna = journal.account(clinic.anna)
    document = journal.fhir(anna, this_week(clock), language="fr")
    assert "Respirer lentement" in document
    assert "Warm" not in document


def test_ratings_that_eased_twice_are_told_with_their_median(journal, clinic, clock):
    breathe(journal, clinic.anna, 1)
    assert "progress.eased" not in progress(journal, clinic, clock)
    clock.now += timedelta(hours=1)
    breathe(journal, clinic.anna, 2, **{"rating-after": "2"})
    told = progress(journal, clinic, clock)["progress.eased"]
    assert (told.value, len(told.evidence)) == (4.0, 2)
    assert isinstance(told.evidence[0], ExerciseDone)


def test_no_word_that_was_written_reaches_an_analyzer_or_the_page(journal, clinic, clock):
    breathe(journal, clinic.anna)
    assert "Warm" not in str(journal.summary(clinic.anna, this_week(clock)))
    assert "Warm" not in str(journal.programme(clinic.anna))
    assert journal.worksheets(clinic.anna)[0].answers == {"noticed": ("Warm hands",)}


def test_an_exercise_sent_twice_is_done_once(journal, clinic):
    breathe(journal, clinic.anna)
    breathe(journal, clinic.anna)
    assert len(journal.worksheets(clinic.anna)) == 1


def test_a_draft_is_kept_until_the_exercise_is_done(journal, clinic):
    form = {"thought": "It will go wrong", "rating-before": "8", "csrf_token": "x"}
    journal.keep_draft(clinic.anna, "thought-record", form)
    kept = journal.draft(clinic.anna, "thought-record").fields
    assert kept == {"thought": "It will go wrong", "rating-before": "8"}
    journal.do_exercise(clinic.anna, KEY.format(1), "thought-record", form)
    assert journal.draft(clinic.anna, "thought-record") is None


def test_an_empty_form_forgets_the_draft(journal, clinic):
    journal.keep_draft(clinic.anna, "gratitude", {"things-0": "Sun"})
    journal.keep_draft(clinic.anna, "gratitude", {"things-0": " "})
    assert journal.draft(clinic.anna, "gratitude") is None


def test_which_exercise_and_what_was_written_is_sealed(journal, clinic):
    journal.give(clinic.anna, "safety-plan", clinic.clinician, words="For the nights")
    journal.keep_draft(clinic.anna, "safety-plan", {"worth": "My sister"})
    journal.do_exercise(clinic.anna, KEY.format(1), "safety-plan", {"worth": "My sister"})
    with journal.store.database.read() as session:
        rows = [session.query(kind).one() for kind in (GivenRow, WorksheetRow, DraftRow)]
    told = repr([{**vars(row), "_sa_instance_state": None} for row in rows])
    assert not any(one in told for one in ("safety-plan", "sister", "nights"))


def test_the_newest_safety_plan_is_the_one_that_counts(journal, clinic, clock):
    assert journal.safety_plan(clinic.anna) is None
    for number, words in enumerate(("My sister", "My dog")):
        clock.now += timedelta(hours=1)
        journal.do_exercise(clinic.anna, KEY.format(number), "safety-plan", {"worth": words})
    assert journal.safety_plan(clinic.anna).answers == {"worth": ("My dog",)}
    assert journal.safety_plan(clinic.patient("bea")) is None


def test_one_worksheet_is_read_by_its_own_patient_alone(journal, clinic):
    breathe(journal, clinic.anna)
    journal.worksheet(clinic.anna, ExerciseId(KEY.format(1)))
    with pytest.raises(NotFoundError):
        journal.worksheet(clinic.patient("bea"), ExerciseId(KEY.format(1)))


def test_the_patient_is_told_who_read_what_they_did(journal, clinic):
    sheet = breathe(journal, clinic.anna)
    for _ in range(2):
        journal.programme_read(clinic.anna, clinic.clinician, sheet.done.exercise_id)
    told = [one.action for one in journal.openings_of(clinic.anna)]
    assert told.count("programme.read") == 1


def test_what_was_found_suggests_and_what_was_given_is_suggested_no_more(journal, clinic):
    phq = journal.instrument("phq-9")
    nine = {item.name: "1" for item in phq.items}
    journal.check_in(clinic.anna, KEY.format(1), phq, nine)
    plan = next(
        one for one in journal.suggestions(clinic.anna) if one.exercise.name == "safety-plan"
    )
    assert {one.kind for one in plan.sentences} == {"safety.answer"}
    journal.give(clinic.anna, "safety-plan", clinic.clinician)
    assert "safety-plan" not in {one.exercise.name for one in journal.suggestions(clinic.anna)}
