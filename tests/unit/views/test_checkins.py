"""Check-ins as patients meet them."""

import re

import pytest

from voicejournal.instruments import instruments
from voicejournal.model.units import Missing

MOOD, PHQ, GAD, WHO = instruments()
KEY = "00000000-0000-0000-0000-000000000003"


def filled(instrument, value=0, **more):
    return {"key": KEY, **{item.name: str(value) for item in instrument.items}, **more}


@pytest.fixture
def daniel(visit):
    return visit("daniel")


@pytest.mark.parametrize(
    ("instrument", "language"),
    [
        pytest.param(one, language, id=f"{one.name}-{language}")
        for one in instruments()
        for language in one.languages
    ],
)
def test_a_form_asks_everything_in_the_page_s_language(
    visit, practice_journal, instrument, language
):
    practice_journal.set_language("id-daniel", language)
    page = visit("daniel", language).get(f"/check-ins/{instrument.name}").text
    assert f'<html lang="{language}"' in page
    assert page.count("<legend>") == len(instrument.items)
    for item in instrument.items:
        assert item.text.in_language(language) in page
        assert page.count(f'name="{item.name}"') == len(item.choices)


def test_what_was_answered_is_kept_and_listed_with_its_range(daniel, practice_journal):
    answer = daniel.post("/check-ins/gad-7", filled(GAD, 2))
    assert answer.location == "/check-ins?kept="
    page = daniel.get(answer.location).text
    assert "Kept. Thank you." in page
    assert "<b>14</b>" in page
    assert "of 21" in page
    assert "published range 10–14" in page
    assert len(practice_journal.answered) == 1


def test_sent_twice_it_is_one_check_in(daniel, practice_journal):
    daniel.post("/check-ins/mood", filled(MOOD, 3))
    daniel.post("/check-ins/mood", filled(MOOD, 3))
    assert len(practice_journal.answered) == 1


def test_questions_left_open_are_asked_about_once_and_answers_stay(daniel, practice_journal):
    some = {"key": KEY, "44250-9": "2", "44260-8": "0"}
    answer = daniel.post("/check-ins/phq-9", some)
    assert answer.status_code == 422
    assert "7 questions are still open" in answer.text
    assert re.search(r'name="44250-9" value="2" checked', answer.text)
    assert practice_journal.answered == {}
    assert daniel.post("/check-ins/phq-9", {**some, "as_it_is": "1"}).status_code == 302
    (kept,) = practice_journal.answered.values()
    assert isinstance(kept.score, Missing)
    assert "no sum: questions were left open" in daniel.get("/check-ins").text


def test_an_empty_form_cannot_be_kept(daniel, practice_journal):
    answer = daniel.post("/check-ins/mood", {"key": KEY, "as_it_is": "1"})
    assert answer.status_code == 422
    assert "as_it_is" not in answer.text
    assert practice_journal.answered == {}


@pytest.mark.parametrize("value", [1, 2, 3])
def test_an_answer_about_self_harm_is_kept_and_leads_to_help(daniel, practice_journal, value):
    answer = daniel.post("/check-ins/phq-9", filled(PHQ, 0, **{"44260-8": str(value)}))
    assert answer.location == "/help?after=check-in"
    assert len(practice_journal.answered) == 1
    page = daniel.get(answer.location).text
    assert "Your answers are kept" in page
    assert 'href="tel:112"' in page


def test_no_other_answer_leads_to_help(daniel):
    most = {**filled(PHQ, 3), "44260-8": "0"}
    assert daniel.post("/check-ins/phq-9", most).location == "/check-ins?kept="
    assert "Your answers are kept" not in daniel.get("/help").text


def test_a_note_offers_a_rating_that_is_kept_with_it(daniel, practice_journal):
    note = daniel.get("/notes/note-0").text
    assert 'href="/check-ins/mood?note=note-0"' in note
    assert 'name="note" value="note-0"' in daniel.get("/check-ins/mood?note=note-0").text
    daniel.post("/check-ins/mood", filled(MOOD, 4, note="note-0"))
    (kept,) = practice_journal.answered.values()
    assert kept.note_id == "note-0"


def test_nobody_rates_another_patients_note(visit, practice_journal):
    stranger = visit("stranger")
    assert stranger.get("/check-ins/mood?note=note-0").status_code == 404
    answer = stranger.post("/check-ins/mood", filled(MOOD, 4, note="note-0"))
    assert answer.status_code == 404
    assert practice_journal.answered == {}


@pytest.mark.parametrize("who", ["martin", "operator"])
def test_only_patients_answer(visit, practice_journal, who):
    assert visit(who).post("/check-ins/mood", filled(MOOD)).status_code == 403
    assert practice_journal.answered == {}


def test_nothing_is_kept_without_its_token(daniel, practice_journal):
    answer = daniel.post("/check-ins/mood", filled(MOOD, 3, csrf_token=""))
    assert answer.status_code == 400
    assert practice_journal.answered == {}


def test_strangers_see_nothing_of_it(visit, daniel):
    daniel.post("/check-ins/mood", filled(MOOD, 3))
    assert "Nothing yet." in visit("stranger").get("/check-ins").text


def test_a_rating_before_speaking_leads_back_to_the_microphone(visit, practice_journal):
    daniel = visit("daniel")
    address = re.search(r'href="(/check-ins/mood\?then=record)"', daniel.get("/record").text)[1]
    assert 'name="then" value="record"' in daniel.get(address).text
    form = {"key": KEY, "mood": "4", "then": "record"}
    assert daniel.post("/check-ins/mood", form).location == "/record?rated="
    assert "Kept. Thank you." in daniel.get("/record?rated=").text
