"""The library: every exercise can be done, is in both languages, and says where it comes from."""

import copy
import tomllib
from importlib.resources import files

import pytest

from voicejournal.exercises import ExerciseError, exercises, prompts, read_exercise
from voicejournal.model.programme import Step
from voicejournal.model.text import Text

LIBRARY = {one.name: one for one in exercises()}


def told(name):
    return tomllib.loads((files("voicejournal.exercises") / f"{name}.toml").read_text("utf-8"))


def texts(exercise):
    yield from (exercise.title, exercise.about)
    yield from (exercise.rating,) if exercise.rating else ()
    for step in exercise.steps:
        yield step.text
        yield from (step.hint,) if step.hint else ()
    yield from (one.because for one in exercise.suggested_by)


def test_the_library_holds_what_a_practice_asked_for():
    assert set(LIBRARY) == {
        "breathing",
        "grounding",
        "thought-record",
        "behavioural-activation",
        "worry-time",
        "gratitude",
        "safety-plan",
    }


@pytest.mark.parametrize("name", LIBRARY)
def test_every_exercise_names_its_source_and_speaks_both_languages(name):
    exercise = LIBRARY[name]
    assert all(any(mark.isdigit() for mark in source) for source in exercise.sources)
    assert all(one.en and one.fr and one.en != one.fr for one in texts(exercise))
    assert not any(" ?" in one.fr or "'" in one.fr for one in texts(exercise))


def test_grounding_asks_for_five_four_three_two_and_one():
    lists = [step.lines for step in LIBRARY["grounding"].steps if step.kind == "list"]
    assert lists == [5, 4, 3, 2, 1]


def test_a_breath_out_is_longer_than_a_breath_in():
    (step,) = [one for one in LIBRARY["breathing"].steps if one.kind == "breathe"]
    breath_in, breath_out = step.breath_s
    assert breath_in < breath_out
    assert 5 <= 60 / (breath_in + breath_out) <= 7


def test_nothing_asks_somebody_to_be_grateful():
    assert LIBRARY["gratitude"].suggested_by == ()


def test_words_of_self_harm_suggest_the_safety_plan_and_nothing_is_rated_there():
    plan = LIBRARY["safety-plan"]
    assert [one.kind for one in plan.suggested_by] == ["safety."]
    assert plan.rating is None


def test_prompts_have_names_of_their_own():
    names = [one.name for one in prompts()]
    assert len(set(names)) == len(names) >= 5


def step(kind, **more):
    return Step(name="s", kind=kind, text=Text("a", "b"), **more)


@pytest.mark.parametrize(
    ("one", "form", "read"),
    [
        (step("words"), {"s": "  two words "}, ("two words",)),
        (step("words"), {"s": "x" * 3000}, ("x" * 2000,)),
        (step("list", lines=3), {"s-0": "a", "s-1": " ", "s-2": "c", "s-3": "d"}, ("a", "c")),
        (step("scale"), {"s": "10"}, ("10",)),
        (step("scale"), {"s": "11"}, ()),
        (step("scale"), {"s": "²"}, ()),
        (step("read"), {"s": "words"}, ()),
    ],
)
def test_a_form_is_read_step_by_step(one, form, read):
    assert one.answers(form) == read


def no_french(one):
    one["title"]["fr"] = " "


def no_source(one):
    one["sources"] = []


def twice_the_same(one):
    one["steps"][1]["name"] = one["steps"][0]["name"]


def an_unknown_kind(one):
    one["steps"][0]["kind"] = "dance"


def no_steps(one):
    one["steps"] = []


def a_breath_of_a_minute(one):
    one["steps"][1]["breath_s"] = [4.0, 60.0]


def no_minutes(one):
    del one["minutes"]


@pytest.mark.parametrize(
    "spoil",
    [
        no_french,
        no_source,
        twice_the_same,
        an_unknown_kind,
        no_steps,
        a_breath_of_a_minute,
        no_minutes,
    ],
)
def test_what_nobody_could_do_or_check_is_refused(spoil):
    spoiled = copy.deepcopy(told("breathing"))
    spoil(spoiled)
    with pytest.raises(ExerciseError):
        read_exercise(spoiled)
